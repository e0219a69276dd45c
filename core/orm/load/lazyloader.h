#pragma once

#include "core/orm/load/deferredcolumns.h"
#include "core/orm/load/dynamicstrategy.h"
#include "core/orm/load/noloadstrategy.h"
#include "core/orm/load/raisestrategy.h"

namespace relata::orm {

/// Loads what is missing when an attribute is read, by handing the question on: to the strategy of a
/// relationship, or to the classes that load columns. Belongs to a session, lives in its thread.
class LazyLoader
{
public:
    LazyLoader(SessionCore &core, Attributes &attributes, Loading &loading);
    Q_DISABLE_COPY_MOVE(LazyLoader)

    /// The target of a many-to-one, where the foreign key in memory and a look into the identity map are
    /// enough: the quick way, which most reads take. Nothing where load() has to find out.
    std::optional<ObjectRef> inMemory(ObjectRef object, const MappedRelationship &relationship,
                                      Reach reach) const;
    /// Reads a relationship by the strategy that the object has for it, or else by that of its class.
    base::Result<LazyRead> load(ObjectRef object, const MappedRelationship &relationship, Reach reach);
    /// See ExpiredColumns::load().
    base::Done loadExpired(ObjectRef object, Reach reach) { return m_expired.load(object, reach); }
    /// See DeferredColumns::load().
    base::Done loadDeferred(ObjectRef object, int column, Reach reach)
    {
        return m_deferred.load(object, column, reach);
    }
    /// See IdentityLookup::find().
    base::Result<std::optional<ObjectRef>> fromIdentityMap(int mapper, const base::Values &key, Reach reach)
    {
        return m_identities.find(mapper, key, reach);
    }

    // Relationships that are queries; see DynamicStrategy.
    base::Result<QList<ObjectRef>> query(ObjectRef object, const MappedRelationship &relationship)
    {
        return m_dynamic.select(object, relationship);
    }
    base::Result<qint64> count(ObjectRef object, const MappedRelationship &relationship)
    {
        return m_dynamic.count(object, relationship);
    }
    base::Result<QList<ObjectRef>> dynamicItems(ObjectRef object, const MappedRelationship &relationship)
    {
        return m_dynamic.items(object, relationship);
    }
    base::Result<RelatedRead::Kind> historyOfQuery(ObjectRef object, const MappedRelationship &relationship,
                                                   Reach reach)
    {
        return m_dynamic.selectForHistory(object, relationship, reach);
    }
    RelatedHistory comparedWithQuery(const RelatedHistory &queued) { return m_dynamic.historyOf(queued); }

private:
    LazyStrategy &strategyFor(ObjectRef object, const MappedRelationship &relationship, Reach reach);

    SessionCore &m_core;
    RowRefresh m_refresh;
    ExpiredColumns m_expired;
    DeferredColumns m_deferred;
    IdentityLookup m_identities;
    LazySelects m_selects;
    SelectStrategy m_select;
    RaiseStrategy m_raise;
    RaiseStrategy m_raiseOnSql;
    NoloadStrategy m_noload;
    DynamicStrategy m_dynamic;
};

} // namespace relata::orm
