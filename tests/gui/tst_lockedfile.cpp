#include "tests/gui/browsingwindow.h"
#include "tests/support/countedwaits.h"
#include "tests/support/otherprogram.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/cellhint.h"
#include "ui/browser/recordtreeview.h"

#include <QLabel>
#include <QSignalSpy>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::CountedWaits;
using tests::kBlog;
using tests::OtherProgram;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;

namespace {

constexpr int kPatience = 500; ///< milliseconds, those of BrowsingWindow
const QByteArray kLock = "BEGIN EXCLUSIVE; SELECT 'locked';";
const QString kWords = u"another program has the database locked"_s;

void click(const QWidget &inside, const QString &button)
{
    auto *found = inside.findChild<QAbstractButton *>(button);
    QVERIFY2(found && found->isVisible(), qPrintable(button));
    QCOMPARE(found->text(), u"Try again"_s);
    QTest::mouseClick(found, Qt::LeftButton);
}

void press(BrowsingWindow &on, QWidget &widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    on.window.activateWindow();
    QTest::keyClick(&widget, key, modifiers);
    settle(*on.window.workspace());
}

QString message(const BrowsingWindow &on)
{
    return on.window.statusBar()->currentMessage();
}

} // namespace

/// Another program has the file locked: that is waited for once, told in plain words, and can be tried again
/// where the eye is.
class LockedFileTest : public QObject
{
    Q_OBJECT

    /// By a key that goes where the window has its focus, or by the mouse.
    static void tryAgain(BrowsingWindow &on, int key)
    {
        if (key == 0)
            return click(on.window, u"startAgain"_s);
        QVERIFY(QTest::qWaitForWindowActive(&on.window));
        QTest::keyClick(on.window.windowHandle(), Qt::Key(key));
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"lockedfile"_s); }
    void cleanup() { CountedWaits::clear(); }

    void theStartPageSaysItAndTriesAgain_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("mouse") << 0;
        QTest::newRow("Enter") << int(Qt::Key_Return);
        QTest::newRow("Enter of the keypad") << int(Qt::Key_Enter);
        QTest::newRow("Space") << int(Qt::Key_Space);
    }
    void theStartPageSaysItAndTriesAgain()
    {
        QFETCH(int, key);
        const CountedWaits waits;
        const ScratchDatabase file(kBlog);
        OtherProgram other(file.file(), kLock);
        BrowsingWindow on(file.file());
        QCOMPARE(on.error.code, base::ErrorCode::DatabaseLocked);
        QCOMPARE(waits.longest(), kPatience);
        auto *words = on.window.findChild<QLabel *>(u"startWords"_s);
        QVERIFY(words->isVisible());
        QVERIFY2(words->text().contains(kWords), qPrintable(words->text()));
        QVERIFY(words->text().contains(u"'scratch.db'"_s));
        const QSignalSpy failed(&on.window, &ui::MainWindow::failed);
        tryAgain(on, key);
        // The wait is not a long one here: it may be over already.
        QVERIFY2(words->text() == u"Opening scratch.db…"_s || !failed.isEmpty(), qPrintable(words->text()));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(words->text().contains(kWords));
        other.letGo();
        tryAgain(on, key);
        QTRY_VERIFY(on.window.workspace());
        QVERIFY(!words->isVisible());
    }

    void aSaveSaysItAndTriesAgain()
    {
        const CountedWaits waits;
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        on.typeInto(page, 0, 1, u"Typed"_s);
        OtherProgram other(file.file(), kLock);
        waits.clear();
        press(on, page.grid(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(waits.longest(), kPatience);
        QVERIFY2(message(on).startsWith(u"Not saved."_s) && message(on).contains(kWords),
                 qPrintable(message(on)));
        QCOMPARE(on.pending().count(), 1);
        other.letGo();
        click(on.window, u"messageAction"_s);
        settle(*on.window.workspace());
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(message(on), u"Saved: 0 new, 1 changed, 0 deleted"_s);
        QVERIFY(!on.window.findChild<QToolButton *>(u"messageAction"_s)->isVisible());
        QCOMPARE(file.rows(u"SELECT title FROM post WHERE id = 1"_s), QStringList{u"Typed"_s});
    }

    void aRefreshSaysItAndTriesAgain()
    {
        const CountedWaits waits;
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        OtherProgram other(file.file(),
                           "BEGIN EXCLUSIVE; UPDATE post SET title = 'Theirs'; SELECT 'locked';");
        waits.clear();
        press(on, page.grid(), Qt::Key_F5);
        QCOMPARE(waits.longest(), kPatience);
        QVERIFY2(message(on).startsWith(u"Not read again."_s) && message(on).contains(kWords),
                 qPrintable(message(on)));
        QCOMPARE(on.cell(page, 0, 1), u"First Post"_s);
        other.letGo();
        file.run(u"UPDATE post SET title = 'Theirs'"_s);
        click(on.window, u"messageAction"_s);
        settle(*on.window.workspace());
        QCOMPARE(on.cell(page, 0, 1), u"Theirs"_s);
    }

    void aPageThatCannotBeReadSaysItInItsPlaceAndTriesAgain_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("button") << false;
        QTest::newRow("F5") << true;
    }
    void aPageThatCannotBeReadSaysItInItsPlaceAndTriesAgain()
    {
        QFETCH(bool, byKey);
        const CountedWaits waits;
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        OtherProgram other(file.file(), kLock);
        waits.clear();
        BrowserPage &page = on.browse(u"post"_s);
        QCOMPARE(waits.longest(), kPatience);
        auto *words = page.findChild<QLabel *>(u"notLoaded"_s);
        QVERIFY(words->isVisible());
        QVERIFY2(words->text().contains(kWords), qPrintable(words->text()));
        QVERIFY(!page.grid().isVisible());
        QVERIFY(message(on).contains(kWords));
        QVERIFY(!on.window.findChild<QWidget *>(u"facts"_s)->isVisible());
        click(page, u"readAgain"_s);
        settle(*on.window.workspace());
        QVERIFY(words->isVisible());
        other.letGo();
        if (byKey)
            press(on, page.treeView(), Qt::Key_F5);
        else
            click(page, u"readAgain"_s);
        settle(*on.window.workspace());
        QVERIFY(page.grid().isVisible());
        QCOMPARE(page.rows().rowCount(), 3);
        QCOMPARE(page.tree().rowCount(), 3);
    }

    void rowsThatDoNotComeAreToldAboveThoseThatAreThere()
    {
        const CountedWaits waits;
        const ScratchDatabase file(u"CREATE TABLE t(id INTEGER PRIMARY KEY); WITH RECURSIVE n(i) AS (SELECT "
                                   u"1 UNION ALL SELECT i + 1 "
                                   u"FROM n WHERE i < 300) INSERT INTO t SELECT i FROM n"_s);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"t"_s);
        on.clickCell(page, 0, 0);
        QCOMPARE(page.rows().rowCount(), 200);
        OtherProgram other(file.file(), kLock);
        press(on, page.grid(), Qt::Key_End, Qt::ControlModifier);
        auto *hint = page.grid().findChild<ui::CellHint *>();
        QVERIFY2(hint->words().contains(kWords), qPrintable(hint->words()));
        QCOMPARE(page.rows().rowCount(), 200);
        other.letGo();
        click(*hint, u"cellHintAction"_s);
        settle(*on.window.workspace());
        QCOMPARE(page.rows().rowCount(), 300);
    }
};

QTEST_MAIN(LockedFileTest)
#include "tst_lockedfile.moc"
