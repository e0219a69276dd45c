#include "loading.h"

#include "core/base/pagesink.h"

#include <QVarLengthArray>

#include <algorithm>
#include <iterator>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::CellView;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;
using base::Values;
using mapping::Lazy;

namespace {

using Cells = QVarLengthArray<CellView, 16>;

Cells viewsOfValues(const Values &values)
{
    Cells cells;
    for (const Value &value : values)
        cells.append(CellView::of(value));
    return cells;
}

std::span<const CellView> spanOfCells(const Cells &cells)
{
    return {cells.constData(), size_t(cells.size())};
}

} // namespace

namespace {

class NoRows : public base::RowSink
{
public:
    void row(std::span<const CellView>) override {}
};

} // namespace

/// The statement goes out all the same, as it does in SQLAlchemy; its rows make no objects.
Done Loading::refuse(const LoadStatement &statement, std::span<const CellView> values,
                     const MappedRelationship &query)
{
    NoRows rows;
    if (const Done done = m_core.executor.read(statement.select, statement.text, values, rows); !done)
        return done;
    return fail(
        ErrorCode::InvalidRequest,
        u"'%1' is a query and not a collection in memory: it cannot be loaded eagerly."_s.arg(query.label),
        u"Leave the option out, or give the relationship another lazy."_s);
}

Done Loading::read(const LoadStatement &statement, std::span<const CellView> values, RowReader &reader,
                   const LoadRequest &request)
{
    if (const int query = statement.plan->firstUnloadable(); query >= 0)
        return refuse(statement, values, m_core.registry.relationship(query));
    const Done done = reader.hasSubqueries()
                          ? readWithSubqueries(statement, values, reader, request)
                          : m_core.executor.read(statement.select, statement.text, values, reader);
    if (!done)
        return done;
    reader.finish();
    addTasks(reader, request);
    return {};
}

Done Loading::read(const LoadStatement &statement, RowReader &reader, const LoadRequest &request,
                   Behind behind)
{
    const size_t waiting = m_tasks.size();
    const Cells values = viewsOfValues(statement.select.fromValues + statement.select.whereValues);
    if (const Done done = read(statement, spanOfCells(values), reader, request); !done)
        return done;
    return behind == Behind::Now ? work(waiting) : Done();
}

Result<QList<ObjectRef>> Loading::run(const LoadStatement &statement, const LoadRequest &request,
                                      Behind behind)
{
    RowReader reader(m_core, m_attributes, statement.columns, request);
    if (const Done done = read(statement, reader, request, behind); !done)
        return fail(done.error());
    return reader.objects();
}

Result<QList<ObjectRef>> Loading::runEveryRow(const LoadStatement &statement, const LoadRequest &request)
{
    RowReader reader(m_core, m_attributes, statement.columns, request);
    reader.keepEveryRow();
    if (const Done done = read(statement, reader, request, Behind::Now); !done)
        return fail(done.error());
    return reader.everyRow();
}

/// Works until no more tasks wait than `down`.
Done Loading::work(size_t down)
{
    while (m_tasks.size() > down) {
        std::unique_ptr<LoadTask> task = std::move(m_tasks.back());
        m_tasks.pop_back();
        const auto place = qptrdiff(m_tasks.size());
        const auto more = task->step();
        if (!more) {
            m_tasks.resize(down);
            m_underway.clear();
            return fail(more.error());
        }
        if (*more)
            m_tasks.insert(m_tasks.begin() + place, std::move(task));
    }
    if (m_tasks.empty() && m_betweenRows == 0)
        m_underway.clear();
    return {};
}

/// Rows that refer to each other in a circle lead back to owners that are being loaded.
void Loading::leaveOutUnderway(LoadOwners &owners, const MappedRelationship &relationship)
{
    owners.objects.removeIf([&](ObjectRef owner) {
        const qsizetype before = m_underway.size();
        m_underway.insert({owner, relationship.index});
        return m_underway.size() == before;
    });
}

Done Loading::work(std::unique_ptr<LoadTask> task)
{
    const size_t waiting = m_tasks.size();
    if (task)
        m_tasks.push_back(std::move(task));
    return work(waiting);
}

namespace {

/// What is behind an eager load.
LoadRequest requestBehind(const PlannedLoad &load, const QList<int> &localPath, const LoadRequest &request)
{
    LoadRequest behind;
    behind.options = request.options;
    behind.lasting = request.lasting;
    behind.path = load.path;
    behind.populateExisting = request.populateExisting;
    behind.way = request.way + localPath;
    if (!load.isEndless || !behind.way.endsWith(load.relationship))
        behind.way += load.relationship;
    return behind;
}

} // namespace

/// The first one of the plan is put on top.
void Loading::addTasks(const RowReader &reader, const LoadRequest &request)
{
    Tasks tasks;
    for (size_t number = 0; number < reader.entityCount(); ++number) {
        for (const PlannedLoad &load : reader.planned(number).loads) {
            if (auto task = taskFor(load, reader, number, request))
                tasks.push_back(std::move(task));
        }
    }
    std::move(tasks.rbegin(), tasks.rend(), std::back_inserter(m_tasks));
}

/// One relationship of the objects of one class of a statement, by the strategy that the plan says.
std::unique_ptr<LoadTask> Loading::taskFor(const PlannedLoad &load, const RowReader &reader, size_t entity,
                                           const LoadRequest &request)
{
    const MappedRelationship &relationship = m_core.registry.relationship(load.relationship);
    const bool isSelectin = load.strategy == Lazy::Selectin || load.strategy == Lazy::Subquery;
    if (load.strategy == Lazy::Immediate || (!request.refresh.isNone() && isSelectin))
        return immediate(reader.eagerOwners(entity).objects, relationship, load.isReentrant);
    if (load.strategy != Lazy::Selectin)
        return nullptr;
    const LoadRequest behind = requestBehind(load, reader.planned(entity).localPath, request);
    if (load.goesRound(behind.way, relationship))
        return nullptr;
    LoadOwners owners = reader.eagerOwners(entity);
    if (load.isEndless)
        leaveOutUnderway(owners, relationship);
    return selectin(owners, relationship, behind);
}

/// The rows wait until all have come: no other statement may run before.
Done Loading::readWithSubqueries(const LoadStatement &statement, std::span<const CellView> values,
                                 RowReader &reader, const LoadRequest &request)
{
    base::PageSink rows;
    if (const Done done = m_core.executor.read(statement.select, statement.text, values, rows); !done)
        return done;
    for (size_t number = 0; number < reader.entityCount(); ++number) {
        const PlannedEntity &planned = reader.planned(number);
        for (const PlannedLoad &load : planned.loads) {
            const MappedRelationship &relationship = m_core.registry.relationship(load.relationship);
            const LoadRequest behind = requestBehind(load, planned.localPath, request);
            if (load.strategy != Lazy::Subquery || load.goesRound(behind.way, relationship))
                continue;
            const QList<int> path = planned.localPath + QList{load.relationship};
            reader.addSubquery(number, relationship, [this, &statement, path, behind](const KeyIndex &keys) {
                return subquery(statement, path, behind, keys);
            });
        }
    }
    return reader.readAll(rows.page);
}

} // namespace relata::orm
