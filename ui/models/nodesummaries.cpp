#include "nodesummaries.h"

#include "core/async/whendone.h"

#include <utility>

namespace relata::ui {

using base::NodeSummary;
using base::RecordKey;
using base::Result;

NodeSummaries::NodeSummaries(async::Records &records, Find find, std::function<base::Cause()> makeCause,
                             QObject *parent)
    : QObject(parent), m_records(records), m_find(std::move(find)), m_makeCause(std::move(makeCause))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &NodeSummaries::ask);
}

void NodeSummaries::want(const RelationshipNode &node)
{
    m_wanted += node.id();
    m_timer.start();
}

void NodeSummaries::ask()
{
    QHash<QString, QList<quint64>> groups;
    for (const quint64 id : std::exchange(m_wanted, {})) {
        if (const RelationshipNode *side = m_find(id))
            groups[side->owner.table + u'.' + side->relationship.name] += id;
    }
    if (groups.isEmpty())
        return;
    const base::Cause cause = m_makeCause();
    for (auto it = groups.cbegin(); it != groups.cend(); ++it) {
        QList<RecordKey> owners;
        for (const quint64 id : it.value())
            owners += m_find(id)->owner;
        const QString &relationship = m_find(it->first())->relationship.name;
        async::whenDone(m_records.summaries(owners, relationship, m_displaySql, cause), this,
                        [this, ids = it.value()](const auto &summaries) { take(ids, summaries); });
    }
}

/// Where it fails the nodes stay as they are; expanding one will tell what is wrong.
void NodeSummaries::take(const QList<quint64> &ids, const Result<QList<NodeSummary>> &summaries)
{
    for (qsizetype i = 0; summaries && i < ids.size(); ++i)
        emit answered(ids[i], summaries->at(i));
}

} // namespace relata::ui
