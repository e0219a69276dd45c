#include "unitofwork.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using mapping::Cascade;
using mapping::PassiveDeletes;

Reach UnitOfWork::reachOnDelete(const MappedRelationship &relationship) const
{
    return relationship.prop->passiveDeletes == PassiveDeletes::No ? kAnywhere : kInMemory;
}

Done UnitOfWork::presort(Processor &processor, const QList<ObjectRef> &objects, bool isDelete)
{
    const MappedRelationship &relationship = *processor.relationship;
    if (processor.rule == Rule::KeySwitch) {
        if (isDelete || relationship.prop->passiveUpdates)
            return {};
        return keySwitches(relationship, objects);
    }
    for (const ObjectRef object : objects) {
        Done done;
        if (processor.rule == Rule::OneToMany)
            done = isDelete ? presortOneToManyDeletes(relationship, object)
                            : presortOneToManySaves(relationship, object);
        else if (processor.rule == Rule::ManyToOne)
            done = presortManyToOne(relationship, object, isDelete);
        else
            done = presortManyToMany(relationship, object, isDelete);
        if (!done)
            return done;
    }
    return {};
}

Done UnitOfWork::process(const Processor &processor, const QList<ObjectRef> &objects, bool isDelete)
{
    const MappedRelationship &relationship = *processor.relationship;
    if (processor.rule == Rule::KeySwitch)
        return isDelete ? Done() : keySwitches(relationship, objects);
    if (processor.rule == Rule::ManyToMany)
        return manyToMany(relationship, objects, isDelete);
    for (const ObjectRef object : objects) {
        Done done;
        if (processor.rule == Rule::OneToMany)
            done = isDelete ? oneToManyDeletes(relationship, object) : oneToManySaves(relationship, object);
        else
            done = isDelete ? manyToOneDeletes(relationship, object) : manyToOneSaves(relationship, object);
        if (!done)
            return done;
    }
    return {};
}

Done UnitOfWork::deleteWithCascade(ObjectRef object, const MappedRelationship &relationship)
{
    registerObject(object, true, false, false, u"delete", &relationship);
    const auto reached = m_walker.walk(object, Cascade::Delete);
    if (!reached)
        return fail(reached.error());
    for (const ObjectRef each : *reached)
        registerObject(each, true);
    return {};
}

Done UnitOfWork::presortOneToManyDeletes(const MappedRelationship &relationship, ObjectRef object)
{
    const auto history = m_history.of(object, relationship, reachOnDelete(relationship));
    if (!history)
        return fail(history.error());
    const bool cascades = relationship.cascades(Cascade::Delete);
    for (const ObjectRef child : history->removed) {
        if (!child.isNone() && !m_core.isKnownToHaveParent(child, relationship.index))
            registerObject(child, relationship.cascades(Cascade::DeleteOrphan));
    }
    if (cascades || relationship.prop->passiveDeletes == PassiveDeletes::All)
        return {};
    for (const ObjectRef child : history->unchanged) {
        if (!child.isNone())
            registerObject(child, false, false, false, u"delete", &relationship);
    }
    return {};
}

Done UnitOfWork::presortOneToManySaves(const MappedRelationship &relationship, ObjectRef object)
{
    const auto *prop = relationship.prop;
    for (const mapping::SyncPair &pair : prop->synchronizePairs) {
        if (const Done there = checkHas(object, pair.source, relationship); !there)
            return there;
    }
    const bool changed = m_history.keysChanged(object, relationship);
    const Reach reach = changed && !prop->passiveUpdates ? kAnywhere : kInMemory;
    const auto history = m_history.of(object, relationship, reach | WithQueued);
    if (!history)
        return fail(history.error());
    for (const ObjectRef child : history->added) {
        if (!child.isNone())
            registerObject(child, false, false, true, u"add", &relationship);
        m_childrenAdded[relationship.index].insert(child);
    }
    const bool orphans = relationship.cascades(Cascade::DeleteOrphan);
    for (const ObjectRef child : history->removed) {
        if (child.isNone())
            continue;
        if (!orphans) {
            if (prop->passiveDeletes != PassiveDeletes::All)
                registerObject(child, false, false, false, u"delete", &relationship);
        } else if (!m_core.isKnownToHaveParent(child, relationship.index)) {
            if (const Done done = deleteWithCascade(child, relationship); !done)
                return done;
        }
    }
    if (changed) {
        for (const ObjectRef child : history->unchanged) {
            if (!child.isNone())
                registerObject(child, false, prop->passiveUpdates, false, u"pk change", &relationship);
        }
    }
    return {};
}

Done UnitOfWork::oneToManyDeletes(const MappedRelationship &relationship, ObjectRef object)
{
    const auto *prop = relationship.prop;
    if (!prop->postUpdate && prop->passiveDeletes == PassiveDeletes::All)
        return {};
    const auto history = m_history.of(object, relationship, reachOnDelete(relationship));
    if (!history)
        return fail(history.error());
    const auto letGo = [&](ObjectRef child) -> Done {
        if (const Done done = syncChild(relationship, object, child, true, false); !done)
            return done;
        if (prop->postUpdate)
            postUpdate(child, relationship);
        return {};
    };
    for (const ObjectRef child : history->removed) {
        if (child.isNone() || m_core.isKnownToHaveParent(child, relationship.index))
            continue;
        if (const Done done = letGo(child); !done)
            return done;
    }
    if (!prop->postUpdate && relationship.cascades(Cascade::Delete))
        return {};
    const QSet<ObjectRef> added = m_childrenAdded.value(relationship.index);
    for (const ObjectRef child : history->unchanged) {
        if (child.isNone() || added.contains(child))
            continue;
        if (const Done done = letGo(child); !done)
            return done;
    }
    return {};
}

Done UnitOfWork::oneToManySaves(const MappedRelationship &relationship, ObjectRef object)
{
    const auto history = m_history.of(object, relationship, kInMemory);
    if (!history)
        return fail(history.error());
    for (const ObjectRef child : history->added) {
        if (const Done done = syncChild(relationship, object, child, false, false); !done)
            return done;
        if (!child.isNone() && relationship.prop->postUpdate)
            postUpdate(child, relationship);
    }
    const bool nulls = !relationship.cascades(Cascade::DeleteOrphan) &&
                       relationship.prop->passiveDeletes != PassiveDeletes::All;
    for (const ObjectRef child : history->removed) {
        if (!nulls || child.isNone() || m_core.isKnownToHaveParent(child, relationship.index))
            continue;
        if (const Done done = syncChild(relationship, object, child, true, false); !done)
            return done;
    }
    if (!m_history.keysChanged(object, relationship))
        return {};
    for (const ObjectRef child : history->unchanged) {
        if (const Done done = syncChild(relationship, object, child, false, true); !done)
            return done;
    }
    return {};
}

Done UnitOfWork::presortManyToOne(const MappedRelationship &relationship, ObjectRef object, bool isDelete)
{
    const bool orphans = relationship.cascades(Cascade::DeleteOrphan);
    if (!isDelete)
        registerObject(object, false, false, false, u"add", &relationship);
    if (isDelete ? !orphans && !relationship.cascades(Cascade::Delete) : !orphans)
        return {};
    const auto history = m_history.of(object, relationship, reachOnDelete(relationship));
    if (!history)
        return fail(history.error());
    QList<ObjectRef> doomed = history->removed;
    if (isDelete)
        doomed = orphans ? history->all() : history->added + history->unchanged;
    for (const ObjectRef target : std::as_const(doomed)) {
        if (target.isNone() || (!isDelete && m_core.isKnownToHaveParent(target, relationship.index)))
            continue;
        if (const Done done = deleteWithCascade(target, relationship); !done)
            return done;
    }
    return {};
}

Done UnitOfWork::manyToOneDeletes(const MappedRelationship &relationship, ObjectRef object)
{
    if (!relationship.prop->postUpdate || relationship.cascades(Cascade::DeleteOrphan) ||
        relationship.prop->passiveDeletes == PassiveDeletes::All)
        return {};
    if (const Done done = syncOwner(relationship, object, {}, true, {}); !done)
        return done;
    const auto history = m_history.of(object, relationship, reachOnDelete(relationship));
    if (!history)
        return fail(history.error());
    for (const ObjectRef target : history->all()) {
        if (!target.isNone()) {
            postUpdate(object, relationship);
            break;
        }
    }
    return {};
}

Done UnitOfWork::manyToOneSaves(const MappedRelationship &relationship, ObjectRef object)
{
    const auto history = m_history.of(object, relationship, kInMemory);
    if (!history)
        return fail(history.error());
    Done done;
    if (!history->added.isEmpty())
        done = syncOwner(relationship, object, history->added.first(), false, u"add");
    else if (!history->removed.isEmpty())
        done = syncOwner(relationship, object, {}, true, u"delete");
    if (done && relationship.prop->postUpdate && !history->all().isEmpty())
        postUpdate(object, relationship);
    return done;
}

} // namespace relata::orm
