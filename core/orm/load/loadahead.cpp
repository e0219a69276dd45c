#include "loadahead.h"

#include "core/orm/load/ownersbykey.h"
#include "core/orm/load/selectinstrategy.h"

namespace relata::orm {

using base::Done;

namespace {

LoadRequest requestAlong(const MappedRelationship &relationship)
{
    LoadRequest request;
    request.path = {relationship.index};
    return request;
}

} // namespace

Done LoadAhead::scan(const QList<ObjectRef> &owners, const MappedRelationship &relationship)
{
    const OwnersByKey byKey(m_loading.core(), owners, relationship);
    const LoadRequest following = requestAlong(relationship);
    const KeyedSelect select = m_loading.maker().byOwners(relationship, following, 0);
    ObjectReader reader(m_loading.core(), m_loading.attributes(), select.statement.columns, following);
    reader.groupBy(byKey.keys(), select.keyColumns);
    const Done done = m_loading.read(select.statement, viewsOf(select.statement.select.fromValues), reader,
                                     following, Loading::Following::Now);
    if (done)
        byKey.give(m_loading.core(), m_loading.attributes(), {}, reader.byKey().lists());
    return done;
}

Done LoadAhead::batch(const QList<ObjectRef> &owners, const MappedRelationship &relationship)
{
    QList<ObjectRef> wanting;
    RowSet seen(0);
    for (const ObjectRef owner : owners) {
        const ClassHeap &heap = m_loading.core().heap(owner);
        if (heap.has(owner.row, HasKey) && !heap.isLoaded(owner.row, relationship.slot) &&
            seen.insert(owner.row))
            wanting += owner;
    }
    const SelectinStrategy selectin(m_loading);
    return m_loading.work(selectin.taskFor({wanting}, relationship, requestAlong(relationship)));
}

} // namespace relata::orm
