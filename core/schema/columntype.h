#pragma once

#include <QString>

namespace relata::schema {

/// What a declared type makes of a value that is stored: SQLite's five affinities.
enum class Affinity { Text, Numeric, Integer, Real, Blob };

/// The affinity that SQLite gives to a declared type (https://sqlite.org/datatype3.html, section 3.1).
Affinity affinityOf(const QString &declaredType);

/// True for the few types that SQLite takes in a STRICT table (https://sqlite.org/stricttables.html).
bool isStrictType(const QString &declaredType);
/// The type of a STRICT table for what another table declares.
QString strictType(const QString &declaredType);

/// True where the declared type is a text for people: CHAR, TEXT, CLOB and their kin, but neither dates nor
/// JSON.
bool isReadableText(const QString &declaredType);

/// True where cells of the declared type are set to the right: numbers.
bool isNumeric(const QString &declaredType);

} // namespace relata::schema
