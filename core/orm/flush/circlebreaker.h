#pragma once

#include "core/orm/flush/flushrules.h"

namespace relata::orm {

/// Breaks circles in the order of a flush: steps for whole classes that wait for each other become steps for
/// single objects, which mostly do not. Rows that refer to each other are not its business: see KeyPromises
/// and PostUpdates. The UnitOfWork makes one where it finds a circle.
class CircleBreaker
{
public:
    CircleBreaker(FlushContext &flush, const FlushRules &rules, FlushOrder &order)
        : m_flush(flush), m_rules(rules), m_order(order)
    {
    }

    /// Replaces the circular steps of the order. Fails where related objects cannot be loaded.
    base::Done breakUp();

private:
    QList<int> split(const FlushStep &whole, const QList<ObjectRef> &objects);
    base::Done splitRule(const FlushRule &rule, const QList<ObjectRef> &owners, Fate fate);
    void orderPairs(const FlushRule &rule, PairSteps steps, const QList<ObjectRef> &related, Fate fate);
    base::Result<QList<ObjectRef>> relatedTo(ObjectRef object, const FlushRule &rule, Fate fate);

    FlushContext &m_flush;
    const FlushRules &m_rules;
    FlushOrder &m_order;
};

} // namespace relata::orm
