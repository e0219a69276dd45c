#include "keybook.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Value;

Done KeyBook::copy(ObjectRef from, ObjectRef to, const MappedRelationship &relationship, WrittenBy by)
{
    for (const mapping::SyncPair &pair : relationship.prop->synchronizePairs) {
        if (const Done known = checkColumn(from, pair.source, relationship); !known)
            return known;
        const auto value = m_attributes.column(from, pair.source.column);
        if (!value)
            return fail(value.error());
        if (const Done known = checkColumn(to, pair.destination, relationship); !known)
            return known;
        const int column = pair.destination.column;
        if (const Done done = m_attributes.setColumn(to, column, value->value); !done)
            return done;
        if (by == WrittenBy::Database && m_core.mapper(from).isKey(pair.source.column) &&
            m_core.mapper(to).isKey(column))
            m_writtenByDatabase.insert({to, column});
    }
    return {};
}

Done KeyBook::clear(ObjectRef object, const MappedRelationship &relationship)
{
    for (const mapping::SyncPair &pair : relationship.prop->synchronizePairs) {
        if (const Done known = checkColumn(object, pair.destination, relationship); !known)
            return known;
        if (const Done allowed = checkMayBeEmptied(object, pair, relationship); !allowed)
            return allowed;
        if (const Done done = m_attributes.setColumn(object, pair.destination.column, Value()); !done)
            return done;
    }
    return {};
}

Done KeyBook::checkMayBeEmptied(ObjectRef object, const mapping::SyncPair &pair,
                                const MappedRelationship &relationship)
{
    const schema::Table &table = *m_core.mapper(object).table;
    const int column = pair.destination.column;
    if (!table.primaryKey.contains(table.columns.at(column).name))
        return {};
    const auto held = m_attributes.column(object, column);
    if (!held)
        return fail(held.error());
    if (held->value.isNull())
        return {};
    const mapping::Configuration &configuration = m_core.registry.configuration();
    return fail(ErrorCode::RuleBroken,
                u"'%1' would take '%2' from %3 by emptying '%4', which is part of its primary key."_s.arg(
                    relationship.label, configuration.label(pair.source), m_core.describe(object),
                    configuration.label(pair.destination)),
                u"Give the relationship the cascade 'all, delete-orphan', or delete the object."_s);
}

Done KeyBook::checkColumn(ObjectRef object, mapping::ColumnIndex column,
                          const MappedRelationship &relationship) const
{
    if (column.table == m_core.mapper(object).mapped->table)
        return {};
    return fail(
        ErrorCode::UnmappedColumn,
        u"'%1' would copy a value by way of '%2', which '%3' does not have."_s.arg(
            relationship.label, m_core.registry.configuration().label(column), m_core.mapper(object).name()),
        u"Say with foreign_keys or foreign() which columns of the join refer to the other side."_s);
}

} // namespace relata::orm
