#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace relata::schema {

struct Table;

/// Why SQLite would refuse an expression over a table's columns: that of a CHECK, of a generated column, of
/// a default or of an index.
struct ExpressionFault
{
    QString column;   ///< a name that is none of the table's columns; empty where something else is wrong
    QString meant;    ///< the column that is most likely meant by it; null where none is near
    QString sentence; ///< goes on after "'price >' "

    bool operator==(const ExpressionFault &) const = default;
};

/// What SQLite's own parser has against an expression, tried as a CHECK: what only a default or an index
/// refuse passes. Nothing where it takes it. Functions and collations that only the program of the database
/// knows are no fault.
/// @param expression without its outer parentheses
std::optional<ExpressionFault> faultOf(const Table &table, const QString &expression);

/// A term of an index without the ASC or DESC at its end.
QString withoutOrder(const QString &term);

/// Whether an expression can be read at all, whatever columns there are; success on other engines than
/// SQLite, whose expressions are not known here.
/// @param engine as a Schema has it, empty for SQLite
base::Done checkSyntax(const QString &engine, const QString &expression);

/// The same, and all columns that it names are the table's.
base::Done checkExpression(const QString &engine, const Table &table, const QString &expression);

} // namespace relata::schema
