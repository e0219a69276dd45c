#pragma once

#include "core/orm/flush/flushrules.h"

namespace relata::orm {

/// The option promiseKeys: new rows that refer to each other in a circle get their integer keys before they
/// are written, so that none has to wait for another. Made where a circle is left after CircleBreaker.
class KeyPromises
{
public:
    KeyPromises(FlushContext &flush, const FlushRules &rules, FlushOrder &order)
        : m_flush(flush), m_rules(rules), m_order(order)
    {
    }

    /// Chooses the keys, then takes out of the order what only waits for one of them.
    base::Done make();
    /// Why a circle is left after make(): names one row that waits for a key that nobody knows before it is
    /// written, and lets the session refuse it.
    base::Error refusal();

private:
    base::Done chooseKeys(const Mapper &mapper);
    base::Result<qint64> highestKey(const Mapper &mapper);
    base::Result<qint64> lastGivenKey(const Mapper &mapper);
    bool waitsForKnownKey(const Edge &edge) const;
    bool isReferredToByKnownKeys(ObjectRef object) const;
    bool knowsKey(ObjectRef parent, const MappedRelationship &relationship) const;

    FlushContext &m_flush;
    const FlushRules &m_rules;
    FlushOrder &m_order;
};

} // namespace relata::orm
