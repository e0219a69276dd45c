#pragma once

#include "core/orm/load/loading.h"

namespace relata::orm {

/// Loads what is missing when an attribute is read: lazy="select", "raise", "raise_on_sql", and expired
/// columns. Belongs to a session.
class LazyLoader
{
public:
    LazyLoader(SessionCore &core, Attributes &attributes, Loading &loading)
        : m_core(core), m_attributes(attributes), m_loading(loading)
    {
    }

    /// The target of a many-to-one by the foreign key in memory, where nothing but a look into the identity
    /// map is needed for it: the quick way, which most reads go. Nothing where load() has to find out.
    std::optional<ObjectRef> inMemory(ObjectRef object, const MappedRelationship &relationship,
                                      Reach reach) const;
    base::Result<LazyRead> load(ObjectRef object, const MappedRelationship &relationship, Reach reach);
    /// All expired columns by one SELECT. Fails with ObjectDeleted where the row is gone.
    base::Done loadExpired(ObjectRef object, Reach reach);
    /// One column that was too large to be loaded with its row.
    base::Done loadDeferred(ObjectRef object, int column, Reach reach);
    /// The object of a key: from the identity map, where it is made sure that an expired one still exists.
    base::Result<std::optional<ObjectRef>> fromIdentityMap(int mapper, const base::Values &key, Reach reach);
    /// The objects of a dynamic or write-only relationship, now.
    base::Result<QList<ObjectRef>> query(ObjectRef object, const MappedRelationship &relationship);
    base::Result<qint64> count(ObjectRef object, const MappedRelationship &relationship);

    /// For the history of a dynamic or write-only relationship: loads its objects where that is allowed.
    base::Result<RelatedRead::Kind> historyOfQuery(ObjectRef object, const MappedRelationship &relationship,
                                                   Reach reach);
    /// Queued changes beside what historyOfQuery() found: only what it has can be removed, what it has is not
    /// added.
    RelatedHistory comparedWithQuery(const RelatedHistory &queued);
    /// What going through a dynamic relationship gives: flushes first. An object without a row has only what
    /// was added.
    base::Result<QList<ObjectRef>> dynamicItems(ObjectRef object, const MappedRelationship &relationship);

private:
    /// By the loader options of the owner and the relationship.
    using Place = std::pair<quint32, int>;

    bool cameWithOwner(ObjectRef object, const MappedRelationship &relationship, Reach reach) const;
    base::Result<LazyRead> byKey(ObjectRef object, const MappedRelationship &relationship, Reach reach,
                                 bool raiseOnSql);
    base::Result<QList<ObjectRef>> selectByKey(ObjectRef object, const MappedRelationship &relationship,
                                               const base::Values &key, Loading::Behind behind);
    base::Result<LazyRead> bySelect(ObjectRef object, const MappedRelationship &relationship, Reach reach,
                                    bool raiseOnSql);
    const OwnersSelect &selectFor(ObjectRef object, const MappedRelationship &relationship);
    base::Result<std::optional<base::Values>> valuesOf(ObjectRef object, const OwnersSelect &select,
                                                       Reach reach);
    LoadRequest requestFor(ObjectRef object, const MappedRelationship &relationship) const;
    mapping::Lazy strategyFor(ObjectRef object, const MappedRelationship &relationship) const;
    base::Done autoflush(Reach reach);
    base::Done readAgain(ObjectRef object, LoadRequest request, Reach reach);
    base::Done checkColumns(const MappedRelationship &relationship) const;
    void warnOfProduct(const MappedRelationship &relationship);
    base::Error raised(const MappedRelationship &relationship, QStringView word) const;

    SessionCore &m_core;
    Attributes &m_attributes;
    Loading &m_loading;
    QHash<Place, std::shared_ptr<const OwnersSelect>> m_selects;
    QHash<Place, std::shared_ptr<const OwnersSelect>> m_keySelects;
    QList<ObjectRef> m_queried;
    QSet<int> m_warned; ///< relationships whose product of tables has been told
};

} // namespace relata::orm
