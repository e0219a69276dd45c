#include "keyfixes.h"

#include "core/mapping/joinfinder.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::SchemaChange;

namespace {

base::LinkId freeLinkId(const Workbench &work)
{
    int highest = 0;
    for (const schema::Table &table : work.catalog.declarations().tables) {
        for (const schema::ForeignKey &key : table.foreignKeys)
            highest = std::max(highest, key.id.number);
    }
    return {highest + 1};
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
    key.id = freeLinkId(work);
    key.table = parent.name;
    key.targetColumns = parent.primaryKey;
    key.columns = likelyColumns(child, parent);
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
    key.id = freeLinkId(work);
    key.columns = {work.catalog.column(child).name};
    key.table = work.catalog.table(parent.table).name;
    key.targetColumns = {work.catalog.column(parent).name};
    return schemaFix(
        u"Add a foreign key from '%1' to '%2'"_s.arg(work.catalog.label(child), work.catalog.label(parent)),
        {schema::AddForeignKey{work.catalog.table(child.table).id, -1, key}});
}

Fix uniqueFix(const Workbench &work, int index, const QStringList &columns)
{
    const schema::Table &table = work.catalog.table(index);
    return schemaFix(u"Make '%1.%2' unique"_s.arg(table.name, columns.join(u", "_s)),
                     {schema::AddUnique{table.id, -1, columns}});
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
