#include "changechecks.h"

#include "core/schema/columntype.h"

#include <QSet>

#include <algorithm>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

bool hasIndex(const Schema &schema, const QString &name)
{
    return std::any_of(schema.tables.cbegin(), schema.tables.cend(), [&name](const Table &table) {
        return std::any_of(table.indexes.cbegin(), table.indexes.cend(),
                           [&name](const Index &index) { return sameName(index.name, name); });
    });
}

Done checkTableParts(const Table &table)
{
    if (table.columns.isEmpty()) {
        return fail(ErrorCode::InvalidChange, u"The table '%1' has no column."_s.arg(table.name),
                    u"Add at least one column."_s);
    }
    QStringList names;
    for (const Column &column : table.columns) {
        if (const Done done = checkNotEmpty(column.name, u"column"_s); !done)
            return done;
        if (indexOfName(names, column.name) >= 0) {
            return fail(ErrorCode::NameTaken,
                        u"'%1' has two columns named '%2'."_s.arg(table.name, column.name), otherName());
        }
        names += column.name;
    }
    for (const Column &column : table.columns) {
        if (const Done done = checkColumn(table, column); !done)
            return done;
    }
    if (const Done done = checkColumnsOf(table, table.primaryKey); !done)
        return done;
    for (const Unique &unique : table.uniques) {
        if (const Done done = checkColumnsOf(table, unique.columns); !done)
            return done;
    }
    return {};
}

/// A primary key's columns, which the table has.
Done checkKeyColumns(const Table &table, const QStringList &columns)
{
    if (columns.isEmpty() && table.withoutRowid) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1' is a table without rowid and needs a primary key."_s.arg(table.name),
                    u"Choose at least one column."_s);
    }
    for (const QString &name : columns) {
        if (table.column(name)->generated != Generated::No) {
            return fail(
                ErrorCode::InvalidChange,
                u"'%1.%2' is generated and cannot be part of the primary key."_s.arg(table.name, name),
                u"Choose another column."_s);
        }
    }
    return {};
}

} // namespace

QString kindForPeople(TableKind kind)
{
    switch (kind) {
    case TableKind::Table:
        return u"table"_s;
    case TableKind::View:
        return u"view"_s;
    case TableKind::Virtual:
        return u"virtual table"_s;
    case TableKind::Shadow:
        return u"part of a virtual table"_s;
    case TableKind::Broken:
        break;
    }
    return u"table or view that cannot be read"_s;
}

base::Error unknownColumn(const Table &table, const QString &column)
{
    return {ErrorCode::UnknownColumn,
            u"'%1' has no column '%2'."_s.arg(table.name, column),
            u"Choose one of its columns."_s,
            {}};
}

QString otherName()
{
    return u"Choose another name."_s;
}

Done checkNotEmpty(const QString &name, const QString &thing)
{
    if (name.trimmed().isEmpty() || name.contains(QChar(u'\0')))
        return fail(ErrorCode::NameEmpty, u"A %1 needs a name."_s.arg(thing), u"Type a name."_s);
    return {};
}

Result<const Table *> plainTable(const Schema &schema, base::TableId id, const QString &purpose)
{
    const Table *table = schema.table(id);
    if (!table)
        return fail(ErrorCode::UnknownTable, u"The table is not in the design any more."_s,
                    u"Choose another table."_s);
    if (table->kind != TableKind::Table) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1' is a %2; %3."_s.arg(table->name, kindForPeople(table->kind), purpose),
                    u"Choose a table."_s);
    }
    return table;
}

Done checkTableName(const Schema &schema, const QString &name, base::TableId self)
{
    if (const Done done = checkNotEmpty(name, u"table"_s); !done)
        return done;
    if (name.startsWith(u"sqlite_"_s, Qt::CaseInsensitive)) {
        return fail(
            ErrorCode::NameTaken,
            u"A table cannot be named '%1': SQLite keeps names with 'sqlite_' for itself."_s.arg(name),
            otherName());
    }
    for (const Table &table : schema.tables) {
        if (table.id != self && sameName(table.name, name)) {
            return fail(ErrorCode::NameTaken,
                        u"There is already a %1 '%2'."_s.arg(kindForPeople(table.kind), table.name),
                        otherName());
        }
    }
    if (hasIndex(schema, name))
        return fail(ErrorCode::NameTaken, u"There is already an index '%1'."_s.arg(name), otherName());
    return {};
}

Done checkColumnName(const Table &table, const QString &name, const QString &self)
{
    if (const Done done = checkNotEmpty(name, u"column"_s); !done)
        return done;
    if (!self.isEmpty() && sameName(name, self))
        return {};
    if (const Column *taken = table.column(name))
        return fail(ErrorCode::NameTaken, u"'%1' already has a column '%2'."_s.arg(table.name, taken->name),
                    otherName());
    return {};
}

Done checkColumn(const Table &table, const Column &column)
{
    if (table.strict && !isStrictType(column.type)) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1' is STRICT, and '%2' is no type of a STRICT table."_s.arg(
                        table.name, column.type.isEmpty() ? column.name : column.type),
                    u"Give '%1' the type INTEGER, REAL, TEXT, BLOB or ANY."_s.arg(column.name));
    }
    if (column.generated != Generated::No && column.defaultValue) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1.%2' is generated and cannot have a default."_s.arg(table.name, column.name),
                    u"Take the default away."_s);
    }
    return {};
}

Done checkGenerated(const Table &table, const Column *before, const Column &now)
{
    const auto isUnknown = [](const Column &column) {
        return column.generated != Generated::No && column.expression.isEmpty();
    };
    const bool isAsBefore =
        before && before->generated == now.generated && before->expression == now.expression;
    if (isAsBefore || (!isUnknown(now) && !(before && isUnknown(*before))))
        return {};
    return fail(ErrorCode::InvalidChange,
                u"The expression of '%1.%2' is not known."_s.arg(table.name, now.name),
                u"Change the table in the database itself."_s);
}

Done checkPosition(int position, qsizetype size)
{
    if (position >= -1 && position <= size)
        return {};
    return fail(
        ErrorCode::InvalidChange,
        u"There is no position %1 in a list of %2."_s.arg(QString::number(position), QString::number(size)),
        u"Leave the position out to append."_s);
}

Done checkColumnsOf(const Table &table, const QStringList &columns)
{
    for (int i = 0; i < columns.size(); ++i) {
        if (table.columnIndex(columns[i]) < 0)
            return fail(unknownColumn(table, columns[i]));
        if (indexOfName(columns, columns[i]) != i) {
            return fail(ErrorCode::InvalidChange,
                        u"A key of '%1' names '%2' twice."_s.arg(table.name, columns[i]),
                        u"Name each column once."_s);
        }
    }
    return {};
}

Done checkNewTable(const Schema &schema, const AddTable &step)
{
    const Table &table = step.table;
    if (table.kind != TableKind::Table) {
        return fail(
            ErrorCode::InvalidChange,
            u"'%1' is a %2; only tables can be added here."_s.arg(table.name, kindForPeople(table.kind)),
            u"Add a table."_s);
    }
    if (const Done done = checkTableName(schema, table.name); !done)
        return done;
    if (const Done done = checkPosition(step.position, schema.tables.size()); !done)
        return done;
    if (!table.id.isValid() || schema.table(table.id)) {
        return fail(ErrorCode::InvalidChange, u"The table '%1' has no number of its own."_s.arg(table.name),
                    u"Give it a free one."_s);
    }
    if (!table.foreignKeys.isEmpty()) {
        return fail(ErrorCode::InvalidChange,
                    u"The table '%1' brings its foreign keys along."_s.arg(table.name),
                    u"Add the table first, then its foreign keys."_s);
    }
    if (const Done done = checkTableParts(table); !done)
        return done;
    return checkKeyColumns(table, table.primaryKey);
}

Done checkChangedTable(const Schema &schema, const Table &before, const Table &now)
{
    if (now.id != before.id || now.name != before.name || now.kind != before.kind) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1' cannot become another table by this change."_s.arg(before.name),
                    u"Rename it first."_s);
    }
    if (const Done done = checkTableParts(now); !done)
        return done;
    if (const Done done = checkKeyColumns(now, now.primaryKey); !done)
        return done;
    for (const Column &column : now.columns) {
        if (const Done done = checkGenerated(now, before.column(column.name), column); !done)
            return done;
    }
    for (const Index &index : now.indexes) {
        const bool isOwn = std::ranges::any_of(
            before.indexes, [&index](const Index &each) { return sameName(each.name, index.name); });
        if (!isOwn) {
            if (const Done done = checkTableName(schema, index.name); !done)
                return done;
        }
        QStringList columns = index.columns;
        columns.removeIf([](const QString &name) { return name.isNull(); });
        if (const Done done = checkColumnsOf(now, columns); !done)
            return done;
    }
    QSet<base::LinkId> links;
    for (const ForeignKey &key : now.foreignKeys) {
        const Table *owner = schema.tableOfLink(key.id);
        if (!key.id.isValid() || links.contains(key.id) || (owner && owner->id != now.id)) {
            return fail(ErrorCode::InvalidChange,
                        u"The foreign key of '%1' has no number of its own."_s.arg(now.name),
                        u"Give it a free one."_s);
        }
        links += key.id;
        if (key.columns.isEmpty()) {
            return fail(ErrorCode::InvalidChange, u"A foreign key of '%1' names no column."_s.arg(now.name),
                        u"Name the column that holds the parent's key."_s);
        }
        if (const Done done = checkColumnsOf(now, key.columns); !done)
            return done;
    }
    return {};
}

Done checkNewUnique(const Table &table, const AddUnique &step)
{
    if (const Done done = checkPosition(step.position, table.uniques.size()); !done)
        return done;
    const QStringList &columns = step.unique.columns;
    if (columns.isEmpty()) {
        return fail(ErrorCode::InvalidChange,
                    u"A UNIQUE constraint of '%1' names no column."_s.arg(table.name),
                    u"Name at least one column."_s);
    }
    const auto isSame = [&columns](const Unique &each) { return each.columns == columns; };
    if (std::ranges::any_of(table.uniques, isSame)) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1.%2' is unique already."_s.arg(table.name, columns.join(u", "_s)),
                    u"Choose other columns."_s);
    }
    return checkColumnsOf(table, columns);
}

Done checkPrimaryKey(const Schema &schema, const Table &table, const QStringList &columns)
{
    if (const Done done = checkColumnsOf(table, columns); !done)
        return done;
    if (const Done done = checkKeyColumns(table, columns); !done)
        return done;
    if (columns == table.primaryKey)
        return {};
    for (const Table &other : schema.tables) {
        for (const ForeignKey &key : other.foreignKeys) {
            if (!key.implicitTarget || !sameName(key.table, table.name))
                continue;
            return fail(ErrorCode::InvalidChange,
                        u"'%1.%2' refers to the primary key of '%3' without naming its columns."_s.arg(
                            other.name, key.columns.join(u", "_s), table.name),
                        u"Remove that link first."_s);
        }
    }
    return {};
}

} // namespace relata::schema
