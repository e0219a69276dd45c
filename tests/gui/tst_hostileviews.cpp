#include "core/async/threadreaper.h"
#include "tests/gui/recordswindow.h"
#include "tests/support/explodingview.h"

#include <QElapsedTimer>
#include <QStatusBar>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::RecordsWindow;
using tests::ScratchDatabase;

namespace {

const QString kNotes =
    u"CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT); INSERT INTO note VALUES(1,'one'),(2,'two');"_s;

} // namespace

/// Views that SQLite takes long to look at, which no interrupt ends.
class HostileViewsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"hostileviews"_s); }

    void theWindowOpensAndItsTablesAreThere()
    {
        const ScratchDatabase file(kNotes + tests::explodingView(u"abyss"_s, 17));
        QElapsedTimer timer;
        timer.start();
        RecordsWindow on(file.file());
        QVERIFY2(timer.elapsed() < 2500, qPrintable(QString::number(timer.elapsed())));
        ui::BrowserPage &page = on.browse(u"note"_s);
        QCOMPARE(on.cell(page, 0, 1), u"one"_s);
        on.typeInto(page, 0, 1, u"new"_s);
        on.save();
        QCOMPARE(file.rows(u"SELECT text FROM note WHERE id = 1"_s), QStringList{u"new"_s});
    }

    void aViewIsBrowsedOnceItsColumnsAreKnown()
    {
        const ScratchDatabase file(kNotes + tests::explodingView(u"abyss"_s, 16) +
                                   u"CREATE VIEW zenith AS SELECT text FROM note;"_s);
        RecordsWindow on(file.file());
        QTest::qWait(1500); // The first has used up the time for those that nobody has asked for.
        if (on.window.browse(u"zenith"_s))
            QSKIP("This machine reads the view in no time.");
        QVERIFY(on.window.statusBar()->currentMessage().contains(u"zenith"_s));
        QTRY_COMPARE_WITH_TIMEOUT(on.window.tabs().tabText(on.window.tabs().currentIndex()), u"zenith"_s,
                                  20'000);
        QTRY_COMPARE(on.window.currentPage()->rows().rowCount(), 2);
        QCOMPARE(on.window.document().schema().table(u"zenith"_s)->columns.size(), 1);
    }

    void closingIsQuickAndAnotherWindowGoesOn()
    {
        const ScratchDatabase hostile(tests::explodingView(u"abyss"_s, 17));
        const ScratchDatabase file(kNotes);
        RecordsWindow other(file.file());
        QElapsedTimer timer;
        {
            RecordsWindow on(hostile.file());
            timer.start();
            QVERIFY(on.window.close());
        }
        QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
        timer.start();
        ui::BrowserPage &page = other.browse(u"note"_s);
        QCOMPARE(other.cell(page, 1, 1), u"two"_s);
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(async::ThreadReaper::waitForAll(60'000));
    }
};

QTEST_MAIN(HostileViewsTest)
#include "tst_hostileviews.moc"
