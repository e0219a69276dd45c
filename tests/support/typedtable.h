#pragma once

#include <QList>
#include <QStringList>

namespace relata::tests {

/// A row of the table in core/base/README.md: what is stored when something is typed over a cell.
struct TypedRow
{
    QString held;     ///< a word for the classes that the cell may hold; see literalsOf()
    QString affinity; ///< a word for declared types; see typesOf()
    QString typed;
    QString stored; ///< an SQL literal, or "refused"
};

/// All rows of the table; ends the program where it is not there.
QList<TypedRow> typedTable();
/// Declared types of an affinity.
QStringList typesOf(const QString &affinity);
/// SQL literals of the classes that a word of the table stands for.
QStringList literalsOf(const QString &held);

} // namespace relata::tests
