#pragma once

#include "core/orm/load/loading.h"

namespace relata::orm {

/// The SELECTs by which relationships are read lazily, and the values with which they are sent for an owner.
/// Each is written once for every set of loader options. Belongs to a session.
class LazySelects
{
public:
    LazySelects(SessionCore &core, Attributes &attributes, const StatementMaker &maker)
        : m_core(core), m_attributes(attributes), m_maker(maker)
    {
    }

    /// The request for reading the object's relationship.
    LoadRequest requestFor(ObjectRef object, const MappedRelationship &relationship) const;
    /// The SELECT that finds the targets by the comparisons of the relationship.
    std::shared_ptr<const LazySelect> byOwner(ObjectRef object, const MappedRelationship &relationship);
    /// The SELECT that finds the target by its key.
    /// @param key of which no part is NULL
    std::shared_ptr<const LazySelect> byKey(ObjectRef object, const MappedRelationship &relationship,
                                            const base::Values &key);
    /// What the owner's columns hold; nothing where one of them never had a value. Loads them where that is
    /// allowed.
    base::Result<std::optional<base::Values>> valuesOf(ObjectRef object, const LazySelect &select,
                                                       Reach reach);

private:
    /// By the owner's loader options and the relationship. Pointers are shared because sending one statement
    /// can ask for another, which moves what the hash holds.
    using Selects = QHash<std::pair<quint32, int>, std::shared_ptr<const LazySelect>>;

    std::shared_ptr<const LazySelect> &place(Selects &selects, ObjectRef object,
                                             const MappedRelationship &relationship) const;

    SessionCore &m_core;
    Attributes &m_attributes;
    const StatementMaker &m_maker;
    Selects m_byOwner;
    Selects m_byKey;
};

} // namespace relata::orm
