#include "lazyloader.h"

#include "core/sql/dialect.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;
using base::Values;
using schema::Lazy;
using Kind = RelatedRead::Kind;

Lazy LazyLoader::strategyFor(ObjectRef object, const MappedRelationship &relationship) const
{
    const auto context = m_core.loadOptions.value(object);
    bool isExplicit = false;
    const LoadOption *option =
        context ? context->options->find(context->path, relationship.index, &isExplicit) : nullptr;
    return option && option->kind == LoadOption::Kind::Strategy ? option->strategy : relationship.prop->lazy;
}

LoadRequest LazyLoader::requestFor(ObjectRef object, const MappedRelationship &relationship) const
{
    LoadRequest request;
    if (const auto context = m_core.loadOptions.value(object)) {
        request.options = context->options;
        request.path = context->path;
    }
    request.path += relationship.index;
    // A many-to-one back to this object is in memory: no need to join it (SQLAlchemy: _lazyload_reverse).
    auto options = std::make_shared<LoadOptions>(request.options ? *request.options : LoadOptions());
    const qsizetype before = options->options.size();
    for (const int reverse : relationship.prop->reverse) {
        const MappedRelationship &back = m_core.registry.relationship(reverse);
        if (back.prop->direction == schema::Direction::ManyToOne && back.prop->useGet &&
            (back.prop->lazy == Lazy::Joined || back.prop->lazy == Lazy::Selectin ||
             back.prop->lazy == Lazy::Subquery || back.prop->lazy == Lazy::Immediate))
            options->options +=
                LoadOption{LoadOption::Kind::Strategy, Lazy::Select, request.path + QList{reverse}, false, 0};
    }
    if (options->options.size() > before)
        request.options = options;
    return request;
}

base::Error LazyLoader::raised(const MappedRelationship &relationship, QStringView word) const
{
    return {ErrorCode::InvalidRequest,
            u"'%1' is not loaded, and its lazy='%2' forbids to load it now."_s.arg(relationship.label, word),
            u"Load it with the query, by an option, or choose another lazy."_s,
            {}};
}

Done LazyLoader::autoflush(quint32 passive)
{
    return passive & NoAutoflush ? Done() : m_core.autoflushNow();
}

Result<LazyRead> LazyLoader::load(ObjectRef object, const MappedRelationship &relationship, quint32 passive)
{
    const Lazy lazy = strategyFor(object, relationship);
    if (!m_core.has(object, HasKey) || lazy == Lazy::Noload)
        return LazyRead{Kind::NeverSet, {}};
    const bool useGet = relationship.prop->useGet;
    if (!(passive & SqlOk) && !useGet)
        return LazyRead{Kind::NotLoaded, {}};
    if (lazy == Lazy::Raise && !(passive & NoRaise) && (!useGet || (passive & RelatedOk)))
        return fail(raised(relationship, u"raise"));
    if (!m_core.has(object, InSession)) {
        if (passive & NoRaise)
            return LazyRead{Kind::NotLoaded, {}};
        return fail(ErrorCode::DetachedInstance,
                    u"%1 belongs to no session, so '%2' cannot be loaded."_s.arg(m_core.describe(object),
                                                                                 relationship.label),
                    u"Add or merge the object into a session first."_s);
    }
    const bool raiseOnSql = lazy == Lazy::RaiseOnSql && !(passive & NoRaise);
    return useGet ? byKey(object, relationship, passive, raiseOnSql)
                  : bySelect(object, relationship, passive, raiseOnSql);
}

Result<LazyRead> LazyLoader::byKey(ObjectRef object, const MappedRelationship &relationship, quint32 passive,
                                   bool raiseOnSql)
{
    Values key;
    for (const int column : relationship.keyColumns) {
        const auto read = passive & AgainstCommitted ? m_attributes.committedColumn(object, column, passive)
                                                     : m_attributes.column(object, column, passive);
        if (!read)
            return fail(read.error());
        if (read->kind == ColumnRead::Kind::NotLoaded)
            return LazyRead{Kind::NotLoaded, {}};
        key += read->value;
    }
    if (std::ranges::all_of(key, [](const Value &value) { return value.isNull(); }))
        return LazyRead{Kind::Value, {}};
    const auto known = fromIdentityMap(relationship.prop->target, key, passive);
    if (!known)
        return fail(known.error());
    if (!*known)
        return LazyRead{Kind::NotLoaded, {}};
    if (!(*known)->isNone())
        return LazyRead{Kind::Value, {**known}};
    if (!(passive & SqlOk) || !(passive & RelatedOk))
        return LazyRead{Kind::NotLoaded, {}};
    if (raiseOnSql)
        return fail(raised(relationship, u"raise_on_sql"));
    if (const Done flushed = autoflush(passive); !flushed)
        return fail(flushed.error());
    const auto found = m_loading.byKey(relationship.prop->target, key, requestFor(object, relationship));
    if (!found)
        return fail(found.error());
    return LazyRead{Kind::Value, *found};
}

/// Nothing where the answer needs a statement that is not allowed, None where the map has no such object.
Result<std::optional<ObjectRef>> LazyLoader::fromIdentityMap(int mapper, const Values &key, quint32 passive)
{
    const ObjectRef object = m_core.find(mapper, key);
    if (object.isNone() || !m_core.has(object, IsExpired))
        return std::optional(object);
    if (!(passive & SqlOk))
        return std::optional<ObjectRef>();
    if (!(passive & RelatedOk))
        return std::optional(object);
    const Done loaded = loadExpired(object, passive);
    if (loaded)
        return std::optional(object);
    if (loaded.error().code != ErrorCode::ObjectDeleted)
        return fail(loaded.error());
    m_core.heap(object).identities().remove(object.row);
    m_core.set(object, WasDeleted);
    return std::optional(ObjectRef());
}

/// The SELECT of a relationship's targets; nothing where a column of the owner never had a value.
Result<std::optional<Select>> LazyLoader::selectOf(ObjectRef object, const MappedRelationship &relationship,
                                                   quint32 passive, SelectWriter &writer)
{
    const auto &tables = m_core.registry.configuration().tables;
    const int link = relationship.prop->secondary;
    const QString alias = writer.from(relationship.prop->target);
    QString secondary;
    if (link >= 0) {
        secondary = writer.freeAlias(tables.at(link).name);
        writer.select.from += u", "_s + sql::quoted(tables.at(link).name) + u" AS "_s + secondary;
        writer.select.tables += tables.at(link).name;
    }
    bool neverSet = false;
    base::Error error;
    bool failed = false;
    const auto side = [&](const mapping::JoinOperand &operand) -> QString {
        const bool isOwn = operand.isColumn() && !(link >= 0 ? operand.column.table == link : operand.remote);
        if (!isOwn && operand.isColumn())
            return writer.column(operand.column.table == link ? secondary : alias, operand.column);
        Value value = operand.literal;
        if (isOwn) {
            const auto read = passive & AgainstCommitted
                                  ? m_attributes.committedColumn(object, operand.column.column, passive)
                                  : m_attributes.column(object, operand.column.column, passive);
            failed = failed || !read;
            if (!read)
                error = read.error();
            else
                value = read->value;
            neverSet = neverSet || (read && read->kind != ColumnRead::Kind::Value);
        }
        writer.select.whereValues += value;
        return u"?"_s;
    };
    for (const mapping::JoinComparison &each : relationship.prop->primaryjoin) {
        const QString left = side(each.left);
        writer.select.where += left + u' ' + each.op + u' ' + side(each.right);
    }
    if (failed)
        return fail(error);
    if (neverSet)
        return std::optional<Select>();
    writer.select.where +=
        writer.conditions(relationship, {}, alias, secondary, false, writer.select.whereValues);
    writer.select.order = writer.orderOf(relationship, alias, secondary);
    return std::optional(writer.select);
}

Result<LazyRead> LazyLoader::bySelect(ObjectRef object, const MappedRelationship &relationship,
                                      quint32 passive, bool raiseOnSql)
{
    SelectWriter writer(m_core.registry);
    const auto select = selectOf(object, relationship, passive, writer);
    if (!select)
        return fail(select.error());
    if (!*select)
        return LazyRead{Kind::Value, {}};
    if (raiseOnSql)
        return fail(raised(relationship, u"raise_on_sql"));
    if (const Done flushed = autoflush(passive); !flushed)
        return fail(flushed.error());
    const LoadRequest request = requestFor(object, relationship);
    const QStringList order = writer.select.order;
    const Mapper &target = m_core.registry.mapper(relationship.prop->target);
    LoadStatement statement = m_loading.prepare(target.index, target.quotedTable, writer, order, request);
    const auto rows = m_loading.run(statement, request);
    if (!rows)
        return fail(rows.error());
    LazyRead read{Kind::Value, {}};
    QSet<ObjectRef> seen;
    for (const ObjectRef each : rows->objects) {
        if (!each.isNone() && !seen.contains(each))
            read.objects += each;
        seen.insert(each);
    }
    if (!relationship.isCollection() && read.objects.size() > 1) {
        m_core.warn(u"Several rows belong to the scalar relationship '%1', which is loaded lazily; the first "
                    "is taken."_s.arg(relationship.label));
    }
    return read;
}

Done LazyLoader::loadExpired(ObjectRef object, quint32 passive)
{
    if (!m_core.has(object, InSession)) {
        return fail(ErrorCode::DetachedInstance,
                    u"%1 belongs to no session, so its expired values cannot be read again."_s.arg(
                        m_core.describe(object)),
                    u"Add or merge the object into a session first."_s);
    }
    if (const Done flushed = autoflush(passive); !flushed)
        return flushed;
    LoadRequest request;
    request.refresh = object;
    request.partial = true;
    if (const auto context = m_core.loadOptions.value(object)) {
        request.options = context->options;
        request.path = context->path;
    }
    const auto found = m_loading.byKey(object.cls, m_core.heap(object).key(object.row), request);
    if (!found)
        return fail(found.error());
    if (found->isEmpty()) {
        return fail(ErrorCode::ObjectDeleted,
                    u"The row of %1 is no longer in the database."_s.arg(m_core.describe(object)),
                    u"Somebody deleted it; take the object out of the session."_s);
    }
    return {};
}

Result<QList<ObjectRef>> LazyLoader::query(ObjectRef object, const MappedRelationship &relationship)
{
    const auto read = bySelect(object, relationship, PassiveOff | NoAutoflush, false);
    if (!read)
        return fail(read.error());
    return read->objects;
}

Result<qint64> LazyLoader::count(ObjectRef object, const MappedRelationship &relationship)
{
    SelectWriter writer(m_core.registry);
    const auto select = selectOf(object, relationship, PassiveOff, writer);
    if (!select)
        return fail(select.error());
    if (!*select)
        return 0;
    Select inner = **select;
    inner.columns = {u"1"_s};
    inner.order.clear();
    Select outer;
    outer.columns = {u"count(*)"_s};
    const sql::Statement text = inner.statement();
    outer.from = u'(' + text.text + u") AS "_s + writer.freeAlias(u"anon"_s);
    outer.fromValues = text.values;
    outer.tables = inner.tables;
    outer.hasSubquery = true;
    const auto page = m_core.executor.select(outer);
    if (!page)
        return fail(page.error());
    return page->value(0, 0).toInteger();
}

Result<Kind> LazyLoader::historyOfQuery(ObjectRef object, const MappedRelationship &relationship,
                                        quint32 passive)
{
    m_queried.clear();
    const std::pair<ObjectRef, int> place{object, relationship.index};
    if (m_core.flushing && m_queriedInFlush.contains(place)) {
        m_queried = m_queriedInFlush.value(place);
        return Kind::Value;
    }
    if (!(passive & CallablesOk) || !(passive & SqlOk) || !m_core.has(object, HasKey))
        return Kind::NotLoaded;
    if (relationship.prop->lazy == Lazy::WriteOnly) {
        return fail(ErrorCode::InvalidRequest,
                    u"'%1' is write-only: what it holds cannot be loaded to delete its owner."_s.arg(
                        relationship.label),
                    u"Set passive_deletes and let the database do it."_s);
    }
    const auto found = query(object, relationship);
    if (!found)
        return fail(found.error());
    m_queried = *found;
    if (m_core.flushing)
        m_queriedInFlush.insert(place, *found);
    return Kind::Value;
}

QList<ObjectRef> LazyLoader::takeQueried(const RelatedHistory &history)
{
    QList<ObjectRef> unchanged;
    for (const ObjectRef each : std::exchange(m_queried, {})) {
        if (!history.added.contains(each) && !history.removed.contains(each))
            unchanged += each;
    }
    return unchanged;
}

} // namespace relata::orm
