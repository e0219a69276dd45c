#include "loading.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Values;

namespace {

/// The owner's columns that a relationship compares, each once.
QList<mapping::ColumnIndex> localColumns(const MappedRelationship &relationship)
{
    QList<mapping::ColumnIndex> columns;
    for (const mapping::LocalRemotePair &pair : relationship.prop->localRemotePairs) {
        if (!columns.contains(pair.local))
            columns += pair.local;
    }
    return columns;
}

} // namespace

/// Repeats the statement that brought the owners, with its LIMIT, inside a subquery and joins from there.
Done Loading::subquery(const QList<ObjectRef> &parents, const MappedRelationship &relationship,
                       const LoadStatement &statement, const QList<int> &path, const QList<int> &localPath,
                       const LoadRequest &request)
{
    if (parents.isEmpty())
        return {};
    QList<int> chain = statement.behindBase + localPath;
    const MappedRelationship &first = m_core.registry.relationship(chain.first());
    SelectWriter writer(m_core.registry);
    Select inner = statement.base;
    inner.columns.clear();
    for (const mapping::ColumnIndex column : localColumns(first))
        inner.columns += writer.column(statement.baseAlias, column);
    if (inner.limit < 0 && inner.offset < 0)
        inner.order.clear();
    if (first.prop->direction == schema::Direction::ManyToOne && inner.limit < 0)
        inner.columns.first().prepend(u"DISTINCT "_s);
    const sql::Statement text = inner.statement();
    QString left = writer.freeAlias(u"anon"_s);
    writer.select.from = u'(' + text.text + u") AS "_s + left;
    writer.select.fromValues = text.values;
    writer.select.tables = inner.tables;
    writer.select.hasSubquery = true;
    writer.select.innerLimit = inner.limit >= 0 || inner.offset >= 0;
    QString secondary;
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const MappedRelationship &step = m_core.registry.relationship(chain[i]);
        const Mapper &target = m_core.registry.mapper(step.prop->target);
        const bool isLast = i == chain.size() - 1;
        if (isLast) {
            for (const mapping::ColumnIndex column : localColumns(step))
                writer.select.columns += writer.column(left, column);
        }
        const QString right = isLast ? target.quotedTable : writer.freeAlias(target.table->name);
        secondary = writer.join(left, step, right);
        left = right;
    }
    const qsizetype keyCount = writer.select.columns.size();
    LoadRequest behind{request.options, path, request.populateExisting, {}, {}, {}, false};
    LoadStatement next = prepare(relationship.prop->target, left, writer,
                                 writer.orderOf(relationship, left, secondary), behind);
    next.base = statement.base;
    next.baseAlias = statement.baseAlias;
    next.baseMapper = statement.baseMapper;
    next.behindBase = chain;
    const auto rows = run(next, behind);
    if (!rows)
        return fail(rows.error());
    QHash<Values, QList<ObjectRef>> byKey;
    QHash<Values, QSet<ObjectRef>> seen;
    for (int row = 0; row < rows->objects.size(); ++row) {
        Values key;
        for (int i = 0; i < keyCount; ++i)
            key += rows->page.value(row, i);
        const ObjectRef object = rows->objects[row];
        if (object.isNone() || seen[key].contains(object))
            continue;
        seen[key].insert(object);
        byKey[key] += object;
    }
    QList<QList<ObjectRef>> found;
    for (const ObjectRef parent : parents) {
        Values key;
        for (const mapping::ColumnIndex column : localColumns(relationship))
            key += m_core.heap(parent).cells().value(parent.row, column.column);
        found += byKey.value(key);
    }
    distribute(parents, relationship, found, request);
    return {};
}

} // namespace relata::orm
