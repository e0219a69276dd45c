#pragma once

#include <QString>

namespace relata::mapping {

/// Whether a declared type begins with a word that some SQL database knows as a type. Letter case counts for
/// nothing; no type at all is known, too.
bool isKnownType(const QString &type);

/// The SQL type that a person who wrote an unknown one most likely meant, with its length where it takes one:
/// VARCHAR(80) for the "String(80)" of SQLAlchemy, INTEGER for "Intger". Null where none is near.
QString likelyType(const QString &type);

/// Whether the type is called by a word of Python or SQLAlchemy that is none of SQL.
bool isPythonType(const QString &type);

/// A type as it was typed, in SQL's words where it is one of Python or SQLAlchemy: VARCHAR(80) for
/// "db.String(80)".
QString sqlTypeOf(const QString &typed);

} // namespace relata::mapping
