#include "loading.h"

#include "core/base/pagesink.h"
#include "core/orm/load/loadahead.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::CellView;
using base::Done;
using base::fail;
using base::Result;
using base::Value;
using base::Values;

namespace {

class NoRows : public base::RowSink
{
public:
    void row(std::span<const CellView>) override {}
};

} // namespace

std::vector<CellView> viewsOf(const Values &values)
{
    std::vector<CellView> views;
    views.reserve(size_t(values.size()));
    for (const Value &value : values)
        views.push_back(CellView::of(value));
    return views;
}

Result<QList<ObjectRef>> Loading::byKey(int mapper, const Values &key, const LoadRequest &request,
                                        Following following)
{
    return byKey(m_keyStatements.statementFor(mapper, key, request), key, request, following);
}

Result<QList<ObjectRef>> Loading::byKey(LoadStatement statement, const Values &key,
                                        const LoadRequest &request, Following following)
{
    Values values = key;
    values.removeIf([](const Value &value) { return value.isNull(); });
    statement.setValues(values);
    return run(statement, request, following);
}

Result<QList<ObjectRef>> Loading::run(const LoadStatement &statement, const LoadRequest &request,
                                      Following following)
{
    ObjectReader reader(m_core, m_attributes, statement.columns, request);
    const Values values = statement.select.fromValues + statement.select.whereValues;
    if (const Done done = read(statement, viewsOf(values), reader, request, following); !done)
        return fail(done.error());
    return reader.objects();
}

Result<QList<ObjectRef>> Loading::runEveryRow(const LoadStatement &statement, const LoadRequest &request)
{
    ObjectReader reader(m_core, m_attributes, statement.columns, request);
    reader.keepEveryRow();
    const Values values = statement.select.fromValues + statement.select.whereValues;
    if (const Done done = read(statement, viewsOf(values), reader, request, Following::Now); !done)
        return fail(done.error());
    return reader.everyRow();
}

Done Loading::readForKeys(KeyedSelect &select, const KeyIndex &keys, std::span<const quint32> some,
                          ObjectReader &reader, const LoadRequest &request)
{
    std::vector<CellView> values = viewsOf(select.statement.select.fromValues);
    for (const quint32 key : some) {
        for (int column = 0; column < keys.columnCount(); ++column)
            values.push_back(keys.part(key, column));
    }
    select.statement.keepValuesForSubqueries(values);
    reader.groupBy(keys, select.keyColumns);
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return flushed;
    return read(select.statement, values, reader, request, Following::Later);
}

Done Loading::read(const LoadStatement &statement, std::span<const CellView> values, ObjectReader &reader,
                   const LoadRequest &request, Following following)
{
    const size_t waiting = m_stack.size();
    if (const int query = statement.plan->firstUnloadable(); query >= 0)
        return refuse(statement, values, m_core.registry.relationship(query));
    const std::vector<Eager> eager = eagerLoads(statement, reader, request);
    for (const Eager &each : eager)
        each.strategy->beforeRows(each.load, reader);
    if (const Done done = send(statement, values, reader); !done)
        return done;
    reader.finish();
    LoadStack::Tasks tasks;
    for (const Eager &each : eager) {
        if (auto task = each.strategy->afterRows(each.load, reader))
            tasks.push_back(std::move(task));
    }
    m_stack.push(std::move(tasks));
    return following == Following::Now ? m_stack.workDownTo(waiting) : Done();
}

std::vector<Loading::Eager> Loading::eagerLoads(const LoadStatement &statement, const ObjectReader &reader,
                                                const LoadRequest &request)
{
    std::vector<Eager> loads;
    for (size_t place = 0; place < reader.placeCount(); ++place) {
        const PlannedEntity &owner = reader.planned(place);
        for (const PlannedLoad &load : owner.loads) {
            const MappedRelationship &relationship = m_core.registry.relationship(load.relationship);
            if (EagerStrategy *strategy = m_strategies.of(load, request))
                loads.push_back({strategy, {load, relationship, statement, request, owner, place}});
        }
    }
    return loads;
}

/// Rows that want subqueries wait until all have come, because no other statement may run before.
Done Loading::send(const LoadStatement &statement, std::span<const CellView> values, ObjectReader &reader)
{
    if (!reader.hasSubqueries())
        return m_core.executor.read(statement.select, statement.text, values, reader);
    base::PageSink rows;
    if (const Done done = m_core.executor.read(statement.select, statement.text, values, rows); !done)
        return done;
    return reader.readAll(rows.page);
}

/// The statement is sent all the same, as SQLAlchemy does; its rows make no objects.
Done Loading::refuse(const LoadStatement &statement, std::span<const CellView> values,
                     const MappedRelationship &query)
{
    NoRows rows;
    if (const Done done = m_core.executor.read(statement.select, statement.text, values, rows); !done)
        return done;
    return fail(
        base::ErrorCode::InvalidRequest,
        u"'%1' is a query and not a collection in memory: it cannot be loaded eagerly."_s.arg(query.label),
        u"Leave the option out, or give the relationship another lazy."_s);
}

Done Loading::work(std::unique_ptr<LoadTask> task)
{
    const size_t waiting = m_stack.size();
    if (task) {
        LoadStack::Tasks tasks;
        tasks.push_back(std::move(task));
        m_stack.push(std::move(tasks));
    }
    return m_stack.workDownTo(waiting);
}

Done Loading::scan(const QList<ObjectRef> &owners, const MappedRelationship &relationship)
{
    return LoadAhead(*this).scan(owners, relationship);
}

Done Loading::batch(const QList<ObjectRef> &owners, const MappedRelationship &relationship)
{
    return LoadAhead(*this).batch(owners, relationship);
}

} // namespace relata::orm
