#include "loading.h"

#include <algorithm>
#include <numeric>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::CellView;
using base::Done;
using base::fail;
using base::Result;
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

/// Gives some of the owners the objects of their keys. Owners of one key get the same.
void giveOut(SessionCore &core, Attributes &attributes, const LoadOwners &owners,
             std::span<const ObjectRef> some, const std::vector<quint32> &keyOfOwner,
             const std::vector<QList<ObjectRef>> &groups, const MappedRelationship &relationship)
{
    for (size_t i = 0; i < some.size(); ++i) {
        owners.give(core, attributes, some[i], relationship, groups[keyOfOwner[i]]);
    }
}

/// By the keys of the targets, which the owners hold.
class SelectinByTargets : public LoadTask
{
public:
    SelectinByTargets(Loading &loading, SessionCore &core, Attributes &attributes,
                      const MappedRelationship &relationship, LoadOwners owners, LoadRequest behind)
        : m_loading(loading),
          m_core(core),
          m_attributes(attributes),
          m_relationship(relationship),
          m_owners(std::move(owners)),
          m_behind(std::move(behind)),
          m_keys(int(relationship.keyColumns.size()))
    {
        for (const ObjectRef owner : std::as_const(m_owners.objects))
            m_wanted.push_back(addKey(owner));
        m_numbers.resize(m_keys.size());
        std::iota(m_numbers.begin(), m_numbers.end(), 0);
        std::ranges::sort(m_numbers, [this](quint32 a, quint32 b) { return m_keys.isBefore(a, b); });
        m_found.resize(m_keys.size());
    }

    Result<bool> step() override
    {
        if (m_next == m_numbers.size()) {
            giveOut();
            return false;
        }
        const size_t count = std::min<size_t>(LoadPlan::kKeysPerStatement, m_numbers.size() - m_next);
        const Done done = read(std::span<const quint32>(m_numbers).subspan(m_next, count));
        m_next += count;
        return done ? Result<bool>(true) : fail(done.error());
    }

private:
    static constexpr quint32 kNobody = 0xffffffff;

    quint32 addKey(ObjectRef owner)
    {
        std::vector<CellView> key;
        for (const int column : m_relationship.keyColumns)
            key.push_back(m_core.heap(owner).cells().view(owner.row, column));
        return std::ranges::any_of(key, &CellView::isNull) ? kNobody : m_keys.add(key);
    }

    Done read(std::span<const quint32> chunk)
    {
        const Mapper &target = m_core.registry.mapper(m_relationship.prop->target);
        QStringList names;
        for (const int column : target.keyColumns)
            names += target.quotedTable + u'.' + target.quotedColumns.at(column);
        SelectWriter writer(m_core.registry);
        const QString alias = writer.from(target.index);
        writer.select.where = {m_core.registry.dialect().inKeys(names, qsizetype(chunk.size()))};
        LoadStatement statement = m_loading.prepare(target.index, alias, writer, {}, m_behind);
        std::vector<CellView> values = cellsOf(statement.select.fromValues);
        addParts(m_keys, chunk, values);
        keepValues(statement, values);
        RowReader reader(m_core, m_attributes, statement.columns, m_behind);
        reader.groupBy(m_keys, target.keyColumns);
        if (const Done done = m_loading.read(statement, values, reader, m_behind); !done)
            return done;
        reader.addGroups(m_found);
        return {};
    }

    void giveOut()
    {
        for (qsizetype i = 0; i < m_owners.objects.size(); ++i) {
            const quint32 number = m_wanted[size_t(i)];
            m_owners.give(m_core, m_attributes, m_owners.objects[i], m_relationship,
                          number == kNobody ? QList<ObjectRef>() : m_found[number]);
        }
    }

    Loading &m_loading;
    SessionCore &m_core;
    Attributes &m_attributes;
    const MappedRelationship &m_relationship;
    LoadOwners m_owners;
    LoadRequest m_behind;
    KeyIndex m_keys;
    std::vector<quint32> m_wanted;  ///< the key of each owner
    std::vector<quint32> m_numbers; ///< of the keys, sorted by what they hold
    size_t m_next = 0;
    std::vector<QList<ObjectRef>> m_found; ///< by key
};

/// By the owners' keys: in the targets' foreign key, or by a JOIN from the owners.
class SelectinByOwners : public LoadTask
{
public:
    SelectinByOwners(Loading &loading, SessionCore &core, Attributes &attributes,
                     const MappedRelationship &relationship, LoadOwners owners, LoadRequest behind)
        : m_loading(loading),
          m_core(core),
          m_attributes(attributes),
          m_relationship(relationship),
          m_owners(std::move(owners)),
          m_behind(std::move(behind))
    {
    }

    Result<bool> step() override
    {
        giveOut(m_core, m_attributes, m_owners, m_chunk, m_keyOfOwner, m_groups, m_relationship);
        m_chunk = std::span(std::as_const(m_owners.objects))
                      .subspan(size_t(m_next), size_t(std::min<qsizetype>(LoadPlan::kKeysPerStatement,
                                                                          m_owners.objects.size() - m_next)));
        m_next += qsizetype(m_chunk.size());
        if (m_chunk.empty())
            return false;
        const Done done = read();
        return done ? Result<bool>(true) : fail(done.error());
    }

private:
    Done read()
    {
        KeyIndex keys(int(m_core.registry.mapper(m_relationship.prop->owner).keyColumns.size()));
        m_keyOfOwner = identityKeys(m_core, m_chunk, keys);
        TargetSelect select =
            targetSelect(m_loading, m_core.registry, m_relationship, m_behind, qsizetype(keys.size()));
        std::vector<CellView> values = cellsOf(select.statement.select.fromValues);
        std::vector<quint32> numbers(keys.size());
        std::iota(numbers.begin(), numbers.end(), 0);
        addParts(keys, numbers, values);
        keepValues(select.statement, values);
        RowReader reader(m_core, m_attributes, select.statement.columns, m_behind);
        reader.groupBy(keys, select.keyColumns);
        if (const Done done = m_loading.read(select.statement, values, reader, m_behind); !done)
            return done;
        m_groups = reader.grouped();
        return {};
    }

    Loading &m_loading;
    SessionCore &m_core;
    Attributes &m_attributes;
    const MappedRelationship &m_relationship;
    LoadOwners m_owners;
    LoadRequest m_behind;
    std::span<const ObjectRef> m_chunk; ///< that has been read and not been given out
    qsizetype m_next = 0;
    std::vector<quint32> m_keyOfOwner;
    std::vector<QList<ObjectRef>> m_groups;
};

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
    if (relationship.prop->useGet && relationship.prop->direction == Direction::ManyToOne &&
        knowsTargets(m_core, owners.objects, relationship)) {
        return std::make_unique<SelectinByTargets>(*this, m_core, m_attributes, relationship,
                                                   std::move(owners), std::move(behind));
    }
    return std::make_unique<SelectinByOwners>(*this, m_core, m_attributes, relationship, std::move(owners),
                                              std::move(behind));
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
    const std::vector<quint32> keyOfOwner = identityKeys(m_core, owners, keys);
    LoadRequest behind;
    behind.path = {relationship.index};
    const TargetSelect select = targetSelect(*this, m_core.registry, relationship, behind, 0);
    RowReader reader(m_core, m_attributes, select.statement.columns, behind);
    reader.groupBy(keys, select.keyColumns);
    const std::vector<CellView> values = cellsOf(select.statement.select.fromValues);
    const size_t waiting = m_tasks.size();
    if (const Done done = read(select.statement, values, reader, behind); !done)
        return done;
    if (const Done done = work(waiting); !done)
        return done;
    giveOut(m_core, m_attributes, {}, owners, keyOfOwner, reader.grouped(), relationship);
    return {};
}

} // namespace relata::orm
