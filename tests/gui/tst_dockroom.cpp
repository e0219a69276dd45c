#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/diagram/diagramscene.h"
#include "ui/diagram/diagramview.h"
#include "ui/shell/statementdocks.h"
#include "ui/statements/statementspanel.h"

#include <QApplication>
#include <QDockWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QWindow>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::kBlog;
using tests::ScratchDatabase;

namespace {

constexpr int kStrip = 40;  ///< no strip is higher
constexpr int kOpen = 120;  ///< no open dock is lower
constexpr int kMoment = 60; ///< milliseconds, for the second click of a double-click

struct Window : tests::BrowsingWindow
{
    using BrowsingWindow::BrowsingWindow;

    QDockWidget &dock(const QString &name) { return *window.findChild<QDockWidget *>(name); }
    int height(const QString &name) { return dock(name).isVisible() ? dock(name).height() : 0; }
    bool isStrip() { return height(u"statementsDock"_s) <= kStrip && height(u"chartDock"_s) <= kStrip; }
    bool isOpen() { return height(u"statementsDock"_s) >= kOpen && height(u"chartDock"_s) >= kOpen; }
    QWidget *header(const QString &name) { return dock(name).titleBarWidget(); }
    void select(const QString &table)
    {
        window.diagram().diagram()->clearSelection();
        window.diagram().showTable(window.document().schema().table(table)->id);
    }
    /// Long enough for whatever waits for a calm moment.
    static void waitForCalm() { QTest::qWait(4 * kMoment); }
};

} // namespace

/// The canvas has the room of what has nothing to tell, until that has.
class DockRoomTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        tests::useSettingsOf(u"dockroom"_s);
        QApplication::setDoubleClickInterval(kMoment);
    }
    void init() { QSettings().clear(); }

    void theFirstWindowGivesItsRoomToTheCanvas()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        Window::waitForCalm();
        QVERIFY(!on.window.statements().model()->isEmpty()); // What opening and display asked is no reason.
        QVERIFY(on.isStrip());
        QVERIFY(on.header(u"statementsDock"_s)->isVisible() && on.header(u"chartDock"_s)->isVisible());
        QVERIFY(!on.window.statements().isVisible());
        QVERIFY(on.dock(u"inspectorDock"_s).isHidden());
        QVERIFY(on.window.tabs().width() >= 1000 && on.window.tabs().height() >= 600);
    }

    void aClickThatRunsAStatementOpensTheStatements()
    {
        const ScratchDatabase file(kBlog);
        {
            Window on(file.file());
            on.browse(u"post"_s);
            QTRY_VERIFY(on.isOpen());
            QVERIFY(on.window.statements().isVisible());
            on.window.resizeDocks({&on.dock(u"statementsDock"_s)}, {260}, Qt::Vertical);
            QTRY_COMPARE(on.height(u"statementsDock"_s), 260);
            QVERIFY(on.window.close());
        }
        Window again(file.file());
        Window::waitForCalm();
        QVERIFY(again.isStrip()); // Nothing that a person did has run a statement.
        again.browse(u"post"_s);
        QTRY_VERIFY(again.window.statementDocks().isOpen() && again.isOpen());
        QTRY_COMPARE(again.height(u"statementsDock"_s), 260);
        again.window.statementDocks().choose(false);
        QTRY_VERIFY(again.isStrip());
        again.window.statementDocks().choose(true);
        QTRY_COMPARE(again.height(u"statementsDock"_s), 260);
    }

    void whoFoldsThemKeepsThemFolded()
    {
        const ScratchDatabase file(kBlog);
        {
            Window on(file.file());
            QTest::keyClick(&on.window, Qt::Key_F9);
            QTRY_VERIFY(on.isOpen());
            QVERIFY(on.window.actions()[u"statements"_s]->isChecked());
            QTest::keyClick(&on.window, Qt::Key_F9);
            QTRY_VERIFY(on.isStrip());
            QVERIFY(!on.window.actions()[u"statements"_s]->isChecked());
            on.browse(u"post"_s);
            Window::waitForCalm();
            QVERIFY(on.isStrip());
            QVERIFY(on.window.close());
        }
        Window again(file.file());
        again.browse(u"post"_s);
        Window::waitForCalm();
        QVERIFY(again.isStrip());
    }

    void theHeadersOpenAndFoldThem()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        for (const QString &name : {u"statementsDock"_s, u"chartDock"_s}) {
            QTest::mouseClick(on.header(name), Qt::LeftButton, {}, {20, 16});
            QTRY_VERIFY(on.isOpen());
            QTest::mouseDClick(on.header(name), Qt::LeftButton, {}, {20, 16});
            QTRY_VERIFY(on.isStrip());
            QVERIFY(!on.dock(name).isFloating());
            auto *button = on.header(name)->findChild<QToolButton *>(u"foldStatements"_s);
            QVERIFY(button);
            QTest::mouseClick(button, Qt::LeftButton);
            QTRY_VERIFY(on.isOpen());
            QTest::mouseClick(button, Qt::LeftButton);
            QTRY_VERIFY(on.isStrip());
        }
    }

    void problemsHaveTheirRoomAboveAStrip()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        on.window.actions()[u"problems"_s]->trigger();
        QTRY_VERIFY(on.height(u"problemsDock"_s) >= kOpen);
        on.dock(u"problemsDock"_s).hide();
        QTRY_VERIFY(on.isStrip());
        QVERIFY(on.dock(u"chartDock"_s).isVisible());
        on.window.statementDocks().choose(true);
        on.window.actions()[u"problems"_s]->trigger();
        QTRY_VERIFY(on.height(u"problemsDock"_s) >= kOpen);
        on.dock(u"problemsDock"_s).hide();
        QTRY_VERIFY(on.isOpen());
    }

    void theDetailsComeWithASelectionOnceTheMouseIsUp()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        const int before = on.window.tabs().width();
        QWindow *window = on.window.windowHandle();
        QTest::mousePress(window, Qt::LeftButton, {}, {640, 400});
        on.select(u"post"_s);
        Window::waitForCalm();
        QVERIFY(on.dock(u"inspectorDock"_s).isHidden());
        QCOMPARE(on.window.tabs().width(), before);
        QTest::mouseRelease(window, Qt::LeftButton, {}, {640, 400});
        QTRY_VERIFY(on.dock(u"inspectorDock"_s).isVisible());
        QTRY_COMPARE(on.dock(u"inspectorDock"_s).width(), 320);
        on.window.resizeDocks({&on.dock(u"inspectorDock"_s)}, {350}, Qt::Horizontal);
        QTRY_COMPARE(on.dock(u"inspectorDock"_s).width(), 350);
        on.window.diagram().diagram()->clearSelection();
        Window::waitForCalm();
        QVERIFY(on.dock(u"inspectorDock"_s).isVisible()); // It does not come and go.
        QVERIFY(on.window.close());
        Window again(file.file());
        QVERIFY(again.dock(u"inspectorDock"_s).isHidden());
        again.select(u"post"_s);
        QTRY_VERIFY(again.dock(u"inspectorDock"_s).isVisible());
        QTRY_COMPARE(again.dock(u"inspectorDock"_s).width(), 350);
    }

    void detailsThatAPersonHasClosedStayAway()
    {
        const ScratchDatabase file(kBlog);
        {
            Window on(file.file());
            on.select(u"post"_s);
            QTRY_VERIFY(on.dock(u"inspectorDock"_s).isVisible());
            on.dock(u"inspectorDock"_s).toggleViewAction()->trigger();
            QVERIFY(on.dock(u"inspectorDock"_s).isHidden());
            on.select(u"user"_s);
            Window::waitForCalm();
            QVERIFY(on.dock(u"inspectorDock"_s).isHidden());
            QVERIFY(on.window.close());
        }
        Window again(file.file());
        again.select(u"post"_s);
        Window::waitForCalm();
        QVERIFY(again.dock(u"inspectorDock"_s).isHidden());
        again.dock(u"inspectorDock"_s).toggleViewAction()->trigger();
        QVERIFY(again.dock(u"inspectorDock"_s).isVisible());
        QVERIFY(again.window.close());
        Window later(file.file());
        later.select(u"post"_s);
        QTRY_VERIFY(later.dock(u"inspectorDock"_s).isVisible());
    }
};

QTEST_MAIN(DockRoomTest)
#include "tst_dockroom.moc"
