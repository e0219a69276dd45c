#include "keyedselect.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::CellView;
using base::Value;
using mapping::ColumnIndex;
using schema::Direction;

namespace {

bool hasSubqueries(const PlannedEntity &entity)
{
    return std::ranges::any_of(entity.loads, [](const PlannedLoad &load) {
        return load.strategy == mapping::Lazy::Subquery || (load.target && hasSubqueries(*load.target));
    });
}

/// The columns of the target that hold the owner's primary key, where a one-to-many compares exactly those:
/// then the owner's table is not needed. Empty where it is.
QList<ColumnIndex> ownersKeyInTarget(const MapperRegistry &registry, const MappedRelationship &relationship)
{
    const Mapper &owner = registry.mapper(relationship.prop->owner);
    QList<ColumnIndex> columns;
    for (const int key : owner.keyColumns) {
        for (const auto &pair : relationship.prop->localRemotePairs) {
            if (pair.local == ColumnIndex{owner.mapped->table, key})
                columns += pair.remote;
        }
    }
    const bool isEnough = relationship.prop->omitJoin &&
                          relationship.prop->direction == Direction::OneToMany &&
                          size_t(columns.size()) == owner.keyColumns.size();
    return isEnough ? columns : QList<ColumnIndex>();
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

TargetSelect targetSelect(const Loading &loading, const MapperRegistry &registry,
                          const MappedRelationship &relationship, const LoadRequest &request, qsizetype keys)
{
    TargetSelect made;
    QStringList keyNames; // what an IN compares
    const Mapper &owner = registry.mapper(relationship.prop->owner);
    const Mapper &target = registry.mapper(relationship.prop->target);
    SelectWriter writer(registry);
    QString secondary;
    const QList<ColumnIndex> own = ownersKeyInTarget(registry, relationship);
    if (!own.isEmpty()) {
        writer.from(target.index);
        for (const ColumnIndex column : own) {
            keyNames += writer.column(target.quotedTable, column);
            made.keyColumns.push_back(column.column);
        }
    } else {
        const QString left = writer.freeAlias(owner.table->name);
        writer.select.from = owner.quotedTable + u" AS "_s + left;
        writer.select.tables += owner.table->name;
        secondary = writer.join(left, relationship, target.quotedTable);
        for (const int key : owner.keyColumns) {
            made.keyColumns.push_back(int(keyNames.size()));
            keyNames += left + u'.' + owner.quotedColumns.at(key);
        }
        writer.select.columns = keyNames;
    }
    if (keys > 0)
        writer.select.where = {registry.dialect().inKeys(keyNames, keys)};
    made.statement = loading.prepare(target.index, target.quotedTable, writer,
                                     writer.orderOf(relationship, target.quotedTable, secondary), request);
    return made;
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
