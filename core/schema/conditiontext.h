#pragma once

#include <QString>

namespace relata::schema {

/// True where an SQL expression (the condition of a CHECK) names the column. Strings, comments and functions
/// of that name do not count.
bool mentionsColumn(const QString &expression, const QString &column);

/// The expression with a column's new name in place of the old one. Names keep their kind of quotes; a bare
/// name gets quotes where the new name needs them.
QString withColumnRenamed(const QString &expression, const QString &from, const QString &to);

} // namespace relata::schema
