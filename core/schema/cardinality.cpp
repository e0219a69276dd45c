#include "cardinality.h"

#include <algorithm>

namespace relata::schema {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

bool isSameSet(const QStringList &a, const QStringList &b)
{
    return a.size() == b.size() &&
           std::ranges::all_of(a, [&b](const QString &name) { return indexOfName(b, name) >= 0; });
}

/// NOT NULL, or not, of the key's columns.
Result<QList<SchemaStep>> mandatorySteps(const Table &child, const ForeignKey &key, bool isMandatory)
{
    QList<SchemaStep> steps;
    for (const QString &name : key.columns) {
        const Column *column = child.column(name);
        if (!column || column->nullable != isMandatory)
            continue;
        if (!isMandatory && child.isInPrimaryKey(name)) {
            return fail(
                ErrorCode::InvalidChange,
                u"'%1.%2' is part of the primary key, so every row has a parent."_s.arg(child.name, name),
                u"Take it out of the primary key first."_s);
        }
        Column now = *column;
        now.nullable = !isMandatory;
        steps += ChangeColumn{child.id, column->name, now};
    }
    return steps;
}

/// A UNIQUE over the key's columns, or none.
Result<QList<SchemaStep>> uniqueSteps(const Table &child, const ForeignKey &key, bool isOne)
{
    if (child.isUnique(key.columns) == isOne)
        return QList<SchemaStep>();
    if (isOne)
        return QList<SchemaStep>{AddUnique{child.id, -1, {key.columns}}};
    Table without = child;
    without.uniques.removeIf([&key](const Unique &each) { return isSameSet(each.columns, key.columns); });
    if (without.isUnique(key.columns)) {
        return fail(
            ErrorCode::InvalidChange,
            u"The primary key or another key of '%1' allows only one row for each parent."_s.arg(child.name),
            u"Change that key first."_s);
    }
    for (const Unique &each : child.uniques) {
        if (isSameSet(each.columns, key.columns))
            return QList<SchemaStep>{RemoveUnique{child.id, each.columns}};
    }
    return QList<SchemaStep>();
}

} // namespace

Cardinality cardinalityOf(const Table &child, const ForeignKey &key)
{
    const bool isMandatory = std::ranges::all_of(key.columns, [&child](const QString &name) {
        const Column *column = child.column(name);
        return column && !column->nullable;
    });
    return {isMandatory, child.isUnique(key.columns)};
}

Result<SchemaChange> withCardinality(const Schema &schema, base::LinkId link, Cardinality wanted)
{
    const Table *child = schema.tableOfLink(link);
    const ForeignKey *key = child ? child->foreignKey(link) : nullptr;
    if (!key) {
        return fail(ErrorCode::InvalidChange, u"The design has no such link any more."_s,
                    u"Choose the link again."_s);
    }
    const auto mandatory = mandatorySteps(*child, *key, wanted.isMandatory);
    if (!mandatory)
        return fail(mandatory.error());
    const auto unique = uniqueSteps(*child, *key, wanted.isOne);
    if (!unique)
        return fail(unique.error());
    return SchemaChange{u"Change the ends of '%1' to '%2'"_s.arg(child->name, key->table),
                        *mandatory + *unique};
}

} // namespace relata::schema
