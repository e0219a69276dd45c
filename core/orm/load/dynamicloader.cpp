#include "lazyloader.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using mapping::Lazy;
using Kind = RelatedRead::Kind;

// lazy="dynamic" and "write_only": nothing is kept in memory, every question is a statement.

Result<QList<ObjectRef>> LazyLoader::query(ObjectRef object, const MappedRelationship &relationship)
{
    // Reading the owner's own columns may flush, the query itself does not.
    if (const auto known = valuesOf(object, selectFor(object, relationship), kAnywhere); !known)
        return fail(known.error());
    const auto read = bySelect(object, relationship, kAnywhere | WithoutAutoflush, false);
    if (!read)
        return fail(read.error());
    return read->objects;
}

Result<qint64> LazyLoader::count(ObjectRef object, const MappedRelationship &relationship)
{
    const OwnersSelect &select = selectFor(object, relationship);
    const auto values = valuesOf(object, select, kAnywhere);
    if (!values)
        return fail(values.error());
    if (!*values)
        return 0;
    LoadStatement statement = select.statement;
    statement.setValues(**values);
    Select inner = statement.base;
    inner.columns = {u"1"_s};
    inner.order.clear();
    Select outer;
    outer.columns = {u"count(*)"_s};
    const sql::Statement text = inner.statement(m_core.registry.dialect());
    outer.from = u'(' + text.text + u") AS "_s + SelectWriter(m_core.registry).freeAlias(u"anon"_s);
    outer.fromValues = text.values;
    outer.tables = inner.tables;
    outer.hasSubquery = true;
    const auto page = m_core.executor.select(outer);
    if (!page)
        return fail(page.error());
    return page->value(0, 0).toInteger();
}

/// What an iteration over the relationship gives: nothing of a row that the session does not stand for.
Result<QList<ObjectRef>> LazyLoader::dynamicItems(ObjectRef object, const MappedRelationship &relationship)
{
    // An object whose row a flush has deleted is asked for, too, until the transaction ends.
    if (m_core.has(object, InSession)) {
        if (const Done flushed = m_core.autoflushNow(); !flushed)
            return fail(flushed.error());
    }
    if (m_core.has(object, HasKey) && m_core.has(object, InSession))
        return query(object, relationship);
    if (m_core.has(object, HasKey)) {
        m_core.warn(u"%1 belongs to no session: what '%2' holds in the database is not known."_s.arg(
            m_core.describe(object), relationship.label));
    }
    const Overlay *overlay = m_core.heap(object).overlay(object.row);
    const QueuedChanges *queue = overlay ? overlay->queue(relationship.slot) : nullptr;
    return queue ? queue->added.list() : QList<ObjectRef>();
}

Result<Kind> LazyLoader::historyOfQuery(ObjectRef object, const MappedRelationship &relationship, Reach reach)
{
    m_queried.clear();
    if (!(reach & MayLoad) || !(reach & MaySelect) || !m_core.has(object, HasKey))
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
    return Kind::Value;
}

RelatedHistory LazyLoader::comparedWithQuery(const RelatedHistory &queued)
{
    const QList<ObjectRef> found = std::exchange(m_queried, {});
    const QSet<ObjectRef> there(found.cbegin(), found.cend());
    QSet<ObjectRef> gone(queued.removed.cbegin(), queued.removed.cend());
    gone.intersect(there);
    RelatedHistory history;
    for (const ObjectRef each : queued.added) {
        if (!there.contains(each))
            history.added += each;
    }
    for (const ObjectRef each : queued.removed) {
        if (gone.contains(each))
            history.removed += each;
    }
    for (const ObjectRef each : found) {
        if (!gone.contains(each))
            history.unchanged += each;
    }
    return history;
}

} // namespace relata::orm
