#include "unitofwork.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;

Done UnitOfWork::checkItem(const MappedRelationship &relationship, ObjectRef child) const
{
    if (child.isNone()) {
        if (!relationship.isCollection())
            return {};
        return fail(
            ErrorCode::FlushRefused,
            u"The collection '%1' holds a None, which no row can stand for."_s.arg(relationship.label),
            u"Remove it from the collection."_s);
    }
    if (child.cls == relationship.prop->target)
        return {};
    return fail(ErrorCode::FlushRefused,
                u"'%1' holds an object of class '%2', but takes only objects of '%3'."_s.arg(
                    relationship.label, m_core.mapper(child).name(),
                    m_core.registry.mapper(relationship.prop->target).name()),
                u"Link an object of the right class."_s);
}

/// A join with wrong marks can say that a class gives or takes a value in a column of another table.
Done UnitOfWork::checkHas(ObjectRef object, mapping::ColumnIndex column,
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

/// The parent's key goes to the child, or NULL does.
Done UnitOfWork::syncChild(const MappedRelationship &relationship, ObjectRef parent, ObjectRef child,
                           bool clears, bool keysChange)
{
    if (const Done valid = checkItem(relationship, child); !valid)
        return valid;
    if (child.isNone() || (!relationship.prop->postUpdate && isDeleted(child)))
        return {};
    return clears ? clear(child, relationship)
                  : populate(parent, child, relationship, relationship.prop->passiveUpdates && keysChange);
}

/// The target's key goes to the object, or NULL does.
Done UnitOfWork::syncOwner(const MappedRelationship &relationship, ObjectRef object, ObjectRef target,
                           bool clears, QStringView operation)
{
    if (!relationship.prop->postUpdate && isDeleted(object))
        return {};
    if (!operation.isEmpty() && !target.isNone() && !m_core.contains(target)) {
        warnNotInSession(target, operation, relationship);
        return {};
    }
    if (clears || target.isNone())
        return clear(object, relationship);
    if (const Done valid = checkItem(relationship, target); !valid)
        return valid;
    return populate(target, object, relationship, false);
}

Done UnitOfWork::clear(ObjectRef object, const MappedRelationship &relationship)
{
    for (const mapping::SyncPair &pair : relationship.prop->synchronizePairs) {
        if (const Done there = checkHas(object, pair.destination, relationship); !there)
            return there;
        const int column = pair.destination.column;
        const Mapper &mapper = m_core.mapper(object);
        if (mapper.table->primaryKey.contains(mapper.table->columns.at(column).name)) {
            const auto held = m_attributes.column(object, column);
            if (!held)
                return fail(held.error());
            if (!held->value.isNull()) {
                return fail(
                    ErrorCode::RuleBroken,
                    u"'%1' would take '%2' from %3 by emptying '%4', which is part of its primary key."_s.arg(
                        relationship.label, m_core.registry.configuration().label(pair.source),
                        m_core.describe(object), m_core.registry.configuration().label(pair.destination)),
                    u"Give the relationship the cascade 'all, delete-orphan', or delete the object."_s);
            }
        }
        if (const Done done = m_attributes.setColumn(object, column, Value()); !done)
            return done;
    }
    return {};
}

Done UnitOfWork::populate(ObjectRef source, ObjectRef destination, const MappedRelationship &relationship,
                          bool cascadesKeys)
{
    for (const mapping::SyncPair &pair : relationship.prop->synchronizePairs) {
        if (const Done there = checkHas(source, pair.source, relationship); !there)
            return there;
        const auto value = m_attributes.column(source, pair.source.column);
        if (!value)
            return fail(value.error());
        if (const Done there = checkHas(destination, pair.destination, relationship); !there)
            return there;
        if (const Done done = m_attributes.setColumn(destination, pair.destination.column, value->value);
            !done)
            return done;
        if (cascadesKeys && m_core.mapper(source).isKey(pair.source.column) &&
            m_core.mapper(destination).isKey(pair.destination.column))
            m_cascadedKeys.insert({destination, pair.destination.column});
    }
    return {};
}

void UnitOfWork::postUpdate(ObjectRef object, const MappedRelationship &relationship)
{
    QSet<int> &columns = m_postUpdates[object.cls][object];
    for (const mapping::SyncPair &pair : relationship.prop->synchronizePairs)
        columns.insert(pair.destination.column);
}

/// The database changes foreign keys with the key that they refer to; objects that are loaded follow.
Done UnitOfWork::keySwitches(const MappedRelationship &relationship, const QList<ObjectRef> &objects)
{
    QSet<ObjectRef> switched;
    for (const ObjectRef object : objects) {
        if (m_core.has(object, HasKey) && m_history.keysChanged(object, relationship))
            switched.insert(object);
    }
    if (switched.isEmpty())
        return {};
    const int owner = relationship.prop->owner;
    const ClassHeap &heap = *m_core.heaps[size_t(owner)];
    for (quint32 row = 0; row < heap.rowCount(); ++row) {
        const ObjectRef object{owner, row};
        if (!m_core.contains(object) || !heap.has(row, HasKey))
            continue;
        const auto related = m_attributes.scalar(object, relationship,
                                                 relationship.prop->passiveUpdates ? kInMemory : kAnywhere);
        if (!related)
            return fail(related.error());
        if (related->kind != RelatedRead::Kind::Value || !switched.contains(related->object))
            continue;
        registerObject(object, false, relationship.prop->passiveUpdates);
        if (const Done done =
                populate(related->object, object, relationship, relationship.prop->passiveUpdates);
            !done)
            return done;
    }
    return {};
}

} // namespace relata::orm
