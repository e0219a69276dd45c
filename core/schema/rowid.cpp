#include "rowid.h"

#include "core/schema/conditiontext.h"

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

QString rowidNameOf(const Table &table)
{
    if (table.withoutRowid)
        return {};
    for (const QString &name : {u"rowid"_s, u"_rowid_"_s, u"oid"_s}) {
        if (table.columnIndex(name) < 0)
            return name;
    }
    return {};
}

} // namespace

Table withKeyClause(Table table)
{
    QStringList &terms = table.keyClause.terms;
    bool fits = terms.size() == table.primaryKey.size();
    for (qsizetype i = 0; fits && i < terms.size(); ++i)
        fits = mentionsColumn(terms[i], table.primaryKey[i]);
    if (!fits)
        terms.clear();
    const Column *key = table.primaryKey.size() == 1 ? table.column(table.primaryKey.first()) : nullptr;
    const bool isNumbered = key && !table.withoutRowid && sameName(key->type, u"INTEGER"_s);
    table.keyClause.autoincrement = table.keyClause.autoincrement && isNumbered;
    return table;
}

Table withRowid(Table table)
{
    if (table.kind != TableKind::Table)
        return table;
    const Column *key = table.primaryKey.size() == 1 ? table.column(table.primaryKey.first()) : nullptr;
    const bool isAlias = key && !table.withoutRowid && sameName(key->type, u"INTEGER"_s);
    table.rowidAlias = isAlias ? key->name : QString();
    table.rowidName = rowidNameOf(table);
    if (!isAlias && !table.withoutRowid)
        return table;
    for (const QString &name : std::as_const(table.primaryKey)) {
        if (const int index = table.columnIndex(name); index >= 0)
            table.columns[index].nullable = false;
    }
    return table;
}

} // namespace relata::schema
