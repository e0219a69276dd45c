#include "renaming.h"

#include "core/schema/conditiontext.h"

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

void renameInTerms(QStringList &terms, const QString &from, const QString &to)
{
    for (QString &term : terms)
        term = withColumnRenamed(term, from, to);
}

void renameInTable(Table &table, const QString &from, const QString &to)
{
    replaceNames(table.primaryKey, from, to);
    renameInTerms(table.keyClause.terms, from, to);
    for (Unique &unique : table.uniques) {
        replaceNames(unique.columns, from, to);
        renameInTerms(unique.terms, from, to);
    }
    for (Index &index : table.indexes) {
        replaceNames(index.columns, from, to);
        renameInTerms(index.terms, from, to);
        if (!index.condition.isNull())
            index.condition = withColumnRenamed(index.condition, from, to);
    }
    for (ForeignKey &key : table.foreignKeys)
        replaceNames(key.columns, from, to);
    for (Check &check : table.checks)
        check.condition = withColumnRenamed(check.condition, from, to);
    for (Column &column : table.columns) {
        if (!column.expression.isNull())
            column.expression = withColumnRenamed(column.expression, from, to);
    }
}

} // namespace

void renameTableEverywhere(Schema &schema, base::TableId id, const QString &to)
{
    const QString from = schema.table(id)->name;
    schema.table(id)->name = to;
    for (Table &table : schema.tables) {
        for (ForeignKey &key : table.foreignKeys)
            replaceName(key.table, from, to);
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
}

} // namespace relata::schema
