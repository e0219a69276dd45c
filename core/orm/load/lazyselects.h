#pragma once

#include "core/orm/load/loading.h"

namespace relata::orm {

/// The SELECTs by which relationships are read lazily, each written once for every set of loader options, and
/// the values that an owner gives them. Belongs to a session.
class LazySelects
{
public:
    LazySelects(SessionCore &core, Attributes &attributes, const StatementMaker &maker)
        : m_core(core), m_attributes(attributes), m_maker(maker)
    {
    }

    /// What is asked for when the object's relationship is read.
    LoadRequest requestFor(ObjectRef object, const MappedRelationship &relationship) const;
    /// Finds the targets by the comparisons of the relationship.
    std::shared_ptr<const LazySelect> byOwner(ObjectRef object, const MappedRelationship &relationship);
    /// Finds the target by its key.
    /// @param key of which no part is NULL
    std::shared_ptr<const LazySelect> byKey(ObjectRef object, const MappedRelationship &relationship,
                                            const base::Values &key);
    /// What the owner's columns hold; nothing where one never had a value. Loads them where that is allowed.
    base::Result<std::optional<base::Values>> valuesOf(ObjectRef object, const LazySelect &select,
                                                       Reach reach);

private:
    /// By the owner's loader options and the relationship. A shared pointer, because whoever sends a
    /// statement may ask for others meanwhile.
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
