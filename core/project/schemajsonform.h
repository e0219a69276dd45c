#pragma once

#include "core/schema/schema.h"

#include <QJsonObject>

namespace relata::project {

/// The form that tables have in a design file. What is as usual is left out; a missing key is read as usual.

/// Seven letters for an id, and back; 0 for anything else.
QString idLetters(int number);
int idNumber(const QString &letters);

/// A table without its lists.
QJsonObject tableHead(const schema::Table &table);
QJsonObject columnForm(const schema::Column &column);
QJsonObject foreignKeyForm(const schema::ForeignKey &key);
QJsonObject indexForm(const schema::Index &index);
QJsonObject uniqueForm(const schema::Unique &unique);
QJsonObject checkForm(const schema::Check &check);
QJsonObject triggerForm(const schema::Trigger &trigger);

/// A table of an object with its lists: "columns", "uniques", "checks", "indexes", "triggers" and
/// "foreignKeys".
schema::Table tableFrom(const QJsonObject &form);

/// What lists of a design file hold: everything but the null that ends them.
QJsonArray itemsOf(const QJsonValue &list);
QStringList textsOf(const QJsonValue &list);

} // namespace relata::project
