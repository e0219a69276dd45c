#include "loading.h"

#include <numeric>

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

/// The SELECT that brought the owners, with its LIMIT, for the columns by which the first step joins.
Select innerSelect(const LoadStatement &statement, const MappedRelationship &first,
                   const SelectWriter &writer)
{
    Select inner = statement.base;
    inner.columns.clear();
    for (const mapping::ColumnIndex column : localColumns(first))
        inner.columns += writer.column(statement.baseAlias, column);
    if (inner.limit < 0 && inner.offset < 0)
        inner.order.clear();
    if (first.prop->direction == schema::Direction::ManyToOne && inner.limit < 0)
        inner.columns.first().prepend(u"DISTINCT "_s);
    return inner;
}

/// The keys by which rows find their owners, and the key of each owner.
std::vector<quint32> keysOf(const SessionCore &core, const QList<ObjectRef> &owners,
                            const QList<mapping::ColumnIndex> &columns, KeyIndex &keys)
{
    std::vector<quint32> numbers;
    std::vector<base::CellView> key;
    for (const ObjectRef owner : owners) {
        key.clear();
        for (const mapping::ColumnIndex column : columns)
            key.push_back(core.heap(owner).cells().view(owner.row, column.column));
        numbers.push_back(keys.add(key));
    }
    return numbers;
}

} // namespace

/// Repeats the statement that brought the owners, with its LIMIT, inside a subquery and joins from there.
Done Loading::subquery(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                       const LoadStatement &statement, const QList<int> &path, const QList<int> &localPath,
                       const LoadRequest &request)
{
    if (owners.isEmpty())
        return {};
    const QList<int> chain = statement.behindBase + localPath;
    SelectWriter writer(m_core.registry);
    const Select inner = innerSelect(statement, m_core.registry.relationship(chain.first()), writer);
    const sql::Statement text = inner.statement(m_core.registry.dialect());
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
    KeyIndex keys(int(writer.select.columns.size()));
    const LoadRequest behind{request.options, path, request.populateExisting, {}, {}, {}, false};
    LoadStatement next = prepare(relationship.prop->target, left, writer,
                                 writer.orderOf(relationship, left, secondary), behind);
    next.base = statement.base;
    next.baseAlias = statement.baseAlias;
    next.baseMapper = statement.baseMapper;
    next.behindBase = chain;
    const std::vector<quint32> wanted = keysOf(m_core, owners, localColumns(relationship), keys);
    RowReader reader(m_core, m_attributes, next.columns, behind);
    std::vector<int> keyColumns(size_t(keys.columnCount()));
    std::iota(keyColumns.begin(), keyColumns.end(), 0);
    reader.groupBy(keys, std::move(keyColumns));
    std::vector<base::CellView> values;
    for (const base::Value &value : std::as_const(next.select.fromValues))
        values.push_back(base::CellView::of(value));
    if (const Done done = run(next, values, reader, behind); !done)
        return done;
    const std::vector<QList<ObjectRef>> groups = reader.grouped();
    for (qsizetype i = 0; i < owners.size(); ++i) {
        if (mayOverwrite(m_core, owners[i], relationship, request))
            setRelated(m_core, m_attributes, owners[i], relationship, groups[wanted[size_t(i)]]);
    }
    return {};
}

} // namespace relata::orm
