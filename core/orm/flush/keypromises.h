#pragma once

#include "core/orm/flush/flushrules.h"

namespace relata::orm {

/// The option promiseKeys: new rows that refer to each other in a circle get their integer keys before they
/// are written, so that none has to wait for another. The UnitOfWork makes one where CircleBreaker has left a
/// circle.
class KeyPromises
{
public:
    KeyPromises(FlushContext &flush, const FlushRules &rules, FlushOrder &order)
        : m_flush(flush), m_rules(rules), m_order(order)
    {
    }

    /// Chooses the keys, then lets nothing wait for a row only because of its key. Fails where the database
    /// cannot be asked for the keys that it has given.
    base::Done make();
    /// Why a circle is left after make(): one row waits for a key that nobody knows until another row is
    /// written. Notes that row as refused.
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
