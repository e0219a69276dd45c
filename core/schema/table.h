#pragma once

#include "core/schema/column.h"
#include "core/schema/constraint.h"
#include "core/schema/foreignkey.h"
#include "core/schema/index.h"

#include <QList>

namespace relata::schema {

enum class TableKind {
    Table,
    View,
    Virtual,
    Shadow, ///< belongs to a virtual table; hidden and never edited
    Broken, ///< the database refuses to read it; Table::error says why
};

/// The kind as one lower-case word ("table").
QString kindWord(TableKind kind);

/// A table, view or virtual table of a schema. A value.
struct Table
{
    base::TableId id; ///< unique within a schema; stays the same when the table is renamed
    QString name;
    TableKind kind = TableKind::Table;
    QString error; ///< why a broken table is broken, in the database's words or plainer ones
    QList<Column> columns;
    QStringList primaryKey; ///< in key order
    QList<ForeignKey> foreignKeys;
    QList<Unique> uniques;      ///< UNIQUE constraints only
    KeyClause keyClause;        ///< what the PRIMARY KEY says besides its columns
    bool hasPrivateKey = false; ///< the primary key compares by other collations than its columns do
    QList<Index> indexes;
    QList<Check> checks;
    QList<Trigger> triggers;
    bool withoutRowid = false;
    bool strict = false;
    QString comment; ///< what the table is for, in one line; null where nobody said
    /// The CREATE text with which the database keeps a table, a view or a virtual table; null where it is not
    /// known. Of a table that is edited it stays that of before.
    QString sql;
    QString rowidAlias; ///< the INTEGER PRIMARY KEY column that is the rowid, else null
    QString rowidName;  ///< a name by which the rowid can be read ("rowid"), null where there is none

    const Column *column(const QString &columnName) const;
    /// The index of a column by its name, letter case ignored as SQL does; -1 where there is none.
    int columnIndex(const QString &columnName) const;
    bool isInPrimaryKey(const QString &columnName) const;
    /// True where some foreign key uses the column.
    bool isInForeignKey(const QString &columnName) const;
    /// True where the columns (in any order) contain a whole key: the primary key, a UNIQUE constraint or an
    /// unconditional unique index. Rows can then not share their values.
    bool isUnique(const QStringList &columnNames) const;
    const ForeignKey *foreignKey(base::LinkId link) const;
    /// True where SQLite lets a foreign key refer to these columns (https://sqlite.org/foreignkeys.html,
    /// section 3): they are exactly the primary key, or those of a UNIQUE constraint or an unconditional
    /// unique index without expressions, compared by the columns' own collations.
    bool canBeReferredTo(const QStringList &columnNames, bool implicitTarget) const;

    bool operator==(const Table &) const = default;
};

/// Equal as SQLite compares names: the case of the letters A to Z ignored, that of all others not.
bool sameName(const QString &a, const QString &b);
/// The same text for names that sameName() takes for equal: for hashes.
QString nameKey(const QString &name);
/// The position of a name in a list, compared with sameName(); -1 where it is missing.
int indexOfName(const QStringList &names, const QString &name);

/// By which values a row of the table is found again.
struct RowAddress
{
    enum class Kind {
        None,  ///< no way: rows are read only
        Key,   ///< the primary key, where the database keeps NULL out of it
        Rowid, ///< the rowid: no key, or one that allows NULL
    };
    Kind kind = Kind::None;
    QStringList columns; ///< the names to select and compare, the rowid's name included
};

/// The address of a table's rows. A primary key that allows NULL (SQLite permits that in rowid tables) is not
/// trusted.
RowAddress addressOf(const Table &table);

} // namespace relata::schema
