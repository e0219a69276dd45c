#include "browsertabs.h"

#include "core/async/whendone.h"
#include "core/schema/viewcolumns.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/recordtreeview.h"
#include "ui/shell/actions.h"
#include "ui/shell/changedschema.h"
#include "ui/shell/settings.h"
#include "ui/shell/wayback.h"
#include "ui/theme/foreigntext.h"

#include <QAction>
#include <QTabWidget>

namespace relata::ui {

using namespace Qt::StringLiterals;

BrowserTabs::BrowserTabs(QTabWidget &tabs, Actions &actions, Theme &theme, Settings &settings,
                         QObject *parent)
    : QObject(parent),
      m_tabs(tabs),
      m_theme(theme),
      m_settings(settings),
      m_wayBack(std::make_unique<WayBack>())
{
    connectActions(actions);
    connect(&m_settings, &Settings::changed, this, [this] {
        for (BrowserPage *page : pages())
            page->setDisplaySql(m_settings.displaySql());
    });
}

BrowserTabs::~BrowserTabs() = default;

void BrowserTabs::connectActions(Actions &actions)
{
    const auto onPage = [this, &actions](const QString &id, void (BrowserPage::*slot)()) {
        connect(actions[id], &QAction::triggered, this, [this, slot] {
            if (BrowserPage *page = current())
                (page->*slot)();
        });
    };
    onPage(u"addRow"_s, &BrowserPage::addRow);
    onPage(u"deleteRows"_s, &BrowserPage::deleteRows);
    onPage(u"setNull"_s, &BrowserPage::setNull);
    onPage(u"revertRows"_s, &BrowserPage::revertRows);
    onPage(u"find"_s, &BrowserPage::find);
    onPage(u"filterRows"_s, &BrowserPage::focusFilter);
    onPage(u"review"_s, &BrowserPage::showReview);
    connect(actions[u"goBack"_s], &QAction::triggered, this, &BrowserTabs::goBack);
}

void BrowserTabs::setWorkspace(async::Workspace *workspace)
{
    m_wantedView.clear();
    m_editsOnTheWay = 0;
    m_workspace = workspace;
    if (workspace)
        connect(workspace, &async::Workspace::schemaAboutToChange, this, [this] { handOverEditors(m_tabs); });
}

QList<BrowserPage *> BrowserTabs::pages() const
{
    QList<BrowserPage *> all;
    for (int i = 0; i < m_tabs.count(); ++i) {
        if (auto *page = qobject_cast<BrowserPage *>(m_tabs.widget(i)))
            all += page;
    }
    return all;
}

BrowserPage *BrowserTabs::current() const
{
    return qobject_cast<BrowserPage *>(m_tabs.currentWidget());
}

BrowserPage *BrowserTabs::pageOf(const QString &table) const
{
    for (BrowserPage *page : pages()) {
        if (page->table() == table)
            return page;
    }
    return nullptr;
}

BrowserPage *BrowserTabs::browse(const QString &table)
{
    const schema::Table *described = m_workspace ? m_workspace->schema().table(table) : nullptr;
    if (!described) {
        emit statusText(m_workspace ? tr("There is no table '%1' in the database.").arg(table)
                                    : tr("A drawing has no rows yet: File > Create database makes it one."));
        return nullptr;
    }
    if (schema::isUnreadView(*described)) {
        emit statusText(
            tr("The columns of the view '%1' are being read first; this may take long.").arg(table));
        m_wantedView = described->name;
        m_workspace->readView(described->name);
        return nullptr;
    }
    if (BrowserPage *page = pageOf(described->name)) {
        m_tabs.setCurrentWidget(page);
        page = current(); // Another one may have taken its place.
        page->treeView().setFocus();
        return page;
    }
    BrowserPage *page = makePage(described->name);
    const int at = m_tabs.addTab(page, menuWords(described->name));
    m_tabs.setTabToolTip(at, toolTipOf(described->name));
    m_tabs.setCurrentIndex(at);
    page->treeView().setFocus();
    return page;
}

/// A view that somebody wanted to browse before its columns were known.
void BrowserTabs::browseWantedView()
{
    const schema::Table *view = m_workspace->schema().table(m_wantedView);
    if (!view || schema::isUnreadView(*view))
        return;
    m_wantedView.clear();
    browse(view->name);
}

BrowserPage *BrowserTabs::makePage(const QString &table)
{
    auto *page = new BrowserPage(*m_workspace, m_theme, table);
    page->setDisplaySql(m_settings.displaySql());
    connect(page, &BrowserPage::statusText, this, &BrowserTabs::statusText);
    connect(page, &BrowserPage::saveRequested, this, &BrowserTabs::saveRequested);
    connect(page, &BrowserPage::discardRequested, this, &BrowserTabs::discardRequested);
    connect(page, &BrowserPage::parentRequested, this, &BrowserTabs::browseParent);
    connect(page, &BrowserPage::rowWanted, this, [this](const base::RecordKey &row) {
        if (BrowserPage *there = browse(row.table))
            there->leadTo(row);
    });
    connect(page, &BrowserPage::editingChanged, this, [this, page] { followEditor(*page); });
    emit pageMade(page);
    return page;
}

/// What was typed takes a moment to the session; Save is possible meanwhile.
void BrowserTabs::followEditor(const BrowserPage &page)
{
    if (!page.isEditing() && m_workspace) {
        ++m_editsOnTheWay;
        async::whenDone(m_workspace->records().settled(), this, [this](const base::Done &) {
            --m_editsOnTheWay;
            emit changed();
        });
    }
    emit changed();
}

bool BrowserTabs::isEditing() const
{
    return current() && (current()->isEditing() || m_editsOnTheWay > 0);
}

bool BrowserTabs::commitEditors()
{
    bool waits = m_editsOnTheWay > 0;
    for (BrowserPage *page : pages())
        waits = page->commitEditor() || waits;
    return waits;
}

void BrowserTabs::browseParent(const QString &table, const QStringList &columns, const base::Values &values)
{
    BrowserPage *from = current();
    const auto place = from ? from->place() : BrowserPage::Place();
    BrowserPage *page = browse(table);
    if (!page)
        return;
    if (from)
        m_wayBack->remember(from, place);
    page->showRowWith(columns, values);
    emit changed();
}

void BrowserTabs::goBack()
{
    if (BrowserPage *page = m_wayBack->go())
        m_tabs.setCurrentWidget(page);
    emit changed();
}

void BrowserTabs::followTables()
{
    renewPages(m_tabs, m_workspace->schema(), [this](const QString &table) { return makePage(table); });
    browseWantedView();
}

void BrowserTabs::followDeclarations()
{
    for (BrowserPage *page : pages())
        page->setOutdated();
    showFront();
}

void BrowserTabs::showFront()
{
    const BrowserPage *page = current();
    if (page && page->isOutdated()) {
        renewPage(m_tabs, m_tabs.currentIndex(), m_workspace->schema(),
                  [this](const QString &table) { return makePage(table); });
    }
}

} // namespace relata::ui
