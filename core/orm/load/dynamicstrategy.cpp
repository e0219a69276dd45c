#include "dynamicstrategy.h"

#include <utility>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;
using Kind = RelatedRead::Kind;

Result<QList<ObjectRef>> DynamicStrategy::select(ObjectRef object, const MappedRelationship &relationship)
{
    // Reading the owner's own columns may flush, the query itself does not.
    const auto select = m_selects.byOwner(object, relationship);
    if (const auto known = m_selects.valuesOf(object, *select, kAnywhere); !known)
        return fail(known.error());
    const auto read = m_select.readByComparisons(object, relationship, kAnywhere | WithoutAutoflush);
    if (!read)
        return fail(read.error());
    return read->objects;
}

Result<qint64> DynamicStrategy::count(ObjectRef object, const MappedRelationship &relationship)
{
    const auto select = m_selects.byOwner(object, relationship);
    const auto values = m_selects.valuesOf(object, *select, kAnywhere);
    if (!values)
        return fail(values.error());
    if (!*values)
        return 0;
    LoadStatement statement = select->statement;
    statement.setValues(**values);
    Select inner = statement.base;
    inner.columns = {u"1"_s};
    inner.order.clear();
    Select outer;
    outer.columns = {u"count(*)"_s};
    const sql::Statement text = inner.statement(core().registry.dialect());
    outer.from = u'(' + text.text + u") AS "_s + SelectWriter(core().registry).freeAlias(u"anon"_s);
    outer.fromValues = text.values;
    outer.tables = inner.tables;
    outer.hasSubquery = true;
    const auto page = core().executor.select(outer);
    if (!page)
        return fail(page.error());
    return page->value(0, 0).toInteger();
}

Result<QList<ObjectRef>> DynamicStrategy::items(ObjectRef object, const MappedRelationship &relationship)
{
    // An object whose row a flush has deleted is asked for, too, until the transaction ends.
    if (core().has(object, InSession)) {
        if (const Done flushed = core().autoflushNow(); !flushed)
            return fail(flushed.error());
    }
    if (core().has(object, HasKey) && core().has(object, InSession))
        return select(object, relationship);
    if (core().has(object, HasKey)) {
        core().warn(u"%1 belongs to no session: what '%2' holds in the database is not known."_s.arg(
            core().describe(object), relationship.label));
    }
    const Overlay *overlay = core().heap(object).overlay(object.row);
    const QueuedChanges *queue = overlay ? overlay->queue(relationship.slot) : nullptr;
    return queue ? queue->added.list() : QList<ObjectRef>();
}

Result<Kind> DynamicStrategy::selectForHistory(ObjectRef object, const MappedRelationship &relationship,
                                               Reach reach)
{
    m_foundForHistory.clear();
    if (!(reach & MayLoad) || !(reach & MaySelect) || !core().has(object, HasKey))
        return Kind::NotLoaded;
    if (relationship.prop->lazy == mapping::Lazy::WriteOnly) {
        return fail(base::ErrorCode::InvalidRequest,
                    u"'%1' is write-only: what it holds cannot be loaded to delete its owner."_s.arg(
                        relationship.label),
                    u"Set passive_deletes and let the database do it."_s);
    }
    const auto found = select(object, relationship);
    if (!found)
        return fail(found.error());
    m_foundForHistory = *found;
    return Kind::Value;
}

RelatedHistory DynamicStrategy::historyOf(const RelatedHistory &queued)
{
    const QList<ObjectRef> found = std::exchange(m_foundForHistory, {});
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
