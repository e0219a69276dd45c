#pragma once

#include "core/async/workspace.h"

#include <QObject>

class QWidget;

namespace relata::ui {

class DeletionForecast;
class PendingBar;
class Theme;

/// What waits for Save, below a page: the bar that tells it, what deleting would take away besides, and the
/// review of it all. GUI thread.
class PageChanges : public QObject
{
    Q_OBJECT

public:
    /// @param page whose child the bar becomes; outlives this
    PageChanges(async::Workspace &workspace, const Theme &theme, QWidget *page);

    PendingBar &bar() const { return *m_bar; }
    /// Whether statements may run to find out what deleting would take away.
    void setAsks(bool asks);
    /// Opens the review and waits until it is closed. Nothing is being typed any more.
    void review();

signals:
    void saveRequested();
    void discardRequested();
    void reviewRequested();
    /// Of what waits, this row is to be seen.
    void rowWanted(const relata::base::RecordKey &key);

private:
    async::Workspace &m_workspace;
    const Theme &m_theme;
    QWidget *m_page;
    PendingBar *m_bar;
    DeletionForecast *m_deletions;
    bool m_asks = false;
};

} // namespace relata::ui
