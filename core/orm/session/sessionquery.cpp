#include "session.h"

#include "core/orm/load/lazyloader.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Every relationship of an option's path must belong to the class that the one before it leads to; where an
/// option says nothing SQLAlchemy does not look.
Done checkOptions(const MapperRegistry &registry, const Query &query)
{
    for (const LoadOption &option : query.options.options) {
        if (option.kind == LoadOption::Kind::Default)
            continue;
        int mapper = query.mapper;
        for (const int index : option.path) {
            const MappedRelationship &relationship = registry.relationship(index);
            if (relationship.prop->owner != mapper) {
                return fail(ErrorCode::MisplacedOption,
                            u"An option names '%1' where the query is at '%2'."_s.arg(
                                relationship.label, registry.mapper(mapper).name()),
                            u"Name every relationship on the way from the query's class."_s);
            }
            mapper = relationship.prop->target;
        }
    }
    return {};
}

Done checkJoins(const MapperRegistry &registry, const Query &query)
{
    for (const int index : query.joins) {
        const MappedRelationship &relationship = registry.relationship(index);
        if (relationship.prop->owner == relationship.prop->target) {
            return fail(ErrorCode::InvalidRequest,
                        u"The query cannot be joined along '%1', which leads to the same class."_s.arg(
                            relationship.label),
                        u"Load it by an option instead."_s);
        }
    }
    return {};
}

} // namespace

LoadPlan Session::plan(const Query &query) const
{
    return LoadPlan(registry(), query.mapper, query.options);
}

/// FROM, WHERE and ORDER BY of a query; columns come with the plan.
Result<Select> Session::selectOf(const Query &query, SelectWriter &writer, QStringList &order) const
{
    const auto columnOf = [&](const Query::Attribute &attribute) {
        const Mapper &mapper = registry().mapper(attribute.mapper);
        return mapper.quotedTable + u'.' + mapper.quotedColumns.at(attribute.column);
    };
    writer.from(query.mapper);
    for (const int index : query.joins) {
        const MappedRelationship &relationship = registry().relationship(index);
        const QString right = registry().mapper(relationship.prop->target).quotedTable;
        writer.join(registry().mapper(relationship.prop->owner).quotedTable, relationship, right);
        writer.setQueryJoin(index, right);
    }
    for (const Query::Condition &each : query.where) {
        const QString column = columnOf(each.attribute);
        if (each.op == "in"_L1) {
            writer.select.where +=
                column + u" IN ("_s + QStringList(each.values.size(), u"?"_s).join(u", "_s) + u')';
        } else if (each.values.value(0).isNull()) {
            writer.select.where += column + (each.op == "="_L1 ? u" IS NULL"_s : u" IS NOT NULL"_s);
            continue;
        } else {
            writer.select.where += column + u' ' + each.op + u" ?"_s;
        }
        writer.select.whereValues += each.values;
    }
    if (!query.behind.attributes.isEmpty()) {
        QStringList columns;
        for (const Query::Attribute &each : query.behind.attributes)
            columns += columnOf(each);
        const QStringList marks(columns.size(), u"?"_s);
        writer.select.where += columns.size() == 1
                                   ? QString(columns.first() + u" > ?"_s)
                                   : u'(' + columns.join(u", "_s) + u") > ("_s + marks.join(u", "_s) + u')';
        writer.select.whereValues += query.behind.values;
    }
    for (const Query::Order &each : query.orderBy)
        order += columnOf(each.attribute) + (each.descending ? u" DESC"_s : u""_s);
    writer.select.limit = query.limit;
    writer.select.offset = query.offset;
    return writer.select;
}

Result<QList<ObjectRef>> Session::all(const Query &query)
{
    static const QStringList operators = {u"="_s, u">"_s, u"<"_s, u">="_s, u"<="_s, u"!="_s, u"in"_s};
    for (const Query::Condition &each : query.where) {
        if (!operators.contains(each.op)) {
            return fail(ErrorCode::InvalidRequest, u"'%1' is no comparison."_s.arg(each.op),
                        u"Use one of =, !=, <, <=, >, >= and in."_s);
        }
    }
    if (const Done usable = checkUsable(); !usable)
        return fail(usable.error());
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return fail(flushed.error());
    if (const Done joins = checkJoins(registry(), query); !joins)
        return fail(joins.error());
    if (const Done options = checkOptions(registry(), query); !options)
        return fail(options.error());
    SelectWriter writer(registry());
    QStringList order;
    if (const auto select = selectOf(query, writer, order); !select)
        return fail(select.error());
    LoadRequest request;
    request.options = std::make_shared<LoadOptions>(query.options);
    request.lasting = LoadOptions::lasting(query.options);
    if (query.populateExisting)
        request.existing = LoadRequest::Existing::Replace;
    const Mapper &mapper = registry().mapper(query.mapper);
    LoadStatement statement =
        m_loading->maker().prepare(query.mapper, mapper.quotedTable, writer, order, request);
    if (!query.unique && statement.plan->hasJoinedCollection(registry())) {
        if (const auto page = m_core.executor.select(statement.select); !page)
            return fail(page.error());
        return fail(
            ErrorCode::InvalidRequest,
            u"The query loads collections of '%1' by a JOIN, which repeats its rows: they have to be made "
            "unique."_s.arg(mapper.name()),
            u"Leave unique on, or load the collections another way."_s);
    }
    if (query.unique)
        return m_loading->run(statement, request);
    return m_loading->runEveryRow(statement, request);
}

Done Session::checkLoadable(const MappedRelationship &relationship) const
{
    if (!relationship.isQueryOnly())
        return {};
    return fail(
        ErrorCode::InvalidRequest,
        u"'%1' is a query and not kept in memory: it cannot be loaded ahead."_s.arg(relationship.label),
        u"Select its objects when they are needed."_s);
}

Done Session::load(const QList<ObjectRef> &owners, const MappedRelationship &relationship)
{
    if (const Done loadable = checkLoadable(relationship); !loadable)
        return loadable;
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return flushed;
    return m_loading->batch(owners, relationship);
}

Done Session::loadByScan(const MappedRelationship &relationship)
{
    if (const Done loadable = checkLoadable(relationship); !loadable)
        return loadable;
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return flushed;
    const ClassHeap &heap = *m_core.heaps[size_t(relationship.prop->owner)];
    QList<ObjectRef> owners;
    for (quint32 row = 0; row < heap.rowCount(); ++row) {
        const ObjectRef owner{relationship.prop->owner, row};
        if (state(owner) == ObjectState::Persistent && !heap.isLoaded(row, relationship.slot))
            owners += owner;
    }
    return m_loading->scan(owners, relationship);
}

} // namespace relata::orm
