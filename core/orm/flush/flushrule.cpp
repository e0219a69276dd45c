#include "flushrule.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using mapping::PassiveDeletes;

Reach FlushRule::reachOnDelete() const
{
    return m_relationship.prop->passiveDeletes == PassiveDeletes::No ? kAnywhere : kInMemory;
}

Result<bool> FlushRule::concerns(const QList<ObjectRef> &objects, Fate fate) const
{
    const auto *prop = m_relationship.prop;
    const bool asks = fate == Fate::Delete && prop->passiveDeletes == PassiveDeletes::No;
    for (const ObjectRef object : objects) {
        const auto history = m_flush.history.of(object, m_relationship, asks ? reachToAsk() : kInMemory);
        if (!history)
            return fail(history.error());
        if (!history->isEmpty())
            return true;
    }
    return !objects.isEmpty() && prop->owner != prop->target && m_flush.objects.hasClass(prop->target);
}

void FlushRule::orderPostUpdates(FlushOrder &order, int holder) const
{
    const auto *prop = m_relationship.prop;
    const int afterSave = order.apply(m_number, Fate::Save);
    const int beforeDelete = order.apply(m_number, Fate::Delete);
    const int later = order.postUpdate(holder, Fate::Save);
    const int earlier = order.postUpdate(holder, Fate::Delete);
    order.before(order.rows(prop->target, Fate::Save), afterSave);
    order.before(order.rows(prop->owner, Fate::Save), afterSave);
    order.before(afterSave, later);
    order.before(beforeDelete, earlier);
    order.before(earlier, order.rows(prop->owner, Fate::Delete));
    order.before(earlier, order.rows(prop->target, Fate::Delete));
}

Done FlushRule::deleteWithCascade(ObjectRef object)
{
    m_flush.objects.addAlong(m_relationship, object, Registration::Delete, u"delete");
    const auto reached = m_flush.walker.walk(object, mapping::Cascade::Delete);
    if (!reached)
        return fail(reached.error());
    for (const ObjectRef each : *reached)
        m_flush.objects.add(each, Registration::Delete);
    return {};
}

Done FlushRule::checkRelated(ObjectRef related) const
{
    if (related.isNone()) {
        if (!m_relationship.isCollection())
            return {};
        return fail(
            ErrorCode::FlushRefused,
            u"The collection '%1' holds a None, which no row can stand for."_s.arg(m_relationship.label),
            u"Remove it from the collection."_s);
    }
    const SessionCore &core = m_flush.core;
    if (related.cls == m_relationship.prop->target)
        return {};
    return fail(ErrorCode::FlushRefused,
                u"'%1' holds an object of class '%2', but takes only objects of '%3'."_s.arg(
                    m_relationship.label, core.mapper(related).name(),
                    core.registry.mapper(m_relationship.prop->target).name()),
                u"Link an object of the right class."_s);
}

} // namespace relata::orm
