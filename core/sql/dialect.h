#pragma once

#include <QString>
#include <QStringList>

namespace relata::sql {

/// A name in double quotes, its own double quotes doubled: safe for every name SQLite can have.
QString quoted(const QString &name);

/// The names quoted and joined with ", ".
QString quotedList(const QStringList &names);

} // namespace relata::sql
