#pragma once

#include <QString>

namespace relata::mapping {

/// Whether two declared types are of one family, so that their values compare as they are: whole numbers,
/// texts, decimal numbers, truth values, dates, times, bytes. A column without a type fits any other, because
/// SQLAlchemy gives it the type of the column that it refers to.
bool sameTypeFamily(const QString &a, const QString &b);

} // namespace relata::mapping
