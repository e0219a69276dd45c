#include "deletionforecast.h"

#include "core/async/whendone.h"

namespace relata::ui {

namespace {

/// With more rows than this nobody waits for an answer that he has not asked for; the review tells it.
constexpr qsizetype kMostRows = 200;

} // namespace

DeletionForecast::DeletionForecast(async::Workspace &workspace, QObject *parent)
    : QObject(parent), m_workspace(workspace)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &DeletionForecast::ask);
    connect(&workspace.records(), &async::Records::pendingChanged, &m_soon, qOverload<>(&QTimer::start));
}

void DeletionForecast::setAsks(bool on)
{
    if (on && !m_asks)
        m_soon.start();
    m_asks = on;
}

void DeletionForecast::ask()
{
    const base::PendingEdits &pending = m_workspace.records().pending();
    const quint64 number = ++m_asked;
    if (!m_asks || pending.deleted.isEmpty() || pending.count() > kMostRows)
        return;
    async::whenDone(m_workspace.records().forecast(m_workspace.display(tr("What deleting takes along"))),
                    this, [this, number](const base::Result<base::SaveForecast> &forecast) {
                        if (forecast && number == m_asked)
                            emit told(*forecast);
                    });
}

} // namespace relata::ui
