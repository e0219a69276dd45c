#pragma once

#include "core/orm/load/identitylookup.h"
#include "core/orm/load/lazyselects.h"
#include "core/orm/load/lazystrategy.h"

namespace relata::orm {

/// lazy="select": the related objects are loaded when they are read. The target of a many-to-one is looked
/// for by its key, first in the identity map; others take a SELECT by the relationship's comparisons. An
/// eager relationship that did not come with its owner is loaded like this, too. Belongs to a session.
class SelectStrategy final : public LazyStrategy
{
public:
    SelectStrategy(Loading &loading, LazySelects &selects, IdentityLookup &identities)
        : m_core(loading.core()),
          m_attributes(loading.attributes()),
          m_loading(loading),
          m_selects(selects),
          m_identities(identities)
    {
    }

    /// Whether the database may be asked for the related objects; not with lazy="raise_on_sql".
    enum class Sql { Allowed, Raises };

    base::Result<LazyRead> read(ObjectRef object, const MappedRelationship &relationship,
                                Reach reach) override
    {
        return read(object, relationship, reach, Sql::Allowed);
    }
    base::Result<LazyRead> read(ObjectRef object, const MappedRelationship &relationship, Reach reach,
                                Sql sql);
    /// By the relationship's comparisons, also where it could be looked up by its key.
    base::Result<LazyRead> readByComparisons(ObjectRef object, const MappedRelationship &relationship,
                                             Reach reach, Sql sql = Sql::Allowed);

private:
    base::Done checkColumns(const MappedRelationship &relationship) const;
    base::Result<LazyRead> readByKey(ObjectRef object, const MappedRelationship &relationship, Reach reach,
                                     Sql sql);
    base::Result<QList<ObjectRef>> selectByKey(ObjectRef object, const MappedRelationship &relationship,
                                               const base::Values &key, Reach reach);
    base::Done readyToSend(const MappedRelationship &relationship, Reach reach, Sql sql);
    bool cameWithOwner(ObjectRef object, const MappedRelationship &relationship, Reach reach) const;
    void warnOfProduct(const MappedRelationship &relationship);

    SessionCore &m_core;
    Attributes &m_attributes;
    Loading &m_loading;
    LazySelects &m_selects;
    IdentityLookup &m_identities;
    QSet<int> m_warned; ///< relationships for which warnOfProduct() has warned
};

} // namespace relata::orm
