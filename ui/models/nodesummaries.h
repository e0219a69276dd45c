#pragma once

#include "core/async/doors.h"
#include "ui/models/recordnodes.h"

#include <QTimer>

#include <functional>

namespace relata::ui {

/// Gathers the relationships' nodes that have become visible and asks what they show: one request for each
/// relationship, however many of its nodes came in one turn of the event loop. Owned by the tree. GUI thread.
class NodeSummaries : public QObject
{
    Q_OBJECT

public:
    /// The node with that id; null where it has gone meanwhile.
    using Find = std::function<const RelationshipNode *(quint64 id)>;

    NodeSummaries(async::Records &records, Find find, std::function<base::Cause()> makeCause,
                  QObject *parent = nullptr);

    /// Whether statements may run for it.
    void setDisplaySql(base::DisplaySql sql) { m_displaySql = sql; }
    base::DisplaySql displaySql() const { return m_displaySql; }
    void want(const RelationshipNode &node);
    void forgetAll() { m_wanted.clear(); }

signals:
    void answered(quint64 id, const relata::base::NodeSummary &summary);

private:
    void ask();
    void take(const QList<quint64> &ids, const base::Result<QList<base::NodeSummary>> &summaries);

    async::Records &m_records;
    const Find m_find;
    const std::function<base::Cause()> m_makeCause;
    base::DisplaySql m_displaySql = base::DisplaySql::On;
    QTimer m_timer;
    QList<quint64> m_wanted;
};

} // namespace relata::ui
