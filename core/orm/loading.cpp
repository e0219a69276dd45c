#include "loading.h"

#include <QVarLengthArray>

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::CellView;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;
using base::Values;
using schema::Lazy;

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

bool hasNull(const Values &key)
{
    return std::ranges::any_of(key, [](const Value &value) { return value.isNull(); });
}

} // namespace

void LoadStatement::setValues(const Values &where)
{
    select.whereValues = where;
    base.whereValues = where;
}

LoadStatement Loading::keyStatement(int mapper, const Values &key, const LoadRequest &request) const
{
    const Mapper &mapped = m_core.registry.mapper(mapper);
    SelectWriter writer(m_core.registry);
    const QString alias = writer.from(mapper);
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QString column =
            mapped.quotedTable + u'.' + mapped.quotedColumns.at(mapped.keyColumns[size_t(i)]);
        writer.select.where += column + (key[i].isNull() ? u" IS NULL"_s : u" = ?"_s);
    }
    return prepare(mapper, alias, writer, {}, request);
}

Result<QList<ObjectRef>> Loading::byKey(int mapper, const Values &key, const LoadRequest &request)
{
    const bool isPart = request.partial && !request.unexpires;
    const bool isPlain = !request.options && request.path.isEmpty() && !isPart && !hasNull(key);
    if (!isPlain)
        return byKey(keyStatement(mapper, key, request), key, request);
    const std::pair statement(mapper, !request.refresh.isNone());
    auto known = m_byKey.constFind(statement);
    if (known == m_byKey.constEnd())
        known = m_byKey.insert(statement, keyStatement(mapper, key, request));
    return byKey(*known, key, request);
}

Result<QList<ObjectRef>> Loading::byKey(LoadStatement statement, const Values &key,
                                        const LoadRequest &request)
{
    Values values = key;
    values.removeIf([](const Value &value) { return value.isNull(); });
    statement.setValues(values);
    return run(statement, request);
}

/// Some attributes of an object come alone; an object as a whole brings with it what is loaded eagerly.
std::shared_ptr<PlannedEntity> Loading::planOf(int mapper, const LoadRequest &request) const
{
    const auto circles =
        request.refresh.isNone() ? LoadPlan::Circles::StopAll : LoadPlan::Circles::KeepSelects;
    const auto plan =
        LoadPlan::entity(m_core.registry, mapper, request.options.get(), request.path, {}, circles);
    if (request.partial && !request.unexpires) {
        std::erase_if(plan->loads, [&](const PlannedLoad &load) {
            return !request.onlyRelationships.contains(load.relationship);
        });
    }
    return plan;
}

LoadStatement Loading::prepare(int mapper, const QString &alias, SelectWriter &writer,
                               const QStringList &order, const LoadRequest &request) const
{
    LoadStatement statement;
    statement.plan = planOf(mapper, request);
    statement.base = writer.select;
    statement.base.order = order;
    statement.baseAlias = alias;
    statement.baseMapper = mapper;
    const bool isLimited = writer.select.limit >= 0 || writer.select.offset >= 0;
    QString source = alias;
    if (isLimited && statement.plan->hasJoinedCollection(m_core.registry))
        source = writer.wrap(m_core.registry.mapper(mapper), alias, order);
    else
        writer.select.order = order;
    statement.columns = writer.addEntity(*statement.plan, source);
    writer.select.order += writer.eagerOrder();
    statement.select = writer.select;
    statement.text = statement.select.statement(m_core.registry.dialect()).text;
    return statement;
}

Result<QList<ObjectRef>> Loading::run(const LoadStatement &statement, const LoadRequest &request)
{
    RowReader reader(m_core, m_attributes, statement.columns, request);
    const Cells values = viewsOfValues(statement.select.fromValues + statement.select.whereValues);
    if (const Done done = run(statement, spanOfCells(values), reader, request); !done)
        return fail(done.error());
    return reader.objects();
}

Result<QList<ObjectRef>> Loading::runEveryRow(const LoadStatement &statement, const LoadRequest &request)
{
    RowReader reader(m_core, m_attributes, statement.columns, request);
    reader.keepEveryRow();
    const Cells values = viewsOfValues(statement.select.fromValues + statement.select.whereValues);
    if (const Done done = run(statement, spanOfCells(values), reader, request); !done)
        return fail(done.error());
    return reader.everyRow();
}

Done Loading::run(const LoadStatement &statement, std::span<const CellView> values, RowReader &reader,
                  const LoadRequest &request)
{
    if (const Done read = m_core.executor.read(statement.select, statement.text, values, reader); !read)
        return read;
    reader.finish();
    return loadBehind(reader, statement, request);
}

Done Loading::loadBehind(const RowReader &reader, const LoadStatement &statement, const LoadRequest &request)
{
    for (size_t number = 0; number < reader.entityCount(); ++number) {
        const PlannedEntity &entity = reader.planned(number);
        for (const PlannedLoad &load : entity.loads) {
            if (load.strategy == Lazy::Joined)
                continue;
            const Done done = loadOne(load, reader.objects(number), reader, statement, entity, request);
            if (!done)
                return done;
        }
    }
    return {};
}

/// One relationship of the objects of one class of a statement, by the strategy that the plan says.
Done Loading::loadOne(const PlannedLoad &load, const QList<ObjectRef> &owners, const RowReader &reader,
                      const LoadStatement &statement, const PlannedEntity &entity, const LoadRequest &request)
{
    const MappedRelationship &relationship = m_core.registry.relationship(load.relationship);
    const bool isSelectin = load.strategy == Lazy::Selectin || load.strategy == Lazy::Subquery;
    if (isSelectin && relationship.isQueryOnly()) {
        return fail(ErrorCode::InvalidRequest,
                    u"'%1' is a query and not a collection in memory: it cannot be loaded eagerly."_s.arg(
                        relationship.label),
                    u"Leave the option out, or give the relationship another lazy."_s);
    }
    if (load.strategy == Lazy::Noload) {
        noload(owners, relationship, reader, request);
        return {};
    }
    const bool isRefresh = !request.refresh.isNone();
    if (load.strategy == Lazy::Immediate || (isRefresh && isSelectin))
        return immediate(owners, relationship, load.isReentrant);
    const QList<int> path = entity.path + QList{load.relationship};
    if (load.strategy == Lazy::Selectin)
        return selectin(owners, relationship, path, request);
    return subquery(owners, relationship, statement, path, entity.localPath + QList{load.relationship},
                    request);
}

} // namespace relata::orm
