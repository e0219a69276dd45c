#include "loading.h"

#include <numeric>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;

namespace {

/// The SELECT that brought the owners, with its LIMIT, for the columns by which the first step joins.
Select innerSelect(const LoadStatement &statement, const MappedRelationship &first,
                   const SelectWriter &writer)
{
    Select inner = statement.base;
    inner.columns.clear();
    for (const mapping::ColumnIndex column : first.prop->localColumns)
        inner.columns += writer.column(statement.baseAlias, column);
    if (inner.limit < 0 && inner.offset < 0)
        inner.order.clear();
    if (first.prop->direction == schema::Direction::ManyToOne && inner.limit < 0 && !inner.columns.isEmpty())
        inner.columns.first().prepend(u"DISTINCT "_s);
    return inner;
}

/// The SELECT of the targets behind a statement, and what it leads through from the statement's class.
LoadStatement targetsBehind(const Loading &loading, const MapperRegistry &registry,
                            const LoadStatement &statement, const QList<int> &chain,
                            const LoadRequest &request)
{
    SelectWriter writer(registry);
    const Select inner = innerSelect(statement, registry.relationship(chain.first()), writer);
    const sql::Statement text = inner.statement(registry.dialect());
    QString left = writer.freeAlias(u"anon"_s);
    writer.select.from = u'(' + text.text + u") AS "_s + left;
    writer.select.fromValues = text.values;
    writer.select.tables = inner.tables;
    writer.select.hasSubquery = true;
    writer.select.innerLimit = inner.limit >= 0 || inner.offset >= 0;
    QString secondary;
    for (qsizetype i = 0; i < chain.size(); ++i) {
        const MappedRelationship &step = registry.relationship(chain[i]);
        const Mapper &target = registry.mapper(step.prop->target);
        const bool isLast = i == chain.size() - 1;
        if (isLast) {
            for (const mapping::ColumnIndex column : step.prop->localColumns)
                writer.select.columns += writer.column(left, column);
        }
        const QString right = isLast ? target.quotedTable : writer.freeAlias(target.table->name);
        secondary = writer.join(left, step, right);
        left = right;
    }
    const MappedRelationship &last = registry.relationship(chain.last());
    LoadStatement made =
        loading.prepare(last.prop->target, left, writer, writer.orderOf(last, left, secondary), request);
    made.base = statement.base;
    made.baseAlias = statement.baseAlias;
    made.baseMapper = statement.baseMapper;
    made.behindBase = chain;
    return made;
}

} // namespace

/// Repeats the statement that brought the owners, with its LIMIT, inside a subquery and joins from there.
/// For the options its path begins at that statement, as it does in SQLAlchemy: what they say of a way that
/// leads through other statements before does not count behind it.
Result<SubqueryFillings::Groups> Loading::subquery(const LoadStatement &statement,
                                                   const QList<int> &localPath, LoadRequest behind,
                                                   const KeyIndex &keys)
{
    const QList<int> chain = statement.behindBase + localPath;
    const MappedRelationship &first = m_core.registry.relationship(chain.first());
    if (first.prop->localColumns.isEmpty()) {
        return fail(
            base::ErrorCode::InvalidRequest,
            u"'%1' cannot be loaded by a subquery: its join names no local column."_s.arg(first.label),
            u"Leave remote_side out, or let it name columns of the other side."_s);
    }
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return fail(flushed.error());
    behind.path = chain;
    const LoadStatement targets = targetsBehind(*this, m_core.registry, statement, chain, behind);
    RowReader reader(m_core, m_attributes, targets.columns, behind);
    std::vector<int> keyColumns(size_t(keys.columnCount()));
    std::iota(keyColumns.begin(), keyColumns.end(), 0);
    reader.groupBy(keys, std::move(keyColumns));
    std::vector<base::CellView> values;
    for (const base::Value &value : targets.select.fromValues)
        values.push_back(base::CellView::of(value));
    const size_t waiting = m_tasks.size();
    ++m_betweenRows;
    Done done = read(targets, values, reader, behind);
    if (done)
        done = work(waiting);
    --m_betweenRows;
    if (!done)
        return fail(done.error());
    return reader.grouped();
}

} // namespace relata::orm
