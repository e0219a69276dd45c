#include "circlebreaker.h"

namespace relata::orm {

using base::Done;
using base::fail;
using base::Result;

Done CircleBreaker::breakUp()
{
    QHash<int, QList<int>> parts;
    for (const int number : m_order.circularSteps()) {
        const FlushStep whole = m_order.step(number);
        if (whole.kind != FlushStep::Kind::Save && whole.kind != FlushStep::Kind::Delete)
            continue;
        const QList<ObjectRef> objects = m_flush.objects.ofClass(whole.subject, whole.fate);
        parts.insert(number, split(whole, objects));
        for (const int rule : m_rules.withSteps(whole.subject)) {
            if (const Done done = splitRule(m_rules.rule(rule), objects, whole.fate); !done)
                return done;
        }
    }
    m_order.replaceCircular(parts);
    return {};
}

/// Saves come before deletes, so that a new object can take over the row of a deleted one.
QList<int> CircleBreaker::split(const FlushStep &whole, const QList<ObjectRef> &objects)
{
    const bool isDelete = whole.fate == Fate::Delete;
    const int others = m_order.rows(whole.subject, isDelete ? Fate::Save : Fate::Delete);
    QList<int> parts;
    for (const ObjectRef object : objects) {
        const int part = m_order.rows(whole.subject, whole.fate, object);
        parts += part;
        if (isDelete)
            m_order.before(others, part);
        else
            m_order.before(part, others);
    }
    return parts;
}

Done CircleBreaker::splitRule(const FlushRule &rule, const QList<ObjectRef> &owners, Fate fate)
{
    if (!rule.canBreakUp())
        return {};
    for (const Fate each : {Fate::Save, Fate::Delete})
        m_order.drop(m_order.apply(rule.number(), each));
    const int owner = rule.relationship().prop->owner;
    const int all = m_order.rows(owner, fate);
    for (const ObjectRef object : owners) {
        const auto related = relatedTo(object, rule, fate);
        if (!related)
            return fail(related.error());
        if (related->isEmpty())
            continue;
        PairSteps steps;
        steps.apply = m_order.apply(rule.number(), fate, object);
        steps.owner = m_order.isCircular(all) ? m_order.rows(owner, fate, object) : all;
        orderPairs(rule, steps, *related, fate);
    }
    return {};
}

void CircleBreaker::orderPairs(const FlushRule &rule, PairSteps steps, const QList<ObjectRef> &related,
                               Fate fate)
{
    const int target = rule.relationship().prop->target;
    if (!m_order.isCircular(m_order.rows(target, Fate::Save))) {
        for (const Fate each : {Fate::Save, Fate::Delete}) {
            steps.related = m_order.rows(target, each);
            steps.relatedFate = each;
            rule.orderPair(m_order, steps, fate);
        }
        return;
    }
    for (const ObjectRef each : related) {
        steps.relatedFate = m_flush.objects.isDeleted(each) ? Fate::Delete : Fate::Save;
        steps.related = m_flush.objects.contains(each) ? m_order.rows(each.cls, steps.relatedFate, each)
                                                       : FlushOrder::kNoStep;
        rule.orderPair(m_order, steps, fate);
    }
}

/// All that the relationship had and has. What a deleted object is linked to is loaded.
Result<QList<ObjectRef>> CircleBreaker::relatedTo(ObjectRef object, const FlushRule &rule, Fate fate)
{
    const MappedRelationship &relationship = rule.relationship();
    if (fate == Fate::Delete && relationship.isQueryOnly()) {
        const auto history = m_flush.attributes.history(object, relationship, rule.reachOnDelete());
        return history ? Result<QList<ObjectRef>>(history->all()) : fail(history.error());
    }
    if (fate == Fate::Delete && !relationship.isCollection()) {
        const auto read =
            m_flush.attributes.scalar(object, relationship, rule.reachOnDelete() | IgnoringRaise);
        if (!read)
            return fail(read.error());
    }
    return m_flush.attributes.allPending(object, relationship);
}

} // namespace relata::orm
