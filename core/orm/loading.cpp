#include "loading.h"

#include "core/sql/dialect.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::RowPage;
using base::Values;
using schema::Lazy;

Result<QList<ObjectRef>> Loading::byKey(int mapper, const Values &key, const LoadRequest &request)
{
    const Mapper &mapped = m_core.registry.mapper(mapper);
    QStringList where;
    Values values;
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QString column =
            mapped.quotedTable + u'.' + mapped.quotedColumns.at(mapped.keyColumns[size_t(i)]);
        where += column + (key[i].isNull() ? u" IS NULL"_s : u" = ?"_s);
        if (!key[i].isNull())
            values += key[i];
    }
    return byCondition(mapper, where, values, request);
}

Result<QList<ObjectRef>> Loading::byCondition(int mapper, const QStringList &where, const Values &values,
                                              const LoadRequest &request, const QStringList &order)
{
    SelectWriter writer(m_core.registry);
    const QString alias = writer.from(mapper);
    writer.select.where = where;
    writer.select.whereValues = values;
    LoadStatement statement = prepare(mapper, alias, writer, order, request);
    const auto rows = run(statement, request);
    if (!rows)
        return fail(rows.error());
    QList<ObjectRef> objects;
    QSet<ObjectRef> seen;
    for (const ObjectRef each : rows->objects) {
        if (!each.isNone() && !seen.contains(each)) {
            seen.insert(each);
            objects += each;
        }
    }
    return objects;
}

LoadStatement Loading::prepare(int mapper, const QString &alias, SelectWriter &writer,
                               const QStringList &order, const LoadRequest &request)
{
    LoadStatement statement;
    statement.plan = LoadPlan::entity(m_core.registry, mapper, request.options.get(), request.path);
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
    return statement;
}

Result<LoadedRows> Loading::run(LoadStatement &statement, const LoadRequest &request)
{
    auto page = m_core.executor.select(statement.select);
    if (!page)
        return fail(page.error());
    RowContext context;
    context.request = &request;
    LoadedRows rows;
    rows.objects.reserve(page->rowCount());
    for (int row = 0; row < page->rowCount(); ++row)
        rows.objects += readObject(context, statement.columns, *page, row);
    finish(context);
    if (const Done done = loadBehind(context, statement, statement.columns, request); !done)
        return fail(done.error());
    rows.page = std::move(*page);
    return rows;
}

ObjectRef Loading::readObject(RowContext &context, const EntityColumns &columns, const RowPage &page, int row)
{
    const ObjectRef object = materialise(context, columns, page, row);
    if (object.isNone())
        return object;
    if (!context.seen[columns.entity].contains(object)) {
        context.seen[columns.entity].insert(object);
        context.objects[columns.entity] += object;
    }
    for (const EntityColumns::Joined &joined : columns.joined) {
        const ObjectRef child = readObject(context, *joined.columns, page, row);
        const MappedRelationship &relationship = m_core.registry.relationship(joined.load->relationship);
        const std::pair<ObjectRef, int> place{object, relationship.index};
        auto filling = context.fillings.find(place);
        if (filling == context.fillings.end()) {
            filling = context.fillings.insert(place, Filling());
            filling->wanted = mayOverwrite(object, relationship, *context.request);
            context.order += place;
        }
        if (child.isNone() || filling->seen.contains(child))
            continue;
        filling->seen.insert(child);
        filling->objects += child;
    }
    return object;
}

/// The object of a row: the one that the identity map has, or a new one.
ObjectRef Loading::materialise(RowContext &context, const EntityColumns &columns, const RowPage &page,
                               int row)
{
    const Mapper &mapper = m_core.registry.mapper(columns.entity->mapper);
    Values key;
    bool hasKey = false;
    for (const int column : mapper.keyColumns) {
        key += page.value(row, columns.first + column);
        hasKey = hasKey || !key.last().isNull();
    }
    if (!hasKey)
        return {};
    const LoadRequest &request = *context.request;
    ObjectRef object = m_core.find(mapper.index, key);
    const bool isNew = object.isNone();
    ClassHeap &heap = *m_core.heaps[size_t(mapper.index)];
    if (isNew) {
        object = m_core.create(mapper.index);
        for (int i = 0; i < key.size(); ++i)
            heap.keys().set(object.row, i, key[i]);
        heap.set(object.row, ObjectFlag(InSession | HasKey));
        heap.identities().insert(object.row);
    }
    if (context.fresh.contains(object))
        return object;
    const bool isRefreshed = object == request.refresh;
    const bool overwrite = isNew || request.populateExisting || (isRefreshed && !request.partial);
    if (overwrite && !isNew && !isRefreshed) {
        for (size_t slot = 0; slot < mapper.relationships.size(); ++slot)
            m_attributes.expireRelationship(object, m_core.registry.relationship(mapper.relationships[slot]));
    }
    context.fresh.insert(object);
    fillCells(context, object, columns.first, page, row, overwrite);
    if (request.options && !request.options->options.isEmpty() && (isNew || overwrite)) {
        m_core.loadOptions.insert(
            object, std::make_shared<LoadContext>(LoadContext{request.options, columns.entity->path}));
    }
    return object;
}

/// Cells that are loaded keep what they hold, unless they are to be overwritten.
void Loading::fillCells(RowContext &context, ObjectRef object, int first, const RowPage &page, int row,
                        bool overwrite)
{
    ClassHeap &heap = m_core.heap(object);
    const LoadRequest &request = *context.request;
    const bool isPartial = request.partial && object == request.refresh;
    for (int column = 0; column < heap.mapper().columnCount(); ++column) {
        const bool isWanted = isPartial && request.onlyColumns.contains(column);
        if (!overwrite && !isWanted && heap.cells().isLoaded(object.row, column))
            continue;
        heap.cells().set(object.row, column, page.value(row, first + column));
        if (!overwrite)
            m_attributes.commitColumn(object, column);
    }
    if (heap.has(object.row, IsExpired))
        heap.set(object.row, IsExpired, false);
    heap.clearExpired(object.row);
    if (overwrite)
        m_attributes.commitAll(object);
}

bool Loading::mayOverwrite(ObjectRef parent, const MappedRelationship &relationship,
                           const LoadRequest &request) const
{
    if (request.populateExisting)
        return true;
    return !m_core.heap(parent).isLoaded(parent.row, relationship.slot);
}

void Loading::setRelated(ObjectRef parent, const MappedRelationship &relationship,
                         const QList<ObjectRef> &objects)
{
    if (relationship.isCollection()) {
        m_attributes.setLoadedCollection(parent, relationship, objects);
        return;
    }
    if (objects.size() > 1) {
        m_core.warn(
            u"Several rows belong to the scalar relationship '%1', which is loaded eagerly; the first "
            "is taken."_s.arg(relationship.label));
    }
    m_attributes.setLoadedScalar(parent, relationship, objects.isEmpty() ? ObjectRef() : objects.first());
}

void Loading::finish(RowContext &context)
{
    for (const auto &place : std::as_const(context.order)) {
        const Filling &filling = context.fillings[place];
        if (filling.wanted)
            setRelated(place.first, m_core.registry.relationship(place.second), filling.objects);
    }
}

Done Loading::loadBehind(RowContext &context, const LoadStatement &statement, const EntityColumns &columns,
                         const LoadRequest &request)
{
    const PlannedEntity &entity = *columns.entity;
    const QList<ObjectRef> objects = context.objects.value(&entity);
    for (const PlannedLoad &load : entity.loads) {
        const MappedRelationship &relationship = m_core.registry.relationship(load.relationship);
        const QList<int> path = entity.path + QList{load.relationship};
        if (load.strategy == Lazy::Joined)
            continue;
        const bool isSelectin = load.strategy == Lazy::Selectin || load.strategy == Lazy::Subquery;
        if (isSelectin && relationship.isQueryOnly()) {
            return fail(ErrorCode::InvalidRequest,
                        u"'%1' is a query and not a collection in memory: it cannot be loaded eagerly."_s.arg(
                            relationship.label),
                        u"Leave the option out, or give the relationship another lazy."_s);
        }
        if (request.partial && !request.onlyRelationships.contains(load.relationship))
            continue;
        Done done;
        const bool isRefresh = !request.refresh.isNone() && objects.contains(request.refresh);
        if (load.strategy == Lazy::Noload)
            noload(objects, relationship, context);
        else if (load.strategy == Lazy::Immediate || (isRefresh && isSelectin))
            done = immediate(objects, relationship, load.isReentrant);
        else if (load.strategy == Lazy::Selectin)
            done = selectin(objects, relationship, path, request);
        else
            done = subquery(objects, relationship, statement, path,
                            entity.localPath + QList{load.relationship}, request);
        if (!done)
            return done;
    }
    for (const EntityColumns::Joined &joined : columns.joined) {
        if (const Done done = loadBehind(context, statement, *joined.columns, request); !done)
            return done;
    }
    return {};
}

void Loading::noload(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                     const RowContext &context)
{
    for (const ObjectRef parent : parents) {
        if (context.fresh.contains(parent) && mayOverwrite(parent, relationship, *context.request))
            setRelated(parent, relationship, {});
    }
}

Done Loading::immediate(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                        bool isReentrant)
{
    const quint32 passive = (isReentrant ? PassiveNoFetchRelated : PassiveOff) | NoRaise;
    for (const ObjectRef parent : parents) {
        if (m_core.heap(parent).isLoaded(parent.row, relationship.slot))
            continue;
        if (relationship.isCollection()) {
            if (const auto done = m_attributes.collection(parent, relationship, passive); !done)
                return fail(done.error());
        } else if (const auto done = m_attributes.scalar(parent, relationship, passive); !done) {
            return fail(done.error());
        }
    }
    return {};
}

} // namespace relata::orm
