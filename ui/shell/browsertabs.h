#pragma once

#include "core/async/workspace.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QTabWidget;

namespace relata::ui {

class Actions;
class BrowserPage;
class Settings;
class Theme;
class WayBack;

/// The tabs in which rows of the open database are browsed: opens them, lets them follow the schema and the
/// declarations, knows whether something is being typed in one of them, and leads back from parents. GUI
/// thread.
class BrowserTabs : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    /// @param actions those that concern a page go to the one in front
    BrowserTabs(QTabWidget &tabs, Actions &actions, Theme &theme, Settings &settings, QObject *parent);
    ~BrowserTabs() override;

    /// From now on rows of this database are browsed, null: of none. No page is open.
    void setWorkspace(async::Workspace *workspace);

    /// Shows a table's rows in a tab of their own, which is made where there is none. Null where there are no
    /// rows, or where the columns of a view have to be read first, which is said.
    BrowserPage *browse(const QString &table);
    /// The page in front; null where another tab is.
    BrowserPage *current() const;
    /// The tab that shows a table's rows; null where there is none.
    BrowserPage *pageOf(const QString &table) const;
    /// Goes back to where a person came to the parent from.
    void goBack();

    /// True while somebody types into the page in front, or what was typed is not among the pending edits
    /// yet.
    bool isEditing() const;
    /// Commits what is typed; true where it takes a moment until the session has it all.
    bool commitEditors();

    /// The database's tables are others: each tab shows its own as it is now, or says that it is gone.
    void followTables();
    /// Relationships are declared in another way: the page in front follows, the others when they are looked
    /// at.
    void followDeclarations();
    /// Brings the page in front up to date.
    void showFront();

signals:
    void statusText(const QString &text);
    void saveRequested();
    void discardRequested();
    /// isEditing() may have changed, or the page in front.
    void changed();
    /// A page has been made and is in no tab yet.
    void pageMade(relata::ui::BrowserPage *page);

private:
    BrowserPage *makePage(const QString &table);
    void followEditor(const BrowserPage &page);
    void browseParent(const QString &table, const QStringList &columns, const base::Values &values);
    void browseWantedView();
    void connectActions(Actions &actions);
    QList<BrowserPage *> pages() const;

    QTabWidget &m_tabs;
    Theme &m_theme;
    Settings &m_settings;
    QPointer<async::Workspace> m_workspace;
    std::unique_ptr<WayBack> m_wayBack;
    QString m_wantedView;    ///< to be browsed once its columns are known
    int m_editsOnTheWay = 0; ///< editors whose text is not in the session's pending edits yet
};

} // namespace relata::ui
