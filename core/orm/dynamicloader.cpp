#include "lazyloader.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;
using schema::Lazy;
using Kind = RelatedRead::Kind;

// lazy="dynamic" and "write_only": nothing is kept in memory, every question is a statement.

Result<QList<ObjectRef>> LazyLoader::query(ObjectRef object, const MappedRelationship &relationship)
{
    const auto read = bySelect(object, relationship, PassiveOff | NoAutoflush, false);
    if (!read)
        return fail(read.error());
    return read->objects;
}

Result<qint64> LazyLoader::count(ObjectRef object, const MappedRelationship &relationship)
{
    const OwnersSelect &select = selectFor(object, relationship);
    const auto values = valuesOf(object, select, PassiveOff);
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
