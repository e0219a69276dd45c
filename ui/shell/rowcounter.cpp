#include "rowcounter.h"

#include "core/async/whendone.h"

namespace relata::ui {

RowCounter::RowCounter(async::Workspace &workspace, QObject *parent) : QObject(parent), m_workspace(workspace)
{
    connect(&workspace.records(), &async::Records::saved, this,
            [this](const base::SaveReport &summary) { start(summary.tables.values()); });
}

void RowCounter::start(const QStringList &tables)
{
    m_isStopped = false;
    QStringList wanted = tables;
    if (wanted.isEmpty()) {
        for (const schema::Table &table : m_workspace.schema().tables) {
            if (table.kind == schema::TableKind::Table)
                wanted += table.name;
        }
    }
    for (const QString &table : std::as_const(wanted)) {
        if (!m_waiting.contains(table))
            m_waiting += table;
    }
    if (m_isRunning || m_waiting.isEmpty())
        return;
    m_cause = m_workspace.display(tr("Count rows"));
    next();
}

void RowCounter::next()
{
    m_isRunning = !m_waiting.isEmpty();
    if (!m_isRunning)
        return;
    if (m_isStopped) {
        m_isRunning = false;
        return;
    }
    const QString table = m_waiting.takeFirst();
    async::whenDone(m_workspace.pages().count(table, m_cause), this,
                    [this, table](const base::Result<qint64> &rows) {
                        if (rows) {
                            m_counts.insert(table, *rows);
                            emit counted(table, *rows);
                        } else if (rows.error().code == base::ErrorCode::Cancelled) {
                            m_waiting += table; // Not by a save, which lets it start over.
                            m_isRunning = false;
                            return;
                        }
                        next();
                    });
}

} // namespace relata::ui
