#include "subquerystrategy.h"

#include "core/orm/load/loading.h"

#include <numeric>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;

void SubqueryStrategy::beforeRows(const EagerLoad &load, ObjectReader &reader)
{
    LoadRequest following = load.followingRequest();
    if (load.planned.goesRound(following.followed, load.relationship))
        return;
    // As in SQLAlchemy the path begins at the repeated statement: options for ways that lead through earlier
    // statements do not count here.
    following.path = load.statement.afterBase + load.owner.localPath + QList{load.planned.relationship};
    reader.fillFromSubquery(load.place, load.relationship,
                            [this, &owners = load.statement, following](const KeyIndex &keys) {
                                return send(owners, following, keys);
                            });
}

/// Returns when everything that follows from the subquery's rows is loaded, too.
base::Result<SubqueryRows::Lists> SubqueryStrategy::send(const LoadStatement &owners,
                                                         const LoadRequest &following, const KeyIndex &keys)
{
    const MappedRelationship &first = m_loading.core().registry.relationship(following.path.first());
    if (first.prop->localColumns.isEmpty()) {
        return fail(
            base::ErrorCode::InvalidRequest,
            u"'%1' cannot be loaded by a subquery: its join names no local column."_s.arg(first.label),
            u"Leave remote_side out, or let it name columns of the other side."_s);
    }
    if (const Done flushed = m_loading.core().autoflushNow(); !flushed)
        return fail(flushed.error());
    const LoadStatement targets = m_loading.maker().bySubquery(owners, following.path, following);
    ObjectReader reader(m_loading.core(), m_loading.attributes(), targets.columns, following);
    std::vector<int> keyColumns(size_t(keys.columnCount()));
    std::iota(keyColumns.begin(), keyColumns.end(), 0);
    reader.groupBy(keys, std::move(keyColumns));
    const LoadStack::BetweenRows betweenRows(m_loading.stack());
    const Done done = m_loading.read(targets, viewsOf(targets.select.fromValues), reader, following,
                                     Loading::Following::Now);
    if (!done)
        return fail(done.error());
    return reader.byKey().lists();
}

} // namespace relata::orm
