#include "manytoonerule.h"

namespace relata::orm {

using base::Done;
using base::fail;
using mapping::Cascade;
using mapping::PassiveDeletes;

Done ManyToOneRule::gather(const QList<ObjectRef> &objects, Fate fate)
{
    for (const ObjectRef object : objects) {
        if (const Done done = gatherOf(object, fate); !done)
            return done;
    }
    return {};
}

/// Targets that go with the object, or that it has let go of.
Done ManyToOneRule::gatherOf(ObjectRef object, Fate fate)
{
    const bool isDeleted = fate == Fate::Delete;
    const bool deletesOrphans = m_relationship.cascades(Cascade::DeleteOrphan);
    if (!isDeleted)
        m_flush.objects.addAlong(m_relationship, object, Registration::Save, u"add");
    if (!deletesOrphans && !(isDeleted && m_relationship.cascades(Cascade::Delete)))
        return {};
    const auto history = m_flush.history.of(object, m_relationship, reachOnDelete());
    if (!history)
        return fail(history.error());
    QList<ObjectRef> doomed = history->removed;
    if (isDeleted)
        doomed = deletesOrphans ? history->all() : history->added + history->unchanged;
    for (const ObjectRef target : std::as_const(doomed)) {
        if (target.isNone() || (!isDeleted && hasOtherParent(target)))
            continue;
        if (const Done done = deleteWithCascade(target); !done)
            return done;
    }
    return {};
}

void ManyToOneRule::order(FlushOrder &order) const
{
    const auto *prop = m_relationship.prop;
    const int afterSave = order.apply(m_number, Fate::Save);
    if (prop->postUpdate) {
        orderPostUpdates(order, prop->owner);
        order.before(afterSave, order.postUpdate(prop->owner, Fate::Delete));
        return;
    }
    const int ownerSaves = order.rows(prop->owner, Fate::Save);
    const int targetDeletes = order.rows(prop->target, Fate::Delete);
    order.before(order.rows(prop->target, Fate::Save), afterSave);
    order.before(afterSave, ownerSaves);
    order.before(ownerSaves, targetDeletes);
    order.before(order.rows(prop->owner, Fate::Delete), targetDeletes);
}

void ManyToOneRule::orderPair(FlushOrder &order, const PairSteps &steps, Fate fate) const
{
    const bool targetIsDeleted = steps.relatedFate == Fate::Delete;
    if (!m_relationship.prop->postUpdate) {
        if (fate == Fate::Delete) {
            if (targetIsDeleted)
                order.before(steps.owner, steps.related);
            return;
        }
        if (!targetIsDeleted)
            order.before(steps.related, steps.apply);
        order.before(steps.apply, steps.owner);
        return;
    }
    const int update = order.postUpdate(m_relationship.prop->owner, fate);
    order.before(steps.apply, update);
    if (fate == Fate::Delete) {
        order.before(update, steps.owner);
        order.before(update, steps.related);
    } else if (targetIsDeleted) {
        order.before(update, steps.related);
    } else {
        order.before(steps.related, steps.apply);
        order.before(steps.owner, steps.apply);
    }
}

Done ManyToOneRule::apply(const QList<ObjectRef> &objects, Fate fate)
{
    for (const ObjectRef object : objects) {
        if (const Done done = fate == Fate::Delete ? applyToDeleted(object) : applyToSaved(object); !done)
            return done;
    }
    return {};
}

/// With post_update the row lets go of its target before either of them is deleted.
Done ManyToOneRule::applyToDeleted(ObjectRef object)
{
    if (!m_relationship.prop->postUpdate || m_relationship.cascades(Cascade::DeleteOrphan) ||
        m_relationship.prop->passiveDeletes == PassiveDeletes::All)
        return {};
    if (const Done done = takeKey(object); !done)
        return done;
    const auto history = m_flush.history.of(object, m_relationship, reachOnDelete());
    if (!history)
        return fail(history.error());
    if (std::ranges::any_of(history->all(), [](ObjectRef target) { return !target.isNone(); }))
        m_flush.postUpdates.note(object, m_relationship);
    return {};
}

Done ManyToOneRule::applyToSaved(ObjectRef object)
{
    const auto history = m_flush.history.of(object, m_relationship);
    if (!history)
        return fail(history.error());
    Done done;
    if (!history->added.isEmpty())
        done = giveKey(history->added.first(), object);
    else if (!history->removed.isEmpty())
        done = takeKey(object);
    if (done && m_relationship.prop->postUpdate && !history->isEmpty())
        m_flush.postUpdates.note(object, m_relationship);
    return done;
}

/// @param target None gives NULL
Done ManyToOneRule::giveKey(ObjectRef target, ObjectRef object)
{
    if (target.isNone())
        return takeKey(object);
    if (!needsKey(object))
        return {};
    if (!m_flush.core.contains(target)) {
        m_flush.objects.warnNotInSession(m_relationship, target, u"add");
        return {};
    }
    if (const Done valid = checkRelated(target); !valid)
        return valid;
    return m_flush.keys.copy(target, object, m_relationship, KeyBook::WrittenBy::Flush);
}

Done ManyToOneRule::takeKey(ObjectRef object)
{
    return needsKey(object) ? m_flush.keys.clear(object, m_relationship) : Done();
}

/// An object that is deleted needs no key, unless it is written once more before it goes.
bool ManyToOneRule::needsKey(ObjectRef object) const
{
    return m_relationship.prop->postUpdate || !m_flush.objects.isDeleted(object);
}

} // namespace relata::orm
