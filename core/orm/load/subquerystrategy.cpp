#include "subquerystrategy.h"

#include "core/orm/load/loading.h"

#include <numeric>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;

void SubqueryStrategy::beforeRows(const EagerLoad &load, ObjectReader &reader)
{
    LoadRequest behind = load.requestBehind();
    if (load.planned.goesRound(behind.followed, load.relationship))
        return;
    // As in SQLAlchemy the path begins at the repeated statement: options for ways that lead through earlier
    // statements do not count here.
    behind.path = load.statement.behindBase + load.owner.localPath + QList{load.planned.relationship};
    reader.fillFromSubquery(load.place, load.relationship,
                            [this, &owners = load.statement, behind](const KeyIndex &keys) {
                                return send(owners, behind, keys);
                            });
}

/// Returns when everything that follows from the subquery's rows is loaded, too.
base::Result<SubqueryRows::Lists> SubqueryStrategy::send(const LoadStatement &owners,
                                                         const LoadRequest &behind, const KeyIndex &keys)
{
    const MappedRelationship &first = m_loading.core().registry.relationship(behind.path.first());
    if (first.prop->localColumns.isEmpty()) {
        return fail(
            base::ErrorCode::InvalidRequest,
            u"'%1' cannot be loaded by a subquery: its join names no local column."_s.arg(first.label),
            u"Leave remote_side out, or let it name columns of the other side."_s);
    }
    if (const Done flushed = m_loading.core().autoflushNow(); !flushed)
        return fail(flushed.error());
    const LoadStatement targets = m_loading.maker().bySubquery(owners, behind.path, behind);
    ObjectReader reader(m_loading.core(), m_loading.attributes(), targets.columns, behind);
    std::vector<int> keyColumns(size_t(keys.columnCount()));
    std::iota(keyColumns.begin(), keyColumns.end(), 0);
    reader.groupBy(keys, std::move(keyColumns));
    const LoadStack::BetweenRows betweenRows(m_loading.stack());
    const Done done =
        m_loading.read(targets, viewsOf(targets.select.fromValues), reader, behind, Loading::Behind::Now);
    if (!done)
        return fail(done.error());
    return reader.byKey().lists();
}

} // namespace relata::orm
