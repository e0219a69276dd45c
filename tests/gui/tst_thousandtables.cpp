#include "tests/gui/browsingwindow.h"
#include "tests/support/manytables.h"
#include "tests/support/scratchdatabase.h"
#include "ui/diagram/diagramview.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::ScratchDatabase;

/// However large the diagram, nothing works on for nobody. How long its events take tests/benchmarks/guiwork
/// tells.
class ThousandTablesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"thousandtables"_s); }

    void escapeEndsEverythingThatNobodyWaitsFor()
    {
        const ScratchDatabase file(tests::manyTables(1000));
        ui::Theme theme;
        ui::Settings settings;
        ui::MainWindow window(theme, settings);
        window.resize(1280, 800);
        window.show();
        QSignalSpy opened(&window, &ui::MainWindow::opened);
        window.open({file.file(), base::ConnectionSettings::Mode::ReadWrite, 500});
        QVERIFY(opened.wait(30000));
        const ui::DiagramArranger &arranger = window.diagram().diagram()->arranger();
        QVERIFY(arranger.isWorking() && window.workspace()->isWorking());
        QTest::keyClick(&window.diagram(), Qt::Key_Escape);
        QVERIFY(!arranger.isWorking());
        QTRY_VERIFY_WITH_TIMEOUT(!window.workspace()->isWorking(), 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(QThreadPool::globalInstance()->activeThreadCount(), 0, 10'000);
        QTest::qWait(400);
        QVERIFY(!window.workspace()->isWorking()); // It does not begin again by itself.
    }

    void aWindowThatClosesTakesItsWorkWithIt()
    {
        const ScratchDatabase file(tests::manyTables(1000));
        {
            tests::BrowsingWindow on(file.file());
            QVERIFY(on.window.diagram().diagram()->arranger().isWorking());
            on.window.close();
        }
        QTRY_COMPARE_WITH_TIMEOUT(QThreadPool::globalInstance()->activeThreadCount(), 0, 10'000);
    }
};

QTEST_MAIN(ThousandTablesTest)
#include "tst_thousandtables.moc"
