#include "renaming.h"

#include "core/schema/conditiontext.h"
#include "core/schema/inflection.h"

#include <algorithm>

namespace relata::schema {

namespace {

void replaceName(QString &name, const QString &from, const QString &to)
{
    if (sameName(name, from))
        name = to;
}

void replaceNames(QStringList &names, const QString &from, const QString &to)
{
    for (QString &name : names) {
        if (!name.isNull()) // A null name in an index stands for an expression.
            replaceName(name, from, to);
    }
}

bool isClassName(const Schema &schema, const QString &name)
{
    return std::any_of(schema.classes.cbegin(), schema.classes.cend(),
                       [&name](const MappedClass &each) { return sameName(each.name, name); });
}

/// The name a table's class has after the table is renamed: it follows where it was made of the table's name
/// and the new one is free.
QString classNameAfter(const Schema &schema, const MappedClass &mapped, const QString &tableBefore,
                       const QString &tableNow)
{
    const QString wish = camelCase(tableNow);
    if (mapped.name != camelCase(tableBefore) || namesNoClass(tableNow))
        return mapped.name;
    if (!sameName(wish, mapped.name) && isClassName(schema, wish))
        return mapped.name;
    return wish;
}

void renameInTable(Table &table, const QString &from, const QString &to)
{
    replaceNames(table.primaryKey, from, to);
    for (QStringList &unique : table.uniques)
        replaceNames(unique, from, to);
    for (QStringList &unique : table.privateUniques)
        replaceNames(unique, from, to);
    for (Index &index : table.indexes) {
        replaceNames(index.columns, from, to);
        for (QString &term : index.terms)
            term = withColumnRenamed(term, from, to);
        if (!index.condition.isNull())
            index.condition = withColumnRenamed(index.condition, from, to);
    }
    for (ForeignKey &key : table.foreignKeys)
        replaceNames(key.columns, from, to);
    for (QString &check : table.checks)
        check = withColumnRenamed(check, from, to);
}

void renameInPairs(Relationship &relationship, const QString &owner, const QString &table,
                   const QString &from, const QString &to)
{
    const bool through = !relationship.secondary.isEmpty();
    const QString &remote = through ? relationship.secondary : relationship.targetTable;
    for (ColumnPair &pair : relationship.pairs) {
        if (sameName(owner, table))
            replaceName(pair.local, from, to);
        if (sameName(remote, table))
            replaceName(pair.remote, from, to);
    }
    for (ColumnPair &pair : relationship.secondaryPairs) {
        if (sameName(relationship.targetTable, table))
            replaceName(pair.local, from, to);
        if (sameName(relationship.secondary, table))
            replaceName(pair.remote, from, to);
    }
}

} // namespace

void renameTableEverywhere(Schema &schema, base::TableId id, const QString &to)
{
    const QString from = schema.table(id)->name;
    QString classBefore;
    QString classNow;
    if (const MappedClass *mapped = schema.classOf(from)) {
        classBefore = mapped->name;
        classNow = classNameAfter(schema, *mapped, from, to);
    }
    schema.table(id)->name = to;
    for (Table &table : schema.tables) {
        for (ForeignKey &key : table.foreignKeys)
            replaceName(key.table, from, to);
    }
    for (MappedClass &mapped : schema.classes) {
        if (sameName(mapped.table, from)) {
            mapped.table = to;
            mapped.name = classNow;
        }
        for (Relationship &relationship : mapped.relationships) {
            replaceName(relationship.targetTable, from, to);
            if (!relationship.secondary.isEmpty())
                replaceName(relationship.secondary, from, to);
            if (relationship.target == classBefore)
                relationship.target = classNow;
        }
    }
}

void renameColumnEverywhere(Schema &schema, base::TableId id, const QString &from, const QString &to)
{
    Table &renamed = *schema.table(id);
    renamed.columns[renamed.columnIndex(from)].name = to;
    renameInTable(renamed, from, to);
    const QString name = renamed.name;
    for (Table &table : schema.tables) {
        for (ForeignKey &key : table.foreignKeys) {
            if (sameName(key.table, name))
                replaceNames(key.targetColumns, from, to);
        }
    }
    for (MappedClass &mapped : schema.classes) {
        for (Relationship &relationship : mapped.relationships)
            renameInPairs(relationship, mapped.table, name, from, to);
    }
}

bool namesNoClass(const QString &tableName)
{
    return std::none_of(tableName.cbegin(), tableName.cend(),
                        [](QChar letter) { return letter.isLetterOrNumber(); });
}

} // namespace relata::schema
