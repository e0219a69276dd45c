#pragma once

#include "core/models/style.h"

#include <QSet>
#include <QStringList>

namespace relata::models {

/// The first lines of a module: its imports, `db`, and the class of declared types where that is wanted.
/// @param words what the rest of the module uses, as in Module
/// @param comments what stands below `db`
/// @param typeClass the name of the class of declared types
QStringList moduleHead(Style style, const QSet<QString> &words, const QStringList &comments,
                       const QString &typeClass);

} // namespace relata::models
