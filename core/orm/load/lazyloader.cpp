#include "lazyloader.h"

namespace relata::orm {

using mapping::Lazy;

LazyLoader::LazyLoader(SessionCore &core, Attributes &attributes, Loading &loading)
    : m_core(core),
      m_refresh(loading),
      m_expired(core, m_refresh),
      m_deferred(m_refresh),
      m_identities(core, m_expired),
      m_selects(core, attributes, loading.maker()),
      m_select(loading, m_selects, m_identities),
      m_raise(RaiseStrategy::When::Always, m_select),
      m_raiseOnSql(RaiseStrategy::When::OnSql, m_select),
      m_dynamic(loading, m_selects, m_select)
{
}

std::optional<ObjectRef> LazyLoader::inMemory(ObjectRef object, const MappedRelationship &relationship,
                                              Reach reach) const
{
    const ClassHeap &heap = m_core.heap(object);
    const Lazy lazy = relationship.prop->lazy;
    if (!relationship.prop->useGet || !relationship.knowsKey || lazy == Lazy::Raise || lazy == Lazy::Noload ||
        heap.context(object.row) != 0 || heap.hasOwnStrategies() || !heap.has(object.row, HasKey) ||
        !heap.has(object.row, InSession) || ((reach & AsInDatabase) && heap.overlay(object.row)))
        return std::nullopt;
    const ClassHeap &targets = *m_core.heaps[size_t(relationship.prop->target)];
    const auto row = targets.identities().find(heap.cells(), object.row, relationship.keyColumns);
    if (!row || targets.has(*row, IsExpired))
        return std::nullopt;
    return ObjectRef{relationship.prop->target, *row};
}

base::Result<LazyRead> LazyLoader::load(ObjectRef object, const MappedRelationship &relationship, Reach reach)
{
    if (!m_core.has(object, HasKey))
        return LazyRead{RelatedRead::Kind::NeverSet, {}};
    return strategyFor(object, relationship, reach).read(object, relationship, reach);
}

LazyStrategy &LazyLoader::strategyFor(ObjectRef object, const MappedRelationship &relationship, Reach reach)
{
    if (reach & AsImmediate)
        return m_select;
    const auto own = m_core.heap(object).ownStrategy(object.row, relationship.slot);
    switch (own.value_or(relationship.prop->lazy)) {
    case Lazy::Raise:
        return m_raise;
    case Lazy::RaiseOnSql:
        return m_raiseOnSql;
    case Lazy::Noload:
        return m_noload;
    default:
        return m_select;
    }
}

} // namespace relata::orm
