#include "rowentity.h"

#include <algorithm>

namespace relata::orm {

using base::CellView;

RowReader::RowReader(SessionCore &core, Attributes &attributes, const EntityColumns &columns,
                     const LoadRequest &request)
    : m_core(core),
      m_attributes(attributes),
      m_request(request),
      m_fillings(core, attributes),
      m_subqueries(core, attributes, request.onlyMissing),
      m_hasOptions(request.lasting != nullptr)
{
    addEntity(columns);
    for (Entity &entity : m_entities)
        entity.isPlain = entity.isOnlyOfClass && !request.populateExisting && entity.sides.empty() &&
                         !entity.keepsWhole && entity.noloads.isEmpty() && !entity.hasSubqueries;
}

RowReader::~RowReader() = default;

/// An entity stands before those that are joined to it.
size_t RowReader::addEntity(const EntityColumns &columns)
{
    const size_t number = m_entities.size();
    Entity &entity = m_entities.emplace_back();
    entity.columns = &columns;
    entity.mapper = &m_core.registry.mapper(columns.entity->mapper);
    entity.heap = m_core.heaps[size_t(columns.entity->mapper)].get();
    entity.fresh = &freshRows(columns.entity->mapper);
    for (Entity &other : m_entities) {
        if (&other != &entity && other.mapper == entity.mapper)
            other.isOnlyOfClass = entity.isOnlyOfClass = false;
    }
    entity.seen = RowSet(entity.heap->rowCount());
    entity.keepsWhole = m_request.onlyMissing && !columns.entity->loads.empty();
    entity.givesStrategies = !columns.entity->ownStrategies.empty();
    for (const PlannedLoad &load : columns.entity->loads) {
        if (load.strategy == mapping::Lazy::Subquery && m_request.refresh.isNone())
            entity.hasSubqueries = true;
        else if (load.strategy == mapping::Lazy::Noload)
            entity.noloads += load.relationship;
    }
    for (const EntityColumns::Joined &joined : columns.joined) {
        const size_t target = addEntity(*joined.columns);
        JoinedSide &side = m_entities[number].sides.emplace_back();
        side.target = target;
        side.relationship = &m_core.registry.relationship(joined.load->relationship);
    }
    return number;
}

RowSet &RowReader::freshRows(int mapper)
{
    for (const auto &[held, rows] : m_fresh) {
        if (held == mapper)
            return *rows;
    }
    m_fresh.emplace_back(mapper, std::make_unique<RowSet>(m_core.heaps[size_t(mapper)]->rowCount()));
    return *m_fresh.back().second;
}

size_t RowReader::entityCount() const
{
    return m_entities.size();
}

const PlannedEntity &RowReader::planned(size_t entity) const
{
    return *m_entities[entity].columns->entity;
}

const QList<ObjectRef> &RowReader::objects(size_t entity) const
{
    return m_entities[entity].objects;
}

LoadOwners RowReader::owners(size_t entity) const
{
    const Entity &from = m_entities[entity];
    return {from.objects, m_request.populateExisting, from.fresh->made()};
}

LoadOwners RowReader::eagerOwners(size_t entity) const
{
    LoadOwners owners = this->owners(entity);
    if (m_request.onlyMissing)
        owners.objects = m_entities[entity].whole;
    return owners;
}

bool RowReader::isWhole(const Entity &entity, quint32 row) const
{
    return entity.fresh->made().contains(row) || m_request.populateExisting ||
           ObjectRef{entity.mapper->index, row} == m_request.refresh;
}

void RowReader::groupBy(const KeyIndex &keys, std::vector<int> columns)
{
    m_keys = &keys;
    m_keyColumns = std::move(columns);
}

void RowReader::row(std::span<const CellView> cells)
{
    const qsizetype before = m_entities.front().objects.size();
    const ObjectRef object = read(m_entities.front(), cells);
    if (m_keepsRows)
        m_rows += object;
    if (!m_keys || object.isNone())
        return;
    m_repeats = m_repeats || m_entities.front().objects.size() == before;
    if (const auto key = m_keys->find(cells, m_keyColumns))
        m_found.emplace_back(*key, object);
}

ObjectRef RowReader::read(Entity &entity, std::span<const CellView> cells)
{
    const std::span<const CellView> own = entity.ownOf(cells);
    entity.lastWasNew = false;
    if (std::ranges::all_of(entity.mapper->keyColumns,
                            [&](int column) { return own[size_t(column)].isNull(); }))
        return {};
    const quint32 next = entity.heap->rowCount();
    const quint32 row = entity.heap->identities().findOrInsert(own, entity.mapper->keyColumns, next);
    const ObjectRef object{entity.mapper->index, row};
    bool isFirst = true;
    if (row == next)
        add(entity, own, row);
    else if ((isFirst = entity.fresh->insert(row)))
        meet(entity, own, row);
    if (entity.isPlain) {
        if (isFirst)
            entity.objects += object;
        return object;
    }
    fillBeside(entity, {object, isFirst, isWhole(entity, row)}, cells);
    return object;
}

/// What the row brings for the object beside its columns.
void RowReader::fillBeside(Entity &entity, const MetObject &met, std::span<const CellView> cells)
{
    sortIn(entity, met, entity.ownOf(cells));
    for (JoinedSide &side : entity.sides) {
        const bool isWanted = m_fillings.wants(side, met);
        if (m_request.onlyMissing && !isWanted)
            continue;
        const ObjectRef child = read(m_entities[side.target], cells);
        if (isWanted)
            m_fillings.add(side, met, child, m_entities[side.target].lastWasNew);
    }
}

/// What is to be done for the object beside its columns, now or when the rows are over.
void RowReader::sortIn(Entity &entity, const MetObject &met, std::span<const CellView> own)
{
    const quint32 row = met.object.row;
    if (entity.hasSubqueries)
        m_subqueries.meet(size_t(&entity - m_entities.data()), met, own);
    if (met.isFirst) {
        for (const int relationship : std::as_const(entity.noloads))
            m_fillings.setEmpty(met, m_core.registry.relationship(relationship));
    }
    if (entity.isOnlyOfClass ? met.isFirst : entity.seen.insert(row)) {
        entity.objects += met.object;
        if (entity.keepsWhole && met.isWhole)
            entity.whole += met.object;
    }
    if (!met.isFirst && met.isWhole && (m_hasOptions ? !entity.isOnlyOfClass : m_request.populateExisting))
        goOnFromHere(entity, row);
}

/// The row has no object yet.
void RowReader::add(Entity &entity, std::span<const CellView> own, quint32 row)
{
    ClassHeap &heap = *entity.heap;
    heap.addRow();
    int part = 0;
    for (const int column : entity.mapper->keyColumns)
        heap.keys().set(row, part++, own[size_t(column)]);
    heap.set(row, ObjectFlag(InSession | HasKey));
    fillNew(entity, own, row);
    entity.fresh->insert(row);
    entity.lastWasNew = true;
    if (m_hasOptions)
        heap.setContext(row, contextOf(entity));
    if (entity.givesStrategies)
        giveStrategies(entity, {entity.mapper->index, row});
}

/// The lazy loads of an object go on from where it came last. With which options it was loaded is not told by
/// a statement that has none.
void RowReader::goOnFromHere(Entity &entity, quint32 row)
{
    if (m_hasOptions)
        return entity.heap->setContext(row, contextOf(entity));
    if (const auto &context = m_core.contexts[entity.heap->context(row)])
        entity.heap->setContext(row, m_core.keepContext({context->options, entity.columns->entity->path}));
}

quint32 RowReader::contextOf(Entity &entity)
{
    if (entity.context == 0)
        entity.context = m_core.keepContext({m_request.lasting, entity.columns->entity->path});
    return entity.context;
}

void RowReader::finish()
{
    m_fillings.finish();
}

std::vector<QList<ObjectRef>> RowReader::grouped() const
{
    std::vector<quint32> counts(m_keys->size());
    for (const auto &[key, object] : m_found)
        ++counts[key];
    std::vector<QList<ObjectRef>> groups(m_keys->size());
    for (size_t key = 0; key < groups.size(); ++key)
        groups[key].reserve(counts[key]);
    addGroups(groups);
    return groups;
}

void RowReader::addGroups(std::vector<QList<ObjectRef>> &groups) const
{
    QSet<std::pair<quint32, ObjectRef>> seen;
    for (const auto &[key, object] : m_found) {
        if (m_repeats) {
            const qsizetype before = seen.size();
            seen.insert({key, object});
            if (seen.size() == before)
                continue;
        }
        groups[key] += object;
    }
}

} // namespace relata::orm
