#pragma once

#include "core/async/workspace.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace relata::ui {

/// Counts the rows of all tables one after the other in the background, tells each count, and gives way to a
/// save. Where the work of the workspace is cancelled it ends, until it is started again. GUI thread.
class RowCounter : public QObject
{
    Q_OBJECT

public:
    explicit RowCounter(async::Workspace &workspace, QObject *parent = nullptr);

    /// Counts these tables again, or all, and those that were still to be counted when it was cancelled.
    void start(const QStringList &tables = {});
    /// Counts nothing more until start(); what was to be counted waits. A count that runs is the workspace's
    /// to cancel: this one is for the moment between two.
    void stop() { m_isStopped = true; }
    bool isRunning() const { return m_isRunning; }
    /// What was last counted; below 0 where nothing was yet.
    qint64 rowsOf(const QString &table) const { return m_counts.value(table, -1); }

signals:
    void counted(const QString &table, qint64 rows);

private:
    void next();

    async::Workspace &m_workspace;
    QStringList m_waiting;
    QHash<QString, qint64> m_counts;
    base::Cause m_cause;
    bool m_isRunning = false;
    bool m_isStopped = false;
};

} // namespace relata::ui
