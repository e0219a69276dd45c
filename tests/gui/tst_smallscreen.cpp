#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/diagram/diagramview.h"
#include "ui/insight/statementchart.h"
#include "ui/statements/statementspanel.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QScreen>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::ScratchDatabase;

namespace {

/// Lets Qt's platform without a display have a screen of 1280x800 and frames round its windows.
void describeScreen(const QString &file)
{
    QFile description(file);
    if (!description.open(QIODevice::WriteOnly))
        qFatal("The screen could not be described.");
    description.write(
        R"({"windowFrameMargins": true, "screens": [{"name": "small", "x": 0, "y": 0, "width": 1280,
                       "height": 800, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})");
}

QString labelText(ui::BrowserPage &page, const QString &contains)
{
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->text().contains(contains))
            return label->text();
    }
    return {};
}

} // namespace

/// What a small screen shows of the window, and the words at its edges.
class SmallScreenTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"smallscreen"_s); }

    void theFirstWindowFitsTheScreenWithItsFrame()
    {
        ui::Theme theme;
        ui::Settings settings;
        ui::MainWindow window(theme, settings);
        const QRect room = window.screen()->availableGeometry();
        QCOMPARE(room.size(), QSize(1280, 800));
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(100);
        QVERIFY2(room.contains(window.frameGeometry()), qPrintable(QDebug::toString(window.frameGeometry())));
        QVERIFY(window.width() > 1200 && window.height() > 700);
    }

    void aKeptPlaceBeyondTheScreenIsBroughtBack()
    {
        ui::Theme theme;
        ui::Settings settings;
        {
            ui::MainWindow window(theme, settings);
            window.resize(1280, 800);
            window.move(40, 60);
            window.show();
            QTest::qWait(50);
            window.close();
        }
        ui::MainWindow window(theme, settings);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(100);
        QVERIFY2(window.screen()->availableGeometry().contains(window.frameGeometry()),
                 qPrintable(QDebug::toString(window.frameGeometry())));
        settings.setWindow({}, {});
    }

    void whatAPersonChoosesStays()
    {
        ui::Theme theme;
        ui::Settings settings;
        ui::MainWindow window(theme, settings);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.resize(1300, 850);
        QTest::qWait(100);
        QCOMPARE(window.size(), QSize(1300, 850));
    }

    void nothingIsPrintedUnderAMessage()
    {
        const ScratchDatabase file(tests::kBlog);
        tests::BrowsingWindow on(file.file());
        const auto *facts = on.window.findChild<QWidget *>(u"facts"_s);
        QVERIFY(facts && facts->isVisible());
        ui::BrowserPage &page = on.browse(u"post"_s);
        emit page.statusText(u"Something was said."_s);
        QVERIFY(!facts->isVisible());
        // Whatever the facts become meanwhile.
        on.typeInto(page, 0, 1, u"Edited"_s);
        emit page.statusText(u"Something was said."_s);
        on.window.diagram().fit();
        on.window.findChild<QWidget *>(u"cancelButton"_s)->show(); // It makes the bar higher.
        QTest::qWait(20);
        emit on.window.document().changed({});
        for (const QLabel *label : on.window.statusBar()->findChildren<QLabel *>()) {
            if (facts->isAncestorOf(label))
                QVERIFY(!label->isVisible());
        }
        on.window.statusBar()->clearMessage();
        QVERIFY(facts->isVisible());
        on.window.discard();
    }

    void theHeaderTellsTheCountThatIsKnown()
    {
        const ScratchDatabase file(
            u"CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1602)"
            " INSERT INTO item SELECT i, 'item ' || i FROM n"_s);
        tests::BrowsingWindow on(file.file());
        ui::BrowserPage &page = on.browse(u"item"_s);
        QTRY_COMPARE(labelText(page, u" rows"_s), u"200 of 1,602 rows"_s);
        page.rows().setFilter(u"item 1"_s);
        tests::settle(*on.window.workspace());
        QCOMPARE(labelText(page, u" rows"_s), u"200+ rows"_s);
        page.rows().setFilter({});
        tests::settle(*on.window.workspace());
        QCOMPARE(labelText(page, u" rows"_s), u"200 of 1,602 rows"_s);
        file.run(u"DELETE FROM item WHERE id > 1500"_s);
        on.typeInto(page, 0, 1, u"Edited"_s);
        on.save();
        QTRY_COMPARE(labelText(page, u" rows"_s), u"200 of 1,500 rows"_s);
        file.run(u"DELETE FROM item WHERE id > 1400"_s);
        on.window.actions()[u"refresh"_s]->trigger();
        QTRY_COMPARE(labelText(page, u" rows"_s), u"200 of 1,400 rows"_s);
    }

    void statementsOfTheDisplayAreNotNothing()
    {
        ui::Theme theme;
        ui::StatementsPanel panel(&theme);
        ui::StatementChart chart(&theme);
        panel.findChild<QAction *>(u"statementsShowDisplay"_s)->setChecked(false);
        chart.setDisplayShown(false);
        panel.show();
        chart.show();
        const auto said = [](const QWidget &widget) {
            for (const QLabel *label : widget.findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(u" run "_s))
                    return label->text();
            }
            return QString();
        };
        QTRY_COMPARE(said(panel), u"Nothing has run yet"_s);
        QCOMPARE(said(chart), u"Nothing has run yet"_s);
        base::StatementRecord record;
        record.sql = u"SELECT count(*) FROM item"_s;
        record.cause = {7, u"Count rows"_s, base::Cause::Kind::Display};
        panel.append(record);
        chart.append(record);
        QTRY_COMPARE(said(panel), u"No click has run a statement yet"_s);
        QCOMPARE(said(chart), u"No click has run a statement yet"_s);
    }
};

int main(int argc, char **argv)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"screen.json"_s);
    describeScreen(file);
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + file.toLocal8Bit());
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    SmallScreenTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_smallscreen.moc"
