#include "objectreader.h"

#include <algorithm>

namespace relata::orm {

using base::CellView;
using Existing = LoadRequest::Existing;

ObjectReader::ObjectReader(SessionCore &core, Attributes &attributes, const EntityColumns &columns,
                           const LoadRequest &request)
    : m_core(core),
      m_request(request),
      m_filler(core, attributes, request),
      m_joinedRows(core, attributes),
      m_subqueryRows(core, attributes, request.existing)
{
    addPlace(columns);
}

ObjectReader::~ObjectReader() = default;

/// Adds a place and those that are joined to it. Returns its number.
size_t ObjectReader::addPlace(const EntityColumns &columns)
{
    const size_t number = m_places.size();
    const PlannedEntity &planned = *columns.entity;
    ReadPlace &place = m_places.emplace_back();
    place.number = number;
    place.columns = &columns;
    place.mapper = &m_core.registry.mapper(planned.mapper);
    place.heap = m_core.heaps[size_t(planned.mapper)].get();
    place.met = &metRows(planned.mapper);
    for (ReadPlace &other : m_places) {
        if (&other != &place && other.mapper == place.mapper)
            other.isOnlyPlace = place.isOnlyPlace = false;
    }
    place.metHere = RowSet(place.heap->rowCount());
    place.keepsWhole = m_request.existing == Existing::FillGaps && !planned.loads.empty();
    for (const EntityColumns::Joined &joined : columns.joined) {
        const size_t target = addPlace(*joined.columns);
        m_places[number].joinedPlaces.push_back(target);
    }
    return number;
}

RowSet &ObjectReader::metRows(int mapper)
{
    for (const auto &[held, rows] : m_met) {
        if (held == mapper)
            return *rows;
    }
    m_met.emplace_back(mapper, std::make_unique<RowSet>(m_core.heaps[size_t(mapper)]->rowCount()));
    return *m_met.back().second;
}

void ObjectReader::groupBy(const KeyIndex &keys, std::vector<int> columns)
{
    m_byKey.emplace(keys, std::move(columns));
}

void ObjectReader::fillFromJoin(size_t place, const PlannedLoad &load)
{
    ReadPlace &owner = m_places[place];
    const auto &joined = owner.columns->joined;
    const auto found = std::ranges::find(joined, &load, &EntityColumns::Joined::load);
    Q_ASSERT(found != joined.end());
    JoinedSide &side = owner.joins.emplace_back();
    side.target = owner.joinedPlaces[size_t(found - joined.begin())];
    side.relationship = &m_core.registry.relationship(load.relationship);
}

void ObjectReader::fillWithNothing(size_t place, const MappedRelationship &relationship)
{
    m_places[place].empty += &relationship;
}

void ObjectReader::fillFromSubquery(size_t place, const MappedRelationship &relationship,
                                    SubqueryRows::Send send)
{
    m_places[place].hasSubqueries = true;
    m_subqueryRows.add(place, relationship, [this, send = std::move(send)](const KeyIndex &keys) {
        return sendBetweenRows(send, keys);
    });
}

bool ObjectReader::hasSubqueries() const
{
    return std::ranges::any_of(m_places, &ReadPlace::hasSubqueries);
}

void ObjectReader::begin(int)
{
    for (ReadPlace &place : m_places) {
        place.isPlain = place.isOnlyPlace && m_request.existing != Existing::Replace && place.joins.empty() &&
                        place.empty.isEmpty() && !place.hasSubqueries && !place.keepsWhole;
    }
}

void ObjectReader::row(std::span<const CellView> cells)
{
    const qsizetype before = m_places.front().objects.size();
    const ObjectRef object = read(m_places.front(), cells).object;
    if (m_keepsRows)
        m_rows += object;
    if (m_byKey && !object.isNone())
        m_byKey->add(cells, object, m_places.front().objects.size() == before);
}

ObjectReader::ReadObject ObjectReader::read(ReadPlace &place, std::span<const CellView> row)
{
    const std::span<const CellView> own = place.ownCells(row);
    if (std::ranges::all_of(place.mapper->keyColumns,
                            [&](int column) { return own[size_t(column)].isNull(); }))
        return {};
    const quint32 next = place.heap->rowCount();
    const quint32 number = place.heap->identities().findOrInsert(own, place.mapper->keyColumns, next);
    const ObjectRef object{place.mapper->index, number};
    const bool isNew = number == next;
    if (isNew)
        m_filler.add(place, own);
    const bool isFirst = isNew || place.met->insert(number);
    if (isFirst && !isNew)
        m_filler.fillExisting(place, number, own);
    if (!place.isPlain)
        fillBeside(place, {object, isFirst, m_filler.fillsWhole(place, number)}, row);
    else if (isFirst)
        place.objects += object;
    return {object, isNew};
}

/// Takes what the row brings for the object beside its columns.
void ObjectReader::fillBeside(ReadPlace &place, const ObjectInRow &met, std::span<const CellView> row)
{
    if (place.hasSubqueries)
        m_subqueryRows.meet(place.number, met, place.ownCells(row));
    if (met.isFirst) {
        for (const MappedRelationship *relationship : std::as_const(place.empty))
            m_joinedRows.setEmpty(met, *relationship);
    }
    list(place, met);
    if (!met.isFirst && met.isWhole)
        m_filler.meetAgain(place, met.object.row);
    for (JoinedSide &side : place.joins) {
        const bool isWanted = m_joinedRows.wants(side, met);
        if (m_request.existing == Existing::FillGaps && !isWanted)
            continue;
        const ReadObject child = read(m_places[side.target], row);
        if (isWanted)
            m_joinedRows.add(side, met, child.object, child.isNew);
    }
}

void ObjectReader::list(ReadPlace &place, const ObjectInRow &met)
{
    if (!(place.isOnlyPlace ? met.isFirst : place.metHere.insert(met.object.row)))
        return;
    place.objects += met.object;
    if (place.keepsWhole && met.isWhole)
        place.whole += met.object;
}

base::Done ObjectReader::readAll(const base::RowPage &rows)
{
    begin(rows.columnCount());
    std::vector<CellView> cells(size_t(rows.columnCount()));
    const auto take = [&](int row) {
        for (int column = 0; column < rows.columnCount(); ++column)
            cells[size_t(column)] = rows.cell(row, column);
    };
    for (int row = 0; row < rows.rowCount(); ++row) {
        take(row);
        for (const ReadPlace &place : m_places)
            m_subqueryRows.expect(place.number, place.ownCells(cells));
    }
    m_joinedRows.showAtOnce();
    for (int row = 0; row < rows.rowCount() && m_subqueryRows.done(); ++row) {
        take(row);
        this->row(cells);
    }
    if (!m_subqueryRows.done())
        m_joinedRows.abandon();
    return m_subqueryRows.done();
}

/// Objects that another statement makes between two rows are not among those that this one has made.
base::Result<SubqueryRows::Lists> ObjectReader::sendBetweenRows(const SubqueryRows::Send &send,
                                                                const KeyIndex &keys)
{
    std::vector<quint32> before;
    for (const auto &[mapper, rows] : m_met)
        before.push_back(m_core.heaps[size_t(mapper)]->rowCount());
    auto lists = send(keys);
    for (size_t i = 0; i < m_met.size(); ++i)
        m_met[i].second->leaveOut(before[i], m_core.heaps[size_t(m_met[i].first)]->rowCount());
    return lists;
}

void ObjectReader::finish()
{
    m_joinedRows.finish();
}

const PlannedEntity &ObjectReader::planned(size_t place) const
{
    return m_places[place].planned();
}

const QList<ObjectRef> &ObjectReader::objects(size_t place) const
{
    return m_places[place].objects;
}

LoadOwners ObjectReader::eagerOwners(size_t place) const
{
    const ReadPlace &from = m_places[place];
    return {m_request.existing == Existing::FillGaps ? from.whole : from.objects,
            m_request.existing == Existing::Replace, from.met->made()};
}

} // namespace relata::orm
