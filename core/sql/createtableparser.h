#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace relata::sql {

/// What a CREATE TABLE text says of a foreign key and no pragma tells.
struct DeclaredForeignKey
{
    QString name; ///< null where it has none
    QStringList columns;
    QString table;
    QStringList targetColumns; ///< empty where none are named
    bool deferrable = false;
    bool initiallyDeferred = false;

    bool operator==(const DeclaredForeignKey &) const = default;
};

/// The parts of a CREATE TABLE text that SQLite's pragmas leave out.
struct DeclaredTable
{
    QList<DeclaredForeignKey> foreignKeys; ///< in the order of the text
    QList<QStringList> uniques;            ///< the columns of UNIQUE constraints, in the order of the text
    QStringList checks;                    ///< the conditions without their outer parentheses
};

/// Reads a CREATE TABLE text as SQLite keeps it in sqlite_schema: every quoting style, comments, constraints
/// of columns and of the table, with or without commas between the latter. Refuses anything that is not such
/// a text.
base::Result<DeclaredTable> parseCreateTable(const QString &sql);

} // namespace relata::sql
