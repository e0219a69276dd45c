#include "keypromises.h"

#include "core/sql/dialect.h"

#include <algorithm>
#include <limits>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;

Done KeyPromises::make()
{
    for (const int cls : m_flush.objects.classes()) {
        if (!m_order.isCircular(m_order.rows(cls, Fate::Save)))
            continue;
        if (const Done chosen = chooseKeys(m_flush.core.registry.mapper(cls)); !chosen)
            return chosen;
    }
    m_order.removeEdges([this](const Edge &edge) { return waitsForKnownKey(edge); });
    return {};
}

/// All new rows of the table get a key, so that no automatic number meets a promised one.
Done KeyPromises::chooseKeys(const Mapper &mapper)
{
    const int key = mapper.autoKey;
    if (key < 0 || mapper.table->columns.at(key).name != mapper.table->rowidAlias)
        return {};
    const auto highest = highestKey(mapper);
    if (!highest)
        return fail(highest.error());
    const auto given = lastGivenKey(mapper);
    if (!given)
        return fail(given.error());
    constexpr qint64 kLast = std::numeric_limits<qint64>::max();
    qint64 last = qMax(*highest, *given);
    CellStore &cells = m_flush.core.heaps[size_t(mapper.index)]->cells();
    QList<ObjectRef> pending = m_flush.core.newObjects.list();
    pending.removeIf([&](ObjectRef each) { return each.cls != mapper.index; });
    for (const ObjectRef each : std::as_const(pending))
        last = qMax(last, cells.value(each.row, key).toInteger());
    for (const ObjectRef each : std::as_const(pending)) {
        if (cells.value(each.row, key).isNull() && last < kLast)
            cells.setInteger(each.row, key, ++last);
    }
    return {};
}

/// The highest key that a row of the table has now; 0 where there is no row.
Result<qint64> KeyPromises::highestKey(const Mapper &mapper)
{
    Select select;
    select.columns = {u"max("_s + mapper.quotedColumns.at(mapper.autoKey) + u')'};
    select.from = mapper.quotedTable;
    select.tables = {mapper.table->name};
    const auto highest = m_flush.core.executor.select(select);
    return highest ? Result<qint64>(highest->value(0, 0).toInteger()) : fail(highest.error());
}

/// The highest key that SQLite ever gave a row of a table with AUTOINCREMENT; 0 where it keeps none.
Result<qint64> KeyPromises::lastGivenKey(const Mapper &mapper)
{
    SessionCore &core = m_flush.core;
    if (core.registry.dialect().engine() != sql::Engine::Sqlite)
        return 0;
    Select known;
    known.columns = {u"count(*)"_s};
    known.from = u"sqlite_master"_s;
    known.where = {u"name = 'sqlite_sequence'"_s};
    known.tables = {u"sqlite_master"_s};
    const auto has = core.executor.select(known, Executor::Observed::No);
    if (!has || has->value(0, 0).toInteger() == 0)
        return has ? Result<qint64>(0) : fail(has.error());
    Select given;
    given.columns = {u"max(seq)"_s};
    given.from = u"sqlite_sequence"_s;
    given.where = {u"name = ?"_s};
    given.whereValues = {Value::text(mapper.table->name)};
    given.tables = {u"sqlite_sequence"_s};
    const auto last = core.executor.select(given, Executor::Observed::No);
    return last ? Result<qint64>(last->value(0, 0).toInteger()) : fail(last.error());
}

/// Whether a row, or the work of a rule, waits for nothing but a key that is known by now.
bool KeyPromises::waitsForKnownKey(const Edge &edge) const
{
    const FlushStep &first = m_order.step(edge.first);
    const FlushStep &second = m_order.step(edge.second);
    if (first.kind != FlushStep::Kind::Save || first.object.isNone() || second.object.isNone())
        return false;
    if (second.kind == FlushStep::Kind::Apply)
        return knowsKey(first.object, m_rules.rule(second.subject).relationship());
    return second.kind == FlushStep::Kind::Save && isReferredToByKnownKeys(first.object);
}

/// Whether everything that other rows may hold of the object is known: its key, and what relationships copy.
bool KeyPromises::isReferredToByKnownKeys(ObjectRef object) const
{
    const SessionCore &core = m_flush.core;
    const CellStore &cells = core.heap(object).cells();
    const auto isMissing = [&](int column) { return cells.view(object.row, column).isNull(); };
    return std::ranges::none_of(core.mapper(object).keyColumns, isMissing) &&
           std::ranges::all_of(core.registry.pointingAt(object.cls), [&](int index) {
               return knowsKey(object, core.registry.relationship(index));
           });
}

bool KeyPromises::knowsKey(ObjectRef parent, const MappedRelationship &relationship) const
{
    const SessionCore &core = m_flush.core;
    const CellStore &cells = core.heap(parent).cells();
    return std::ranges::all_of(relationship.prop->synchronizePairs, [&](const mapping::SyncPair &pair) {
        return pair.source.table == core.mapper(parent).mapped->table &&
               !cells.view(parent.row, pair.source.column).isNull();
    });
}

base::Error KeyPromises::refusal()
{
    SessionCore &core = m_flush.core;
    for (const Edge &edge : m_order.edges()) {
        const FlushStep &first = m_order.step(edge.first);
        const FlushStep &second = m_order.step(edge.second);
        if (first.kind != FlushStep::Kind::Save || first.object.isNone() ||
            second.kind != FlushStep::Kind::Apply || second.object.isNone())
            continue;
        core.refused = second.object;
        const auto *prop = m_rules.rule(second.subject).relationship().prop;
        return {ErrorCode::InvalidChange,
                u"'%1' cannot take its value from a new row of '%2' that refers back to it."_s.arg(
                    core.registry.configuration().label(prop->synchronizePairs.value(0).destination),
                    core.mapper(first.object).table->name),
                u"Give the parent its key by hand, or save it first."_s,
                {}};
    }
    return {ErrorCode::CircularDependency,
            u"The rows to be written depend on each other in a circle: none can be the first."_s,
            u"Save some of them first."_s,
            {}};
}

} // namespace relata::orm
