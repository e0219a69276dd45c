#include "onetomanyrule.h"

namespace relata::orm {

using base::Done;
using base::fail;
using base::Result;
using mapping::Cascade;
using mapping::PassiveDeletes;

Done OneToManyRule::gather(const QList<ObjectRef> &objects, Fate fate)
{
    for (const ObjectRef parent : objects) {
        if (const Done done = fate == Fate::Delete ? gatherOfDeleted(parent) : gatherOfSaved(parent); !done)
            return done;
    }
    return {};
}

Done OneToManyRule::gatherOfDeleted(ObjectRef parent)
{
    const auto history = m_flush.history.of(parent, m_relationship, reachOnDelete());
    if (!history)
        return fail(history.error());
    const auto removal =
        m_relationship.cascades(Cascade::DeleteOrphan) ? Registration::Delete : Registration::Save;
    for (const ObjectRef child : history->removed) {
        if (!child.isNone() && !hasOtherParent(child))
            m_flush.objects.add(child, removal);
    }
    // With the delete cascade they are registered already, as deleted.
    if (m_relationship.cascades(Cascade::Delete) ||
        m_relationship.prop->passiveDeletes == PassiveDeletes::All)
        return {};
    for (const ObjectRef child : history->unchanged) {
        if (!child.isNone())
            m_flush.objects.addAlong(m_relationship, child, Registration::Save, u"delete");
    }
    return {};
}

Done OneToManyRule::gatherOfSaved(ObjectRef parent)
{
    const auto *prop = m_relationship.prop;
    for (const mapping::SyncPair &pair : prop->synchronizePairs) {
        if (const Done known = m_flush.keys.checkColumn(parent, pair.source, m_relationship); !known)
            return known;
    }
    const bool keyChanges = m_flush.history.keysChanged(parent, m_relationship);
    const Reach reach = keyChanges && !prop->passiveUpdates ? kAnywhere : kInMemory;
    const auto history = m_flush.history.of(parent, m_relationship, reach | WithQueued);
    if (!history)
        return fail(history.error());
    for (const ObjectRef child : history->added) {
        if (!child.isNone())
            m_flush.objects.addAlong(m_relationship, child, Registration::Keep, u"add");
        m_added.insert(child);
    }
    if (const Done done = gatherRemoved(history->removed); !done || !keyChanges)
        return done;
    const auto registration = prop->passiveUpdates ? Registration::Follow : Registration::Save;
    for (const ObjectRef child : history->unchanged) {
        if (!child.isNone())
            m_flush.objects.addAlong(m_relationship, child, registration, u"pk change");
    }
    return {};
}

/// Children that a parent has let go of.
Done OneToManyRule::gatherRemoved(const QList<ObjectRef> &children)
{
    const bool deletesOrphans = m_relationship.cascades(Cascade::DeleteOrphan);
    for (const ObjectRef child : children) {
        if (child.isNone())
            continue;
        if (!deletesOrphans) {
            if (m_relationship.prop->passiveDeletes != PassiveDeletes::All)
                m_flush.objects.addAlong(m_relationship, child, Registration::Save, u"delete");
        } else if (!hasOtherParent(child)) {
            if (const Done done = deleteWithCascade(child); !done)
                return done;
        }
    }
    return {};
}

void OneToManyRule::order(FlushOrder &order) const
{
    const auto *prop = m_relationship.prop;
    if (prop->postUpdate) {
        orderPostUpdates(order, prop->target);
        return;
    }
    const int afterSave = order.apply(m_number, Fate::Save);
    const int beforeDelete = order.apply(m_number, Fate::Delete);
    order.before(order.rows(prop->owner, Fate::Save), afterSave);
    for (const Fate fate : {Fate::Save, Fate::Delete}) {
        const int children = order.rows(prop->target, fate);
        order.before(afterSave, children);
        order.before(children, order.rows(prop->owner, Fate::Delete));
        order.before(beforeDelete, children);
    }
}

void OneToManyRule::orderPair(FlushOrder &order, const PairSteps &steps, Fate fate) const
{
    const auto *prop = m_relationship.prop;
    if (!prop->postUpdate) {
        order.before(steps.apply, steps.related);
        if (fate == Fate::Delete) {
            order.before(steps.related, steps.owner);
        } else {
            order.before(steps.owner, steps.apply);
            order.before(steps.owner, steps.related);
        }
        return;
    }
    const int update = order.postUpdate(prop->target, fate);
    order.before(steps.apply, update);
    if (fate == Fate::Delete) {
        order.before(update, steps.owner);
    } else {
        order.before(steps.related, steps.apply);
        if (steps.relatedFate == Fate::Save)
            order.before(steps.owner, steps.apply);
    }
}

Done OneToManyRule::apply(const QList<ObjectRef> &objects, Fate fate)
{
    for (const ObjectRef parent : objects) {
        if (const Done done = fate == Fate::Delete ? applyToDeleted(parent) : applyToSaved(parent); !done)
            return done;
    }
    return {};
}

Done OneToManyRule::applyToDeleted(ObjectRef parent)
{
    const auto *prop = m_relationship.prop;
    if (!prop->postUpdate && prop->passiveDeletes == PassiveDeletes::All)
        return {};
    const auto history = m_flush.history.of(parent, m_relationship, reachOnDelete());
    if (!history)
        return fail(history.error());
    for (const ObjectRef child : history->removed) {
        if (child.isNone() || hasOtherParent(child))
            continue;
        if (const Done done = letGo(child); !done)
            return done;
    }
    if (!prop->postUpdate && m_relationship.cascades(Cascade::Delete))
        return {};
    for (const ObjectRef child : history->unchanged) {
        if (child.isNone() || m_added.contains(child))
            continue;
        if (const Done done = letGo(child); !done)
            return done;
    }
    return {};
}

Done OneToManyRule::applyToSaved(ObjectRef parent)
{
    const auto *prop = m_relationship.prop;
    const auto history = m_flush.history.of(parent, m_relationship);
    if (!history)
        return fail(history.error());
    for (const ObjectRef child : history->added) {
        if (const Done done = giveKey(parent, child, KeyBook::WrittenBy::Flush); !done)
            return done;
        if (!child.isNone() && prop->postUpdate)
            m_flush.postUpdates.note(child, m_relationship);
    }
    const bool takesKeys =
        !m_relationship.cascades(Cascade::DeleteOrphan) && prop->passiveDeletes != PassiveDeletes::All;
    for (const ObjectRef child : history->removed) {
        if (!takesKeys || child.isNone() || hasOtherParent(child))
            continue;
        if (const Done done = takeKey(child); !done)
            return done;
    }
    if (!m_flush.history.keysChanged(parent, m_relationship))
        return {};
    const auto by = prop->passiveUpdates ? KeyBook::WrittenBy::Database : KeyBook::WrittenBy::Flush;
    for (const ObjectRef child : history->unchanged) {
        if (const Done done = giveKey(parent, child, by); !done)
            return done;
    }
    return {};
}

Done OneToManyRule::giveKey(ObjectRef parent, ObjectRef child, KeyBook::WrittenBy by)
{
    const auto needed = needsKey(child);
    if (!needed)
        return fail(needed.error());
    return *needed ? m_flush.keys.copy(parent, child, m_relationship, by) : Done();
}

Done OneToManyRule::takeKey(ObjectRef child)
{
    const auto needed = needsKey(child);
    if (!needed)
        return fail(needed.error());
    return *needed ? m_flush.keys.clear(child, m_relationship) : Done();
}

Done OneToManyRule::letGo(ObjectRef child)
{
    if (const Done done = takeKey(child); !done)
        return done;
    if (m_relationship.prop->postUpdate)
        m_flush.postUpdates.note(child, m_relationship);
    return {};
}

/// A child that is deleted needs no key, unless it is written once more before it goes.
Result<bool> OneToManyRule::needsKey(ObjectRef child) const
{
    if (const Done valid = checkRelated(child); !valid)
        return fail(valid.error());
    return !child.isNone() && (m_relationship.prop->postUpdate || !m_flush.objects.isDeleted(child));
}

} // namespace relata::orm
