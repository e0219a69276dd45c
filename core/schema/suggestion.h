#pragma once

#include <QStringList>

namespace relata::schema {

/// The name that somebody who wrote `wanted` most likely meant, letter case ignored: the one of the fewest
/// changed letters, and of few enough; null where none is near.
QString nearestName(const QString &wanted, const QStringList &names);

/// " Did you mean 'author'?" where some name is near enough, else "".
QString didYouMean(const QString &wanted, const QStringList &names);

} // namespace relata::schema
