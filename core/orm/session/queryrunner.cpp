#include "queryrunner.h"

#include "core/orm/load/lazyloader.h"
#include "core/orm/session/querycheck.h"
#include "core/orm/session/transaction.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Values;

namespace {

QString qualified(const MapperRegistry &registry, const Query::Attribute &attribute)
{
    const Mapper &mapper = registry.mapper(attribute.mapper);
    return mapper.quotedTable + u'.' + mapper.quotedColumns.at(attribute.column);
}

void addCondition(Select &select, const QString &column, const Query::Condition &condition)
{
    if (condition.op == "in"_L1) {
        select.where +=
            column + u" IN ("_s + QStringList(condition.values.size(), u"?"_s).join(u", "_s) + u')';
    } else if (condition.values.value(0).isNull()) {
        select.where += column + (condition.op == "="_L1 ? u" IS NULL"_s : u" IS NOT NULL"_s);
        return;
    } else {
        select.where += column + u' ' + condition.op + u" ?"_s;
    }
    select.whereValues += condition.values;
}

/// Only the rows after a given one.
void addAfter(Select &select, const QStringList &columns, const Values &values)
{
    const QStringList marks(columns.size(), u"?"_s);
    select.where += columns.size() == 1
                        ? QString(columns.first() + u" > ?"_s)
                        : u'(' + columns.join(u", "_s) + u") > ("_s + marks.join(u", "_s) + u')';
    select.whereValues += values;
}

/// FROM and WHERE of a query; the columns come with the plan.
void writeSelect(const MapperRegistry &registry, const Query &query, SelectWriter &writer)
{
    writer.from(query.mapper);
    for (const int index : query.joins) {
        const MappedRelationship &relationship = registry.relationship(index);
        const QString right = registry.mapper(relationship.prop->target).quotedTable;
        writer.join(registry.mapper(relationship.prop->owner).quotedTable, relationship, right);
        writer.setQueryJoin(index, right);
    }
    for (const Query::Condition &each : query.where)
        addCondition(writer.select, qualified(registry, each.attribute), each);
    if (!query.after.attributes.isEmpty()) {
        QStringList columns;
        for (const Query::Attribute &each : query.after.attributes)
            columns += qualified(registry, each);
        addAfter(writer.select, columns, query.after.values);
    }
    writer.select.limit = query.limit;
    writer.select.offset = query.offset;
}

QStringList orderOf(const MapperRegistry &registry, const Query &query)
{
    QStringList order;
    for (const Query::Order &each : query.orderBy)
        order += qualified(registry, each.attribute) + (each.descending ? u" DESC"_s : u""_s);
    return order;
}

} // namespace

Result<ObjectRef> QueryRunner::get(int mapper, const Values &key)
{
    const Mapper &asked = m_core.registry.mapper(mapper);
    if (size_t(key.size()) != asked.keyColumns.size()) {
        return fail(ErrorCode::InvalidRequest,
                    u"The primary key of '%1' has %2 values, not %3."_s.arg(
                        asked.name(), QString::number(asked.keyColumns.size()), QString::number(key.size())),
                    u"Give a value for each key column."_s);
    }
    const auto known = m_lazy.fromIdentityMap(mapper, key, kAnywhere);
    if (!known)
        return fail(known.error());
    if (*known && !(*known)->isNone())
        return **known;
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return fail(flushed.error());
    const auto found = m_loading.byKey(mapper, key, {});
    if (!found)
        return fail(found.error());
    return found->isEmpty() ? ObjectRef() : found->first();
}

Result<QList<ObjectRef>> QueryRunner::all(const Query &query)
{
    const MapperRegistry &registry = m_core.registry;
    if (const Done known = checkComparisons(query); !known)
        return fail(known.error());
    if (const Done usable = m_transaction.checkUsable(); !usable)
        return fail(usable.error());
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return fail(flushed.error());
    if (const Done checked = checkPaths(registry, query); !checked)
        return fail(checked.error());
    SelectWriter writer(registry);
    writeSelect(registry, query, writer);
    LoadRequest request;
    request.options = std::make_shared<LoadOptions>(query.options);
    request.lasting = LoadOptions::lasting(query.options);
    if (query.populateExisting)
        request.existing = LoadRequest::Existing::Replace;
    const Mapper &mapper = registry.mapper(query.mapper);
    LoadStatement statement = m_loading.maker().prepare(query.mapper, mapper.quotedTable, writer,
                                                        orderOf(registry, query), request);
    if (!query.unique && statement.plan->hasJoinedCollection(registry)) {
        if (const auto page = m_core.executor.select(statement.select); !page)
            return fail(page.error());
        return fail(
            ErrorCode::InvalidRequest,
            u"The query loads collections of '%1' by a JOIN, which repeats its rows: they have to be made "
            "unique."_s.arg(mapper.name()),
            u"Leave unique on, or load the collections another way."_s);
    }
    if (query.unique)
        return m_loading.run(statement, request);
    return m_loading.runEveryRow(statement, request);
}

Done QueryRunner::load(const QList<ObjectRef> &owners, const MappedRelationship &relationship)
{
    if (const Done loadable = checkLoadable(relationship); !loadable)
        return loadable;
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return flushed;
    return m_loading.batch(owners, relationship);
}

Done QueryRunner::loadByScan(const MappedRelationship &relationship)
{
    if (const Done loadable = checkLoadable(relationship); !loadable)
        return loadable;
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return flushed;
    const ClassHeap &heap = *m_core.heaps[size_t(relationship.prop->owner)];
    QList<ObjectRef> owners;
    for (quint32 row = 0; row < heap.rowCount(); ++row) {
        const bool isPersistent =
            heap.has(row, InSession) && heap.has(row, HasKey) && !heap.has(row, WasDeleted);
        if (isPersistent && !heap.isLoaded(row, relationship.slot))
            owners += ObjectRef{relationship.prop->owner, row};
    }
    return m_loading.scan(owners, relationship);
}

Result<QList<ObjectRef>> QueryRunner::select(ObjectRef object, const MappedRelationship &relationship)
{
    if (relationship.prop->lazy == mapping::Lazy::Dynamic)
        return m_lazy.dynamicItems(object, relationship);
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return fail(flushed.error());
    return m_lazy.query(object, relationship);
}

Result<qint64> QueryRunner::count(ObjectRef object, const MappedRelationship &relationship)
{
    if (!m_core.has(object, HasKey) || !m_core.has(object, InSession))
        return m_lazy.dynamicItems(object, relationship).map([](const auto &items) { return items.size(); });
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return fail(flushed.error());
    return m_lazy.count(object, relationship);
}

Result<base::RowPage> QueryRunner::rowsOf(const QString &table)
{
    Select select;
    select.columns = {u"*"_s};
    select.from = m_core.registry.dialect().quoted(table);
    return m_core.executor.select(select, Executor::Observed::No);
}

} // namespace relata::orm
