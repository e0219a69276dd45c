#pragma once

#include "core/base/result.h"
#include "core/schema/constraint.h"

#include <QList>
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

/// What a CREATE TABLE text says of a column and no pragma tells.
struct DeclaredColumn
{
    QString name;
    schema::OnConflict onNull = schema::OnConflict::Default; ///< of NOT NULL
    QString expression; ///< of a generated column, without its outer parentheses; else null
    QString comment;    ///< the comment that ends its line; null where there is none
};

/// The parts of a CREATE TABLE text that SQLite's pragmas leave out.
struct DeclaredTable
{
    QList<DeclaredColumn> columns; ///< in the order of the text
    schema::KeyClause key;
    QList<DeclaredForeignKey> foreignKeys; ///< in the order of the text
    QList<schema::Unique> uniques;         ///< in the order of the text, without ids
    QList<schema::Check> checks;           ///< in the order of the text, without ids
    QString comment; ///< the comment after the opening parenthesis; null where there is none
};

/// Reads a CREATE TABLE text as SQLite keeps it in sqlite_schema: every quoting style, comments, constraints
/// of columns and of the table, with or without commas between the latter. Refuses anything that is not such
/// a text.
base::Result<DeclaredTable> parseCreateTable(const QString &sql);

} // namespace relata::sql
