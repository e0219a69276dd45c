#include "manytomanyrule.h"

namespace relata::orm {

using base::Done;
using base::fail;
using base::Result;
using mapping::Cascade;
using mapping::PassiveDeletes;

Done ManyToManyRule::gather(const QList<ObjectRef> &objects, Fate fate)
{
    for (const ObjectRef object : objects) {
        if (const Done done = fate == Fate::Delete ? gatherOfDeleted(object) : gatherOfSaved(object); !done)
            return done;
    }
    return {};
}

/// The links are loaded while the object still has its row.
Done ManyToManyRule::gatherOfDeleted(ObjectRef object)
{
    if (m_relationship.prop->passiveDeletes != PassiveDeletes::No)
        return {};
    const auto history = m_flush.history.of(object, m_relationship, kAnywhere);
    return history ? Done() : fail(history.error());
}

Done ManyToManyRule::gatherOfSaved(ObjectRef object)
{
    if (movesLinks(object)) {
        if (const auto history = m_flush.history.of(object, m_relationship, kAnywhere); !history)
            return fail(history.error());
    }
    if (!m_relationship.cascades(Cascade::DeleteOrphan))
        return {};
    const auto history = m_flush.history.of(object, m_relationship);
    if (!history)
        return fail(history.error());
    for (const ObjectRef related : history->removed) {
        if (related.isNone() || hasOtherParent(related))
            continue;
        if (const Done done = deleteWithCascade(related); !done)
            return done;
    }
    return {};
}

bool ManyToManyRule::movesLinks(ObjectRef object)
{
    return !m_relationship.prop->passiveUpdates && m_flush.history.keysChanged(object, m_relationship);
}

void ManyToManyRule::order(FlushOrder &order) const
{
    const auto *prop = m_relationship.prop;
    const int afterSave = order.apply(m_number, Fate::Save);
    const int beforeDelete = order.apply(m_number, Fate::Delete);
    order.before(afterSave, order.rows(prop->target, Fate::Delete));
    for (const int cls : {prop->owner, prop->target}) {
        order.before(order.rows(cls, Fate::Save), afterSave);
        order.before(beforeDelete, order.rows(cls, Fate::Save));
        order.before(beforeDelete, order.rows(cls, Fate::Delete));
    }
}

void ManyToManyRule::orderPair(FlushOrder &order, const PairSteps &steps, Fate fate) const
{
    if (fate == Fate::Delete) {
        order.before(steps.apply, steps.related);
        order.before(steps.apply, steps.owner);
        return;
    }
    order.before(steps.owner, steps.apply);
    if (steps.relatedFate == Fate::Delete)
        order.before(steps.apply, steps.related);
    else
        order.before(steps.related, steps.apply);
}

Done ManyToManyRule::apply(const QList<ObjectRef> &objects, Fate fate)
{
    LinkRows::Pairs *written = m_flush.links.writtenPairs(m_relationship);
    Batch batch{fate, written, {}, {}};
    for (const ObjectRef object : objects) {
        if (const Done done = collect(object, batch); !done)
            return done;
    }
    if (written)
        written->unite(batch.pairs);
    return m_flush.links.write(m_relationship, batch.changes);
}

Done ManyToManyRule::collect(ObjectRef object, Batch &batch)
{
    const bool isDeleted = batch.fate == Fate::Delete;
    const bool moves = !isDeleted && movesLinks(object);
    const Reach reach = isDeleted ? reachOnDelete() : moves ? kAnywhere : kInMemory;
    const auto history = m_flush.history.of(object, m_relationship, reach);
    if (!history)
        return fail(history.error());
    if (!isDeleted) {
        const auto inserts = rows(object, history->added, u"add", batch);
        if (!inserts)
            return fail(inserts.error());
        batch.changes.inserts += *inserts;
    }
    const QList<ObjectRef> unlinked = isDeleted ? history->unchanged + history->removed : history->removed;
    const auto deletes = rows(object, unlinked, u"delete", batch);
    if (!deletes)
        return fail(deletes.error());
    batch.changes.deletes += *deletes;
    return moves ? collectMoved(object, history->unchanged, batch) : Done();
}

/// Links that stay, but under another key.
Done ManyToManyRule::collectMoved(ObjectRef object, const QList<ObjectRef> &related, Batch &batch)
{
    for (const ObjectRef each : related) {
        const auto before = m_flush.links.row(m_relationship, object, each, LinkRows::Keys::AsInDatabase);
        const auto after = m_flush.links.row(m_relationship, object, each, LinkRows::Keys::Now);
        if (!before || !after)
            return fail(before ? after.error() : before.error());
        batch.changes.updates += WrittenRow{*after, *before};
    }
    return {};
}

Result<QList<NamedValues>> ManyToManyRule::rows(ObjectRef object, const QList<ObjectRef> &related,
                                                QStringView operation, Batch &batch)
{
    QList<NamedValues> rows;
    for (const ObjectRef each : related) {
        batch.pairs.insert({each, object});
        const auto wanted = isToBeWritten(object, each, operation, batch);
        if (!wanted)
            return fail(wanted.error());
        if (!*wanted)
            continue;
        const auto row = m_flush.links.row(m_relationship, object, each, LinkRows::Keys::Now);
        if (!row)
            return fail(row.error());
        rows += *row;
    }
    return rows;
}

Result<bool> ManyToManyRule::isToBeWritten(ObjectRef object, ObjectRef related, QStringView operation,
                                           const Batch &batch)
{
    if (batch.writtenByOtherSide && batch.writtenByOtherSide->contains({object, related}))
        return false;
    if (related.isNone() && batch.fate == Fate::Delete)
        return false;
    if (const Done valid = checkRelated(related); !valid)
        return fail(valid.error());
    if (related.isNone())
        return false;
    if (m_flush.core.contains(related))
        return true;
    m_flush.objects.warnUnlessDeleted(m_relationship, related, operation);
    return false;
}

} // namespace relata::orm
