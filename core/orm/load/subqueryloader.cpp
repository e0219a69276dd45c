#include "loading.h"

#include <numeric>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;

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
    const LoadStatement targets = m_maker.behind(statement, chain, behind);
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
