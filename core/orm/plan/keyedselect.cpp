#include "keyedselect.h"

#include <algorithm>

namespace relata::orm {

using base::CellView;
using base::Value;

namespace {

bool hasSubqueries(const PlannedEntity &entity)
{
    return std::ranges::any_of(entity.loads, [](const PlannedLoad &load) {
        return load.strategy == mapping::Lazy::Subquery || (load.target && hasSubqueries(*load.target));
    });
}

} // namespace

void addParts(const KeyIndex &keys, std::span<const quint32> numbers, std::vector<CellView> &cells)
{
    for (const quint32 key : numbers) {
        for (int column = 0; column < keys.columnCount(); ++column)
            cells.push_back(keys.part(key, column));
    }
}

std::vector<CellView> viewsOfAll(const base::Values &values)
{
    std::vector<CellView> cells;
    for (const Value &value : values)
        cells.push_back(CellView::of(value));
    return cells;
}

void keepValues(LoadStatement &statement, std::span<const CellView> values)
{
    if (!hasSubqueries(*statement.plan))
        return;
    for (const CellView &value : values.subspan(size_t(statement.select.fromValues.size())))
        statement.base.whereValues += value.value();
}

std::vector<quint32> addIdentityKeys(const SessionCore &core, std::span<const ObjectRef> owners,
                                     KeyIndex &keys)
{
    std::vector<quint32> numbers;
    std::vector<CellView> key;
    for (const ObjectRef owner : owners) {
        key.clear();
        for (int part = 0; part < keys.columnCount(); ++part)
            key.push_back(core.heap(owner).keys().view(owner.row, part));
        numbers.push_back(keys.add(key));
    }
    return numbers;
}

void giveByKey(SessionCore &core, Attributes &attributes, const LoadOwners &owners,
               std::span<const ObjectRef> some, const std::vector<quint32> &keyOfOwner,
               const std::vector<QList<ObjectRef>> &groups, const MappedRelationship &relationship)
{
    for (size_t i = 0; i < some.size(); ++i) {
        owners.give(core, attributes, some[i], relationship, groups[keyOfOwner[i]]);
    }
}

} // namespace relata::orm
