#include "loading.h"

#include <algorithm>
#include <numeric>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::CellView;
using base::Done;
using base::fail;
using base::Value;
using mapping::ColumnIndex;
using schema::Direction;

namespace {

/// The parts of keys, one key after the other.
void addParts(const KeyIndex &keys, std::span<const quint32> numbers, std::vector<CellView> &cells)
{
    for (const quint32 key : numbers) {
        for (int column = 0; column < keys.columnCount(); ++column)
            cells.push_back(keys.part(key, column));
    }
}

std::vector<CellView> cellsOf(const base::Values &values)
{
    std::vector<CellView> cells;
    for (const Value &value : values)
        cells.push_back(CellView::of(value));
    return cells;
}

bool hasSubqueries(const PlannedEntity &entity)
{
    return std::ranges::any_of(entity.loads, [](const PlannedLoad &load) {
        return load.strategy == schema::Lazy::Subquery || (load.target && hasSubqueries(*load.target));
    });
}

/// A subquery that is loaded behind the statement repeats its WHERE, so needs its values.
void keepValues(LoadStatement &statement, std::span<const CellView> values)
{
    if (!hasSubqueries(*statement.plan))
        return;
    for (const CellView &value : values.subspan(size_t(statement.select.fromValues.size())))
        statement.base.whereValues += value.value();
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
    const bool isEnough = relationship.prop->direction == Direction::OneToMany &&
                          size_t(columns.size()) == owner.keyColumns.size() &&
                          relationship.prop->primaryjoin.size() == columns.size();
    return isEnough ? columns : QList<ColumnIndex>();
}

/// Adds the identity keys of the owners; the number of each owner's key.
std::vector<quint32> identityKeys(const SessionCore &core, std::span<const ObjectRef> owners, KeyIndex &keys)
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

/// A SELECT of a relationship's targets whose rows tell by some columns to which owner they belong.
struct TargetSelect
{
    LoadStatement statement;
    QStringList keyNames;        ///< what an IN compares
    std::vector<int> keyColumns; ///< where the owner's key stands in the rows
};

TargetSelect targetSelect(const Loading &loading, const MapperRegistry &registry,
                          const MappedRelationship &relationship, const LoadRequest &request, qsizetype keys)
{
    TargetSelect made;
    const Mapper &owner = registry.mapper(relationship.prop->owner);
    const Mapper &target = registry.mapper(relationship.prop->target);
    SelectWriter writer(registry);
    QString secondary;
    const QList<ColumnIndex> own = ownersKeyInTarget(registry, relationship);
    if (!own.isEmpty()) {
        writer.from(target.index);
        for (const ColumnIndex column : own) {
            made.keyNames += writer.column(target.quotedTable, column);
            made.keyColumns.push_back(column.column);
        }
    } else {
        const QString left = writer.freeAlias(owner.table->name);
        writer.select.from = owner.quotedTable + u" AS "_s + left;
        writer.select.tables += owner.table->name;
        secondary = writer.join(left, relationship, target.quotedTable);
        for (const int key : owner.keyColumns) {
            made.keyColumns.push_back(int(made.keyNames.size()));
            made.keyNames += left + u'.' + owner.quotedColumns.at(key);
        }
        writer.select.columns = made.keyNames;
    }
    if (keys > 0)
        writer.select.where = {registry.dialect().inKeys(made.keyNames, keys)};
    made.statement = loading.prepare(target.index, target.quotedTable, writer,
                                     writer.orderOf(relationship, target.quotedTable, secondary), request);
    return made;
}

} // namespace

/// Three forms: the keys of the targets, which the owners hold; the owners' keys in the targets' foreign
/// key; or a JOIN from the owners, where neither will do.
Done Loading::selectin(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                       const QList<int> &path, const LoadRequest &request)
{
    if (owners.isEmpty())
        return {};
    const LoadRequest behind{request.options, path, request.populateExisting, {}, {}, {}, false};
    if (relationship.prop->useGet && relationship.prop->direction == Direction::ManyToOne) {
        const bool known = std::ranges::all_of(owners, [&](ObjectRef owner) {
            return std::ranges::all_of(relationship.keyColumns, [&](int column) {
                return m_core.heap(owner).cells().isLoaded(owner.row, column);
            });
        });
        if (known)
            return selectinByTargets(owners, relationship, request, behind);
    }
    return selectinByOwners(owners, relationship, request, behind);
}

Done Loading::selectinByTargets(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                                const LoadRequest &request, const LoadRequest &behind)
{
    constexpr quint32 nobody = 0xffffffff;
    const Mapper &target = m_core.registry.mapper(relationship.prop->target);
    KeyIndex keys(int(relationship.keyColumns.size()));
    std::vector<quint32> wanted; // the key of each owner
    std::vector<CellView> key;
    for (const ObjectRef owner : owners) {
        key.clear();
        for (const int column : relationship.keyColumns)
            key.push_back(m_core.heap(owner).cells().view(owner.row, column));
        const bool hasNull = std::ranges::any_of(key, &CellView::isNull);
        wanted.push_back(hasNull ? nobody : keys.add(key));
    }
    std::vector<quint32> numbers(keys.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    std::ranges::sort(numbers, [&](quint32 a, quint32 b) { return keys.isBefore(a, b); });
    std::vector<QList<ObjectRef>> found(keys.size());
    QStringList names;
    for (const int column : target.keyColumns)
        names += target.quotedTable + u'.' + target.quotedColumns.at(column);
    for (size_t start = 0; start < numbers.size(); start += LoadPlan::kKeysPerStatement) {
        const std::span chunk = std::span<const quint32>(numbers).subspan(
            start, std::min<size_t>(LoadPlan::kKeysPerStatement, numbers.size() - start));
        SelectWriter writer(m_core.registry);
        const QString alias = writer.from(target.index);
        writer.select.where = {m_core.registry.dialect().inKeys(names, qsizetype(chunk.size()))};
        LoadStatement statement = prepare(target.index, alias, writer, {}, behind);
        std::vector<CellView> values = cellsOf(statement.select.fromValues);
        addParts(keys, chunk, values);
        keepValues(statement, values);
        RowReader reader(m_core, m_attributes, statement.columns, behind);
        reader.groupBy(keys, target.keyColumns);
        if (const Done done = run(statement, values, reader, behind); !done)
            return done;
        reader.addGroups(found);
    }
    for (qsizetype i = 0; i < owners.size(); ++i) {
        const quint32 number = wanted[size_t(i)];
        if (mayOverwrite(m_core, owners[i], relationship, request)) {
            setRelated(m_core, m_attributes, owners[i], relationship,
                       number == nobody ? QList<ObjectRef>() : found[number]);
        }
    }
    return {};
}

/// Gives each owner the objects of its key. Owners of one key get the same.
void Loading::giveOut(std::span<const ObjectRef> owners, const std::vector<quint32> &keyOfOwner,
                      const std::vector<QList<ObjectRef>> &groups, const MappedRelationship &relationship,
                      const LoadRequest &request)
{
    for (size_t i = 0; i < owners.size(); ++i) {
        if (mayOverwrite(m_core, owners[i], relationship, request))
            setRelated(m_core, m_attributes, owners[i], relationship, groups[keyOfOwner[i]]);
    }
}

Done Loading::selectinByOwners(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                               const LoadRequest &request, const LoadRequest &behind)
{
    for (qsizetype start = 0; start < owners.size(); start += LoadPlan::kKeysPerStatement) {
        const auto chunk = std::span(owners).subspan(
            size_t(start), size_t(std::min<qsizetype>(LoadPlan::kKeysPerStatement, owners.size() - start)));
        KeyIndex keys(int(m_core.registry.mapper(relationship.prop->owner).keyColumns.size()));
        const std::vector<quint32> keyOfOwner = identityKeys(m_core, chunk, keys);
        TargetSelect select =
            targetSelect(*this, m_core.registry, relationship, behind, qsizetype(keys.size()));
        std::vector<CellView> values = cellsOf(select.statement.select.fromValues);
        std::vector<quint32> numbers(keys.size());
        std::iota(numbers.begin(), numbers.end(), 0);
        addParts(keys, numbers, values);
        keepValues(select.statement, values);
        RowReader reader(m_core, m_attributes, select.statement.columns, behind);
        reader.groupBy(keys, select.keyColumns);
        if (const Done done = run(select.statement, values, reader, behind); !done)
            return done;
        giveOut(chunk, keyOfOwner, reader.grouped(), relationship, request);
    }
    return {};
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
    return selectin(wanting, relationship, {relationship.index}, {});
}

Done Loading::scan(const QList<ObjectRef> &owners, const MappedRelationship &relationship)
{
    KeyIndex keys(int(m_core.registry.mapper(relationship.prop->owner).keyColumns.size()));
    const std::vector<quint32> keyOfOwner = identityKeys(m_core, owners, keys);
    LoadRequest behind;
    behind.path = {relationship.index};
    const TargetSelect select = targetSelect(*this, m_core.registry, relationship, behind, 0);
    RowReader reader(m_core, m_attributes, select.statement.columns, behind);
    reader.groupBy(keys, select.keyColumns);
    const std::vector<CellView> values = cellsOf(select.statement.select.fromValues);
    if (const Done done = run(select.statement, values, reader, behind); !done)
        return done;
    giveOut(owners, keyOfOwner, reader.grouped(), relationship, {});
    return {};
}

} // namespace relata::orm
