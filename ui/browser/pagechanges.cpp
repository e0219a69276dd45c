#include "pagechanges.h"

#include "ui/browser/deletionforecast.h"
#include "ui/browser/pendingbar.h"
#include "ui/browser/reviewdialog.h"

namespace relata::ui {

PageChanges::PageChanges(async::Workspace &workspace, const Theme &theme, QWidget *page)
    : QObject(page),
      m_workspace(workspace),
      m_theme(theme),
      m_page(page),
      m_bar(new PendingBar(page)),
      m_deletions(new DeletionForecast(workspace, this))
{
    const async::Records &records = workspace.records();
    connect(&records, &async::Records::pendingChanged, this,
            [this] { m_bar->show(m_workspace.records().pending()); });
    connect(&records, &async::Records::savingChanged, m_bar, &PendingBar::setSaving);
    connect(m_deletions, &DeletionForecast::told, m_bar, &PendingBar::showForecast);
    connect(m_bar, &PendingBar::saveRequested, this, &PageChanges::saveRequested);
    connect(m_bar, &PendingBar::discardRequested, this, &PageChanges::discardRequested);
    connect(m_bar, &PendingBar::reviewRequested, this, &PageChanges::reviewRequested);
    m_bar->show(records.pending());
    m_bar->setSaving(records.isSaving());
}

void PageChanges::setAsks(bool asks)
{
    m_asks = asks;
    m_deletions->setAsks(asks);
}

void PageChanges::review()
{
    ReviewDialog review(m_workspace.records(), m_workspace.schema(),
                        m_workspace.click(tr("Review what Save will do")), m_theme, m_page);
    connect(&review, &ReviewDialog::saveRequested, this, &PageChanges::saveRequested);
    connect(&review, &ReviewDialog::rowWanted, this, &PageChanges::rowWanted, Qt::QueuedConnection);
    m_deletions->setAsks(false); // The review's question is the better one, and one ends the other.
    review.exec();
    m_deletions->setAsks(m_asks);
}

} // namespace relata::ui
