#include "eagerpages.h"

#include "core/db/connection.h"
#include "core/sql/selectbuilder.h"

#include <algorithm>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Done;
using base::fail;
using base::PageRequest;
using base::Record;
using base::RecordPage;
using base::Result;
using base::Value;
using orm::MappedRelationship;
using orm::Mapper;
using orm::MapperRegistry;
using orm::ObjectRef;

namespace {

Cause displayed(Cause cause)
{
    cause.kind = Cause::Kind::Display;
    return cause;
}

/// Writes JOINs along relationships.
class JoinWriter
{
public:
    explicit JoinWriter(const MapperRegistry &registry) : m_registry(registry) {}

    /// From the rows of one alias to those of another.
    void add(const MappedRelationship &relationship, const QString &from, const QString &to)
    {
        const mapping::ConfiguredRelationship &prop = *relationship.prop;
        const bool isThrough = prop.secondary >= 0;
        const QString near = isThrough ? to + u's' : to;
        join(isThrough ? prop.secondary : prop.target, near, prop.primaryjoin,
             [&](const mapping::JoinOperand &each) { return each.local && !each.remote ? from : near; });
        if (!isThrough)
            return;
        join(prop.target, to, prop.secondaryjoin, [&](const mapping::JoinOperand &each) {
            return each.column.table == prop.secondary ? near : to;
        });
    }

    sql::Statement joins; ///< what was written, with its literals

private:
    template<typename AliasOf>
    void join(int table, const QString &alias, const QList<mapping::JoinComparison> &condition,
              AliasOf aliasOf)
    {
        const auto operand = [&](const mapping::JoinOperand &each) {
            if (each.isColumn())
                return QString(aliasOf(each) + u'.' +
                               m_registry.mapper(each.column.table).quotedColumns.at(each.column.column));
            joins.values += each.literal.value();
            return u"?"_s;
        };
        QStringList comparisons;
        for (const mapping::JoinComparison &each : condition) {
            const QString left = operand(each.left);
            comparisons += left + u' ' + each.op + u' ' + operand(each.right);
        }
        joins.text += u" JOIN "_s + m_registry.mapper(table).quotedTable + u" AS "_s + alias + u" ON "_s +
                      comparisons.join(u" AND "_s);
    }

    const MapperRegistry &m_registry;
};

} // namespace

EagerPages::EagerPages(db::Connection &connection, const mapping::MappedSchema &schema,
                       const RecordShapes &shapes, RecordMemory &memory)
    : m_connection(connection), m_schema(schema), m_shapes(shapes), m_memory(memory)
{
}

bool EagerPages::bringsMore(const QString &table) const
{
    const int mapped = m_memory.classOf(table);
    if (mapped < 0)
        return false;
    const MapperRegistry &registry = m_memory.session().registry();
    return std::ranges::any_of(registry.mapper(mapped).relationships, [&registry](int each) {
        return mapping::isEager(registry.relationship(each).prop->lazy);
    });
}

bool EagerPages::isReadWhole(const MappedRelationship &relationship) const
{
    const mapping::ConfiguredRelationship &prop = *relationship.prop;
    const MapperRegistry &registry = m_memory.session().registry();
    return prop.uselist && (!prop.orderBy.isEmpty() || bringsMore(registry.mapper(prop.target).table->name));
}

bool EagerPages::canRead(const PageRequest &request) const
{
    const auto isNull = [](const Value &value) { return value.isNull(); };
    return request.filter.isEmpty() && request.sortColumn.isNull() &&
           std::ranges::none_of(request.after.key.values, isNull);
}

Result<RecordPage> EagerPages::page(const PageRequest &request, const Cause &cause)
{
    orm::Session &session = m_memory.session();
    const Mapper &mapper = session.registry().mapper(m_memory.classOf(request.scope.table));
    const auto large = tooLarge(startAt(request, mapper.index), displayed(cause));
    if (!large)
        return fail(large.error());
    orm::Query query;
    query.mapper = mapper.index;
    query.limit = request.limit;
    for (const int column : mapper.keyColumns)
        query.orderBy += {{mapper.index, column}, false};
    if (request.after.key.isValid()) {
        for (const int column : mapper.keyColumns)
            query.after.attributes += {mapper.index, column};
        query.after.values = request.after.key.values;
    }
    for (const Path &each : *large)
        query.options.options +=
            orm::LoadOption{orm::LoadOption::Kind::Strategy, mapping::Lazy::Select, each, false, 0};
    session.setCause(cause);
    const auto objects = session.all(query);
    if (!objects)
        return fail(objects.error());
    RecordPage page;
    page.byPage = namesOf(*large);
    for (const ObjectRef each : *objects)
        page.records += m_memory.record(each);
    if (page.records.size() < request.limit)
        return page;
    const auto more = hasMore(request, page.records.last(), displayed(cause));
    if (!more)
        return fail(more.error());
    page.hasMore = *more;
    return page;
}

Result<bool> EagerPages::hasMore(const PageRequest &request, const Record &last, const Cause &cause) const
{
    const RecordShape &shape = *m_shapes.of(request.scope.table);
    PageRequest next = request;
    next.after = last;
    next.limit = 0; // One row tells.
    const auto rows =
        m_connection.selectCut(sql::selectPage(shape.table(), next, nullptr, {}), shape.keeps(), cause);
    if (!rows)
        return fail(rows.error());
    return rows->rowCount() > 0;
}

Result<std::optional<QList<ObjectRef>>>
EagerPages::related(ObjectRef owner, const MappedRelationship &relationship, const Cause &cause)
{
    const Start start = startAt({owner});
    const MapperRegistry &registry = m_memory.session().registry();
    const mapping::ConfiguredRelationship &prop = *relationship.prop;
    QList<Path> paths = {{relationship.index}};
    addPaths(paths.first(), prop.target, {prop.owner, prop.target}, paths);
    for (const Path &each : std::as_const(paths)) {
        if (!registry.relationship(each.last()).prop->uselist)
            continue;
        const auto large = isTooLarge(start, each, displayed(cause));
        if (!large)
            return fail(large.error());
        if (*large)
            return std::optional<QList<ObjectRef>>();
    }
    m_memory.session().setCause(cause);
    if (prop.uselist) {
        const auto found = m_memory.session().collection(owner, relationship);
        return found ? Result<std::optional<QList<ObjectRef>>>(*found) : fail(found.error());
    }
    const auto found = m_memory.parent(owner, relationship, cause);
    if (!found)
        return fail(found.error());
    return std::optional(found->isNone() ? QList<ObjectRef>() : QList{*found});
}

Result<QStringList> EagerPages::complete(const QList<Record> &records, const Cause &cause)
{
    QList<ObjectRef> objects;
    for (const Record &each : records) {
        if (const ObjectRef object = m_memory.find(each.key); !object.isNone())
            objects += object;
    }
    if (objects.isEmpty())
        return QStringList();
    const auto large = tooLarge(startAt(objects), displayed(cause));
    if (!large)
        return fail(large.error());
    const QStringList byPage = namesOf(*large);
    orm::Session &session = m_memory.session();
    session.setCause(cause);
    for (const int each : session.registry().mapper(objects.first().cls).relationships) {
        const MappedRelationship &relationship = session.registry().relationship(each);
        if (!mapping::isEager(relationship.prop->lazy) || byPage.contains(relationship.prop->name))
            continue;
        if (const Done loaded = session.load(objects, relationship); !loaded)
            return fail(loaded.error());
    }
    return byPage;
}

EagerPages::Start EagerPages::startAt(const PageRequest &request, int mapper) const
{
    const Mapper &mapped = m_memory.session().registry().mapper(mapper);
    QStringList key;
    for (const int column : mapped.keyColumns)
        key += mapped.quotedColumns.at(column);
    Start start = {mapper, {u" FROM "_s + mapped.quotedTable, {}}};
    if (request.after.key.isValid()) {
        const QStringList marks(key.size(), u"?"_s);
        start.rows.text += u" WHERE ("_s + key.join(u", "_s) + u") > ("_s + marks.join(u", "_s) + u')';
        start.rows.values = request.after.key.values;
    }
    start.rows.text += u" ORDER BY "_s + key.join(u", "_s) + u" LIMIT "_s + QString::number(request.limit);
    return start;
}

EagerPages::Start EagerPages::startAt(const QList<ObjectRef> &owners) const
{
    const MapperRegistry &registry = m_memory.session().registry();
    const Mapper &mapped = registry.mapper(owners.first().cls);
    QStringList key;
    for (const int column : mapped.keyColumns)
        key += mapped.quotedColumns.at(column);
    Start start = {
        mapped.index,
        {u" FROM "_s + mapped.quotedTable + u" WHERE "_s + registry.dialect().inKeys(key, owners.size()),
         {}}};
    for (const ObjectRef owner : owners)
        start.rows.values += m_memory.keyOf(owner).values;
    return start;
}

/// The paths of relationships that come along, as far as they lead to too many rows.
Result<QList<EagerPages::Path>> EagerPages::tooLarge(const Start &start, const Cause &cause) const
{
    QList<Path> paths;
    addPaths({}, start.mapper, {start.mapper}, paths);
    QList<Path> large;
    const MapperRegistry &registry = m_memory.session().registry();
    for (const Path &each : std::as_const(paths)) {
        const bool isAfter = std::ranges::any_of(large, [&each](const Path &path) {
            return path.size() < each.size() && std::equal(path.cbegin(), path.cend(), each.cbegin());
        });
        if (isAfter || !registry.relationship(each.last()).prop->uselist)
            continue;
        const auto is = isTooLarge(start, each, cause);
        if (!is)
            return fail(is.error());
        if (*is)
            large += each;
    }
    return large;
}

/// The relationships that come along with a class, from the nearest to the furthest. A way ends, as that of
/// the orm::Session does, where it would come to a class for the second time; counting goes three deep.
void EagerPages::addPaths(const Path &way, int mapper, const QList<int> &classes, QList<Path> &paths) const
{
    constexpr qsizetype kDeepest = 3;
    const MapperRegistry &registry = m_memory.session().registry();
    for (const int each : registry.mapper(mapper).relationships) {
        const mapping::ConfiguredRelationship &prop = *registry.relationship(each).prop;
        const bool goesOn = prop.joinDepth > 0 ? way.size() < prop.joinDepth : !classes.contains(prop.target);
        if (!mapping::isEager(prop.lazy) || !goesOn || way.size() >= kDeepest)
            continue;
        const Path path = way + Path{each};
        paths += path;
        addPaths(path, prop.target, classes + QList{prop.target}, paths);
    }
}

Result<bool> EagerPages::isTooLarge(const Start &start, const Path &path, const Cause &cause) const
{
    const MapperRegistry &registry = m_memory.session().registry();
    QStringList columns;
    for (const mapping::ColumnIndex each : registry.relationship(path.first()).prop->localColumns) {
        if (each.table == start.mapper)
            columns += registry.mapper(start.mapper).quotedColumns.at(each.column);
    }
    JoinWriter writer(registry);
    for (qsizetype i = 0; i < path.size(); ++i) {
        writer.add(registry.relationship(path[i]), u'_' + QString::number(i), u'_' + QString::number(i + 1));
    }
    const sql::Statement counted = {
        u"SELECT count(*) FROM (SELECT 1 FROM (SELECT "_s + columns.join(u", "_s) + start.rows.text +
            u") AS _0"_s + writer.joins.text + u" LIMIT "_s + QString::number(kMost + 1) + u") AS _counted"_s,
        start.rows.values + writer.joins.values};
    const auto rows = m_connection.select(counted, cause);
    if (!rows)
        return fail(rows.error());
    return rows->value(0, 0).toInteger() > kMost;
}

QStringList EagerPages::namesOf(const QList<Path> &paths) const
{
    QStringList names;
    for (const Path &each : paths)
        names += m_memory.session().registry().relationship(each.first()).prop->name;
    names.removeDuplicates();
    return names;
}

} // namespace relata::records
