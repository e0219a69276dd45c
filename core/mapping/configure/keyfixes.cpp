#include "keyfixes.h"

#include "core/mapping/configure/joinfinder.h"
#include "core/schema/rowid.h"
#include "core/schema/schemachange.h"

#include <QSet>

#include <algorithm>
#include <limits>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::SchemaChange;

namespace {

/// An id for a foreign key that a fix would add: always the same for the same key, so that equal declarations
/// have equal findings, and large, so that it is hardly another's.
base::LinkId freeLinkId(const Workbench &work, const schema::Table &child, const schema::ForeignKey &key)
{
    QSet<int> taken;
    for (const schema::Table &table : work.catalog.declarations().tables) {
        for (const schema::ForeignKey &each : table.foreignKeys)
            taken += each.id.number;
    }
    const QString words = child.name + u'\x1f' + key.columns.join(u'\x1f') + u'\x1f' + key.table;
    int number = int(qHash(words, size_t(1)) & 0x7fffffff) | 0x40000000;
    while (taken.contains(number))
        number = number == std::numeric_limits<int>::max() ? 1 : number + 1;
    return {number};
}

Fix schemaFix(const QString &text, const QList<schema::SchemaStep> &steps)
{
    return {text, SchemaChange{text, steps}};
}

/// The columns that a foreign key from child to parent would most likely stand on: one for each column of the
/// parent's primary key, "author_id" for author.id; those that do not exist are to be added.
QStringList likelyColumns(const schema::Table &child, const schema::Table &parent)
{
    QStringList names;
    for (const QString &key : parent.primaryKey) {
        QString name = parent.name + u'_' + key;
        for (const QString &wish : {name, parent.name + key, parent.name + u"_id"_s}) {
            if (child.columnIndex(wish) >= 0 && parent.primaryKey.size() == 1) {
                name = child.column(wish)->name;
                break;
            }
        }
        names += name;
    }
    return names;
}

/// Whether there is a table of that name for a database, which takes capitals and small letters for the same.
bool hasTable(const Workbench &work, const QString &name)
{
    const QList<schema::Table> &tables = work.catalog.declarations().tables;
    return std::any_of(tables.cbegin(), tables.cend(),
                       [&name](const schema::Table &each) { return schema::sameName(each.name, name); });
}

/// An id for a table that a fix would add; see freeLinkId().
base::TableId freeTableId(const Workbench &work, const QString &name)
{
    QSet<int> taken;
    for (const schema::Table &table : work.catalog.declarations().tables)
        taken += table.id.number;
    int number = int(qHash(name, size_t(1)) & 0x7fffffff) | 0x40000000;
    while (taken.contains(number))
        number = number == std::numeric_limits<int>::max() ? 1 : number + 1;
    return {number};
}

/// The table that a foreign key names, as far as the key tells: its key columns with the types of those that
/// refer to them.
schema::Table targetOf(const Workbench &work, const schema::Table &child, const schema::ForeignKey &key)
{
    schema::Table target;
    target.id = freeTableId(work, key.table);
    target.name = key.table;
    for (qsizetype i = 0; i < key.columns.size(); ++i) {
        const schema::Column *own = child.column(key.columns[i]);
        schema::Column column;
        column.name = key.targetColumns.value(i, key.columns.size() == 1 ? u"id"_s : key.columns[i]);
        column.type = own && !own->type.isEmpty() ? own->type : u"INTEGER"_s;
        column.nullable = false;
        target.columns += column;
        target.primaryKey += column.name;
    }
    return schema::withRowid(target);
}

/// Steps for a table that foreign keys name already: these are out of the way meanwhile, and come back to a
/// table that is there.
/// @param changed one of them, as it is to be afterwards
QList<schema::SchemaStep> stepsAround(const Workbench &work, QList<schema::SchemaStep> steps,
                                      const schema::ForeignKey &changed)
{
    QList<schema::SchemaStep> back;
    for (const schema::Table &table : work.catalog.declarations().tables) {
        for (qsizetype i = 0; i < table.foreignKeys.size(); ++i) {
            const schema::ForeignKey &key = table.foreignKeys[i];
            if (!schema::sameName(key.table, changed.table))
                continue;
            steps.prepend(schema::RemoveForeignKey{table.id, key.id});
            back += schema::AddForeignKey{table.id, int(i), key.id == changed.id ? changed : key};
        }
    }
    return steps + back;
}

/// The foreign key over these columns that leads to no table; below 0 where there is none. A second key
/// beside it would mend nothing.
int brokenKeyOver(const Workbench &work, int index, const QStringList &columns)
{
    const schema::Table &table = work.catalog.table(index);
    for (int i = 0; i < table.foreignKeys.size(); ++i) {
        if (table.foreignKeys[i].columns == columns && !hasTable(work, table.foreignKeys[i].table))
            return i;
    }
    return -1;
}

/// Whether a foreign key refers to the table's primary key without naming columns.
bool isKeyImplied(const Workbench &work, const schema::Table &table)
{
    const QList<schema::Table> &tables = work.catalog.declarations().tables;
    return std::any_of(tables.cbegin(), tables.cend(), [&table](const schema::Table &each) {
        return std::any_of(each.foreignKeys.cbegin(), each.foreignKeys.cend(),
                           [&table](const schema::ForeignKey &key) {
                               return key.implicitTarget && key.table == table.name;
                           });
    });
}

} // namespace

QList<Fix> primaryKeyFix(const Workbench &work, int index)
{
    const schema::Table &table = work.catalog.table(index);
    if (isKeyImplied(work, table))
        return {};
    QList<schema::SchemaStep> steps;
    QString name = u"id"_s;
    if (const schema::Column *id = table.column(name)) {
        name = id->name;
    } else {
        schema::Column column;
        column.name = name;
        column.type = u"INTEGER"_s;
        column.nullable = false;
        steps += schema::AddColumn{table.id, 0, column};
    }
    steps += schema::SetPrimaryKey{table.id, {name}};
    return {schemaFix(u"Make '%1.%2' the primary key"_s.arg(table.name, name), steps)};
}

Fix retargetFix(const Workbench &work, int index, int constraint, int targetTable,
                const QStringList &targetColumns)
{
    const schema::Table &target = work.catalog.table(targetTable);
    schema::ForeignKey now = work.catalog.table(index).foreignKeys[constraint];
    now.table = target.name;
    now.targetColumns = targetColumns;
    now.implicitTarget = false;
    return replaceFix(
        work, index, constraint,
        u"Let %1 refer to '%2.%3'"_s.arg(now.columns.join(u", "_s), target.name, targetColumns.join(u", "_s)),
        now);
}

QList<Fix> missingTableFixes(const Workbench &work, int index, int constraint)
{
    const schema::Table &child = work.catalog.table(index);
    const schema::ForeignKey &key = child.foreignKeys[constraint];
    QList<Fix> fixes;
    if (!key.table.isEmpty() && !hasTable(work, key.table)) {
        const schema::Table target = targetOf(work, child, key);
        schema::ForeignKey now = key;
        now.targetColumns = target.primaryKey;
        now.implicitTarget = false;
        const QList<schema::SchemaStep> steps = stepsAround(work, {schema::AddTable{-1, target}}, now);
        fixes += schemaFix(u"Create table '%1'"_s.arg(key.table), steps);
    }
    fixes += schemaFix(u"Remove the foreign key of '%1.%2'"_s.arg(child.name, key.columns.join(u", "_s)),
                       {schema::RemoveForeignKey{child.id, key.id}});
    return fixes;
}

Fix replaceFix(const Workbench &work, int index, int constraint, const QString &text,
               const schema::ForeignKey &now)
{
    const schema::Table &table = work.catalog.table(index);
    return schemaFix(text, {schema::RemoveForeignKey{table.id, table.foreignKeys[constraint].id},
                            schema::AddForeignKey{table.id, constraint, now}});
}

QList<Fix> foreignKeyFixes(const Workbench &work, int childIndex, int parentIndex)
{
    const schema::Table &child = work.catalog.table(childIndex);
    const schema::Table &parent = work.catalog.table(parentIndex);
    if (parent.primaryKey.isEmpty())
        return {};
    schema::ForeignKey key;
    key.table = parent.name;
    key.targetColumns = parent.primaryKey;
    key.columns = likelyColumns(child, parent);
    if (const int broken = brokenKeyOver(work, childIndex, key.columns); broken >= 0)
        return {retargetFix(work, childIndex, broken, parentIndex, parent.primaryKey)};
    key.id = freeLinkId(work, child, key);
    QList<schema::SchemaStep> steps;
    for (int i = 0; i < key.columns.size(); ++i) {
        const schema::Column *target = parent.column(parent.primaryKey[i]);
        if (!target)
            return {};
        if (child.columnIndex(key.columns[i]) >= 0)
            continue;
        schema::Column column;
        column.name = key.columns[i];
        column.type = target->type;
        steps += schema::AddColumn{child.id, -1, column};
    }
    steps += schema::AddForeignKey{child.id, -1, key};
    return {
        schemaFix(u"Add a foreign key from '%1.%2' to '%3.%4'"_s.arg(
                      child.name, key.columns.join(u", "_s), parent.name, key.targetColumns.join(u", "_s)),
                  steps)};
}

Fix foreignKeyFix(const Workbench &work, ColumnIndex child, ColumnIndex parent)
{
    schema::ForeignKey key;
    key.columns = {work.catalog.column(child).name};
    key.table = work.catalog.table(parent.table).name;
    key.id = freeLinkId(work, work.catalog.table(child.table), key);
    key.targetColumns = {work.catalog.column(parent).name};
    return schemaFix(
        u"Add a foreign key from '%1' to '%2'"_s.arg(work.catalog.label(child), work.catalog.label(parent)),
        {schema::AddForeignKey{work.catalog.table(child.table).id, -1, key}});
}

Fix uniqueFix(const Workbench &work, int index, const QStringList &columns)
{
    const schema::Table &table = work.catalog.table(index);
    return schemaFix(u"Make '%1.%2' unique"_s.arg(table.name, columns.join(u", "_s)),
                     {schema::AddUnique{table.id, -1, {columns}}});
}

bool areLinked(const Workbench &work, int a, int b)
{
    return !findLinks(work.catalog, a, b, {}).paths.isEmpty();
}

Fix nullableFix(const Workbench &work, ColumnIndex index)
{
    schema::Column now = work.catalog.column(index);
    now.nullable = true;
    return schemaFix(u"Let '%1' be NULL"_s.arg(work.catalog.label(index)),
                     {schema::ChangeColumn{work.catalog.table(index.table).id, now.name, now}});
}

} // namespace relata::mapping
