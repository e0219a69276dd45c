#include "changechecks.h"

#include <algorithm>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

const QString &otherName()
{
    static const QString hint = u"Choose another name."_s;
    return hint;
}

Done checkNotEmpty(const QString &name, const QString &thing)
{
    if (name.trimmed().isEmpty() || name.contains(QChar(u'\0')))
        return fail(ErrorCode::NameEmpty, u"A %1 needs a name."_s.arg(thing), u"Type a name."_s);
    return {};
}

bool hasIndex(const Schema &schema, const QString &name)
{
    return std::any_of(schema.tables.cbegin(), schema.tables.cend(), [&name](const Table &table) {
        return std::any_of(table.indexes.cbegin(), table.indexes.cend(),
                           [&name](const Index &index) { return sameName(index.name, name); });
    });
}

Done checkClass(const Schema &schema, const AddTable &step)
{
    if (step.mapped.name.isEmpty())
        return {};
    for (const MappedClass &each : schema.classes) {
        if (sameName(each.name, step.mapped.name))
            return fail(ErrorCode::NameTaken, u"There is already a class '%1'."_s.arg(each.name),
                        otherName());
    }
    if (!sameName(step.mapped.table, step.table.name) || !step.mapped.relationships.isEmpty()) {
        return fail(
            ErrorCode::InvalidChange,
            u"The class '%1' does not fit the new table '%2'."_s.arg(step.mapped.name, step.table.name),
            u"Add the table with an empty class, then its relationships."_s);
    }
    return {};
}

Done checkTableParts(const Table &table)
{
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
    if (const Done done = checkColumnsOf(table, table.primaryKey); !done)
        return done;
    for (const QStringList &unique : table.uniques) {
        if (const Done done = checkColumnsOf(table, unique); !done)
            return done;
    }
    return {};
}

/// The target of a foreign key: a plain table that has the columns, one for each of the key's own.
Done checkTarget(const Schema &schema, const Table &owner, const ForeignKey &key)
{
    const Table *target = sameName(key.table, owner.name) ? &owner : schema.table(key.table);
    if (!target) {
        return fail(ErrorCode::UnknownTable,
                    u"'%1' cannot refer to '%2': there is no such table."_s.arg(owner.name, key.table),
                    u"Add the table first."_s);
    }
    if (target->kind != TableKind::Table) {
        return fail(ErrorCode::InvalidChange,
                    u"'%1' cannot refer to '%2', which is a %3."_s.arg(owner.name, target->name,
                                                                       kindForPeople(target->kind)),
                    u"Refer to a table."_s);
    }
    if (key.targetColumns.size() != key.columns.size()) {
        return fail(ErrorCode::InvalidChange,
                    u"The foreign key of '%1' has %2 columns but refers to %3 of '%4'."_s.arg(owner.name)
                        .arg(key.columns.size())
                        .arg(key.targetColumns.size())
                        .arg(target->name),
                    u"Name one target column for each column."_s);
    }
    return checkColumnsOf(*target, key.targetColumns);
}

Done checkForeignKey(const Schema &schema, const Table &owner, const ForeignKey &key)
{
    if (key.columns.isEmpty()) {
        return fail(ErrorCode::InvalidChange, u"A foreign key of '%1' names no column."_s.arg(owner.name),
                    u"Name the column that holds the parent's key."_s);
    }
    if (!key.id.isValid() || schema.tableOfLink(key.id)) {
        return fail(ErrorCode::InvalidChange,
                    u"The foreign key of '%1' has no number of its own."_s.arg(owner.name),
                    u"Give it a free one."_s);
    }
    return checkColumnsOf(owner, key.columns);
}

Done checkPairColumns(const Relationship &relationship, const QList<ColumnPair> &pairs, const Table &local,
                      const Table &remote)
{
    for (const ColumnPair &pair : pairs) {
        if (local.columnIndex(pair.local) < 0)
            return fail(unknownColumn(local, pair.local));
        if (remote.columnIndex(pair.remote) < 0)
            return fail(unknownColumn(remote, pair.remote));
    }
    if (pairs.isEmpty()) {
        return fail(ErrorCode::InvalidChange,
                    u"The relationship '%1' names no columns to join by."_s.arg(relationship.name),
                    u"Name at least one pair of columns."_s);
    }
    return {};
}

Done checkJoin(const Schema &schema, const Table &owner, const Relationship &relationship)
{
    const Table *target = schema.table(relationship.targetTable);
    const MappedClass *mapped = schema.classOf(relationship.targetTable);
    if (!target || !mapped || mapped->name != relationship.target) {
        return fail(ErrorCode::UnknownTable,
                    u"The relationship '%1' leads to '%2', which is no class."_s.arg(relationship.name,
                                                                                     relationship.target),
                    u"Choose a table that has a class."_s);
    }
    if (relationship.secondary.isEmpty())
        return checkPairColumns(relationship, relationship.pairs, owner, *target);
    const Table *secondary = schema.table(relationship.secondary);
    if (!secondary) {
        return fail(ErrorCode::UnknownTable,
                    u"The relationship '%1' goes through '%2', which does not exist."_s.arg(
                        relationship.name, relationship.secondary),
                    u"Choose an existing table."_s);
    }
    if (const Done done = checkPairColumns(relationship, relationship.pairs, owner, *secondary); !done)
        return done;
    return checkPairColumns(relationship, relationship.secondaryPairs, *target, *secondary);
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
    return u"broken table"_s;
}

base::Error unknownColumn(const Table &table, const QString &column)
{
    return {ErrorCode::UnknownColumn,
            u"'%1' has no column '%2'."_s.arg(table.name, column),
            u"Choose one of its columns."_s,
            {}};
}

Result<const Table *> plainTable(const Schema &schema, base::TableId id)
{
    const Table *table = schema.table(id);
    if (!table)
        return fail(ErrorCode::UnknownTable, u"The table is not in the design any more."_s,
                    u"Choose another table."_s);
    if (table->kind != TableKind::Table) {
        return fail(
            ErrorCode::InvalidChange,
            u"'%1' is a %2; only tables can be changed here."_s.arg(table->name, kindForPeople(table->kind)),
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

Done checkColumnName(const Schema &schema, const Table &table, const QString &name, const QString &self)
{
    if (const Done done = checkNotEmpty(name, u"column"_s); !done)
        return done;
    if (!self.isEmpty() && sameName(name, self))
        return {};
    if (const Column *taken = table.column(name))
        return fail(ErrorCode::NameTaken, u"'%1' already has a column '%2'."_s.arg(table.name, taken->name),
                    otherName());
    const MappedClass *mapped = schema.classOf(table.name);
    if (!mapped)
        return {};
    for (const Relationship &relationship : mapped->relationships) {
        if (sameName(relationship.name, name)) {
            return fail(ErrorCode::NameTaken,
                        u"'%1' already has a relationship '%2'."_s.arg(table.name, relationship.name),
                        u"Choose another name for the column, or rename the relationship first."_s);
        }
    }
    return {};
}

Done checkPosition(int position, qsizetype size)
{
    if (position >= -1 && position <= size)
        return {};
    return fail(ErrorCode::InvalidChange,
                u"There is no position %1 in a list of %2."_s.arg(position).arg(size),
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
    if (table.columns.isEmpty()) {
        return fail(ErrorCode::InvalidChange, u"The table '%1' has no column."_s.arg(table.name),
                    u"Add at least one column."_s);
    }
    if (!table.foreignKeys.isEmpty()) {
        return fail(ErrorCode::InvalidChange,
                    u"The table '%1' brings its foreign keys along."_s.arg(table.name),
                    u"Add the table first, then its foreign keys."_s);
    }
    if (const Done done = checkTableParts(table); !done)
        return done;
    return checkClass(schema, step);
}

/// A foreign key that is put back at its old position may lead nowhere, as some do in real databases: else it
/// could not be removed. A new one, which goes to the end, must lead somewhere.
Done checkNewForeignKey(const Schema &schema, const Table &owner, const AddForeignKey &step)
{
    if (const Done done = checkPosition(step.position, owner.foreignKeys.size()); !done)
        return done;
    if (const Done done = checkForeignKey(schema, owner, step.foreignKey); !done)
        return done;
    return step.position < 0 ? checkTarget(schema, owner, step.foreignKey) : Done();
}

Done checkNewRelationship(const Schema &schema, const AddRelationship &step)
{
    const Relationship &relationship = step.relationship;
    const Table *owner = schema.table(step.table);
    const MappedClass *mapped = schema.classOf(step.table);
    if (!owner || !mapped) {
        return fail(ErrorCode::UnknownTable,
                    u"'%1' has no class that could hold a relationship."_s.arg(step.table),
                    u"Choose a table that has a class."_s);
    }
    if (const Done done = checkPosition(step.position, mapped->relationships.size()); !done)
        return done;
    if (const Done done = checkNotEmpty(relationship.name, u"relationship"_s); !done)
        return done;
    if (mapped->relationship(relationship.name) || owner->columnIndex(relationship.name) >= 0) {
        return fail(ErrorCode::NameTaken,
                    u"'%1' already has an attribute '%2'."_s.arg(owner->name, relationship.name),
                    otherName());
    }
    if (relationship.link.isValid() && !schema.tableOfLink(relationship.link)) {
        return fail(ErrorCode::InvalidChange,
                    u"The foreign key of the relationship '%1' does not exist."_s.arg(relationship.name),
                    u"Add the foreign key first."_s);
    }
    return checkJoin(schema, *owner, relationship);
}

Done checkPrimaryKey(const Schema &schema, const Table &table, const QStringList &columns)
{
    if (const Done done = checkColumnsOf(table, columns); !done)
        return done;
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
