#include "core/orm/plan/keyedselect.h"

#include <algorithm>

namespace relata::orm {

using base::CellView;
using base::Done;
using schema::Direction;

namespace {

/// Whether every owner's foreign key is in memory.
bool knowsTargets(const SessionCore &core, const QList<ObjectRef> &owners,
                  const MappedRelationship &relationship)
{
    return std::ranges::all_of(owners, [&](ObjectRef owner) {
        return std::ranges::all_of(relationship.keyColumns, [&](int column) {
            return core.heap(owner).cells().isLoaded(owner.row, column);
        });
    });
}

} // namespace

/// Three forms: the keys of the targets, which the owners hold; the owners' keys in the targets' foreign
/// key; or a JOIN from the owners, where neither will do.
std::unique_ptr<LoadTask> Loading::selectin(LoadOwners owners, const MappedRelationship &relationship,
                                            LoadRequest behind)
{
    if (owners.objects.isEmpty())
        return nullptr;
    if (relationship.prop->useGet && relationship.knowsKey &&
        relationship.prop->direction == Direction::ManyToOne &&
        knowsTargets(m_core, owners.objects, relationship)) {
        return selectinByTargets(std::move(owners), relationship, std::move(behind));
    }
    return selectinByOwners(std::move(owners), relationship, std::move(behind));
}

Done Loading::batch(const QList<ObjectRef> &owners, const MappedRelationship &relationship)
{
    QList<ObjectRef> wanting;
    RowSet seen(0);
    for (const ObjectRef owner : owners) {
        const ClassHeap &heap = m_core.heap(owner);
        if (heap.has(owner.row, HasKey) && !heap.isLoaded(owner.row, relationship.slot) &&
            seen.insert(owner.row))
            wanting += owner;
    }
    LoadRequest behind;
    behind.path = {relationship.index};
    return work(selectin({wanting}, relationship, behind));
}

Done Loading::scan(const QList<ObjectRef> &owners, const MappedRelationship &relationship)
{
    KeyIndex keys(int(m_core.registry.mapper(relationship.prop->owner).keyColumns.size()));
    const std::vector<quint32> keyOfOwner = addIdentityKeys(m_core, owners, keys);
    LoadRequest behind;
    behind.path = {relationship.index};
    const TargetSelect select = m_maker.byOwners(relationship, behind, 0);
    RowReader reader(m_core, m_attributes, select.statement.columns, behind);
    reader.groupBy(keys, select.keyColumns);
    const std::vector<CellView> values = viewsOfAll(select.statement.select.fromValues);
    const size_t waiting = m_tasks.size();
    if (const Done done = read(select.statement, values, reader, behind); !done)
        return done;
    if (const Done done = work(waiting); !done)
        return done;
    giveByKey(m_core, m_attributes, {}, owners, keyOfOwner, reader.grouped(), relationship);
    return {};
}

} // namespace relata::orm
