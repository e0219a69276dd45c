#include "ui/insight/statementchart.h"

#include "ui/theme/theme.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::ui;
using relata::base::Cause;
using relata::base::StatementRecord;

namespace {

StatementRecord record(quint64 click, Cause::Kind kind = Cause::Kind::Click)
{
    StatementRecord made;
    made.cause = {click, u"Click %1"_s.arg(click), kind};
    made.rows = 10;
    made.milliseconds = 0.5;
    return made;
}

void append(StatementChart &chart, quint64 click, int statements)
{
    for (int i = 0; i < statements; ++i)
        chart.append(record(click));
}

} // namespace

/// Bars, marks, mouse and keys of the statement chart, and what it counts.
class StatementChartTest : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;

private slots:
    void theTallyKeepsTheLastClicks()
    {
        ClickTally tally;
        for (quint64 click = 1; click <= 70; ++click)
            QVERIFY(tally.append(record(click)));
        QCOMPARE(tally.clicks().size(), qsizetype(ClickTally::kClicks));
        QCOMPARE(tally.clicks().first().click, 11ULL);
        QVERIFY(!tally.append(record(10)));
        QVERIFY(!tally.append(record(0)));
        QCOMPARE(tally.clicks().size(), qsizetype(ClickTally::kClicks));
    }

    void anOutlierIsFarAboveTheMedianAndNotSmall()
    {
        ClickTally tally;
        const QList<int> counts = {1, 1, 3, 4, 1};
        for (qsizetype click = 0; click < counts.size(); ++click) {
            for (int i = 0; i < counts.at(click); ++i)
                tally.append(record(quint64(click + 1)));
        }
        QVERIFY(!tally.isOutlier(0));
        QVERIFY(!tally.isOutlier(2));
        QVERIFY(tally.isOutlier(3));
        for (int i = 0; i < 8; ++i)
            tally.append(record(quint64(1 + i % 2)));
        QVERIFY(!tally.isOutlier(3)); // The median is 3 now, and 4 is not above 9.
    }

    void barsEqualTheNumbersAppended()
    {
        StatementChart chart(&m_theme);
        const QList<int> counts = {1, 2, 1, 5, 1};
        for (qsizetype i = 0; i < counts.size(); ++i)
            append(chart, quint64(i + 1), counts.at(i));
        for (int i = 0; i < counts.size(); ++i)
            QCOMPARE(chart.barHeight(i), double(counts.at(i)));
        QCOMPARE(chart.barHeight(5), 0.0);
        QCOMPARE(chart.tally().clicks().at(3).rows, 50);
    }

    void aMouseClickOnABarNamesItsClick()
    {
        StatementChart chart(&m_theme);
        chart.resize(400, 200);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        for (quint64 click = 11; click <= 15; ++click)
            append(chart, click, click == 13 ? 6 : 1);
        QSignalSpy chosen(&chart, &StatementChart::clickChosen);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.barRect(2).center());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.takeFirst().at(0).toULongLong(), 13ULL);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.barRect(4).center());
        QCOMPARE(chosen.takeFirst().at(0).toULongLong(), 15ULL);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, QPoint(1, 1));
        QCOMPARE(chosen.count(), 0);
    }

    void theOutliersBarIsAmber()
    {
        StatementChart chart(&m_theme);
        chart.resize(400, 200);
        for (quint64 click = 1; click <= 5; ++click)
            append(chart, click, click == 3 ? 8 : 1);
        chart.barRect(0); // lays the plot out
        const QImage image = chart.grab().toImage();
        QCOMPARE(image.pixelColor(chart.barRect(2).center() + QPoint(4, 0)), m_theme.tokens().amber);
        QCOMPARE(image.pixelColor(chart.barRect(1).bottomLeft() + QPoint(3, -2)), m_theme.tokens().accent);
    }

    void arrowsChooseABarAndEnterNamesItsClick()
    {
        StatementChart chart(&m_theme);
        for (quint64 click = 1; click <= 3; ++click)
            append(chart, click, 1);
        QSignalSpy chosen(&chart, &StatementChart::clickChosen);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen.count(), 0);
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.chosenBar(), 2);
        QTest::keyClick(&chart, Qt::Key_Left);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen.takeFirst().at(0).toULongLong(), 2ULL);
        QTest::keyClick(&chart, Qt::Key_Home);
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.chosenBar(), 0);
        QTest::keyClick(&chart, Qt::Key_End);
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.chosenBar(), 2);
    }

    void theChosenBarMovesWithItsClick()
    {
        StatementChart chart(&m_theme);
        for (quint64 click = 1; click <= quint64(ClickTally::kClicks); ++click)
            append(chart, click, 1);
        chart.chooseClick(5);
        QCOMPARE(chart.chosenBar(), 4);
        append(chart, 1000, 1);
        QCOMPARE(chart.chosenBar(), 3);
        chart.chooseClick(1);
        QCOMPARE(chart.chosenBar(), -1);
    }

    void theDisplaysStatementsCanBeLeftOut()
    {
        StatementChart chart(&m_theme);
        append(chart, 1, 1);
        chart.append(record(1, Cause::Kind::Display));
        chart.append(record(2, Cause::Kind::Display));
        QCOMPARE(chart.barHeight(0), 2.0);
        QCOMPARE(chart.tally().clicks().size(), qsizetype(2));
        chart.setDisplayShown(false);
        QCOMPARE(chart.barHeight(0), 1.0);
        QCOMPARE(chart.tally().clicks().size(), qsizetype(1));
    }

    void theEmptyStateGoesAndComesBack()
    {
        StatementChart chart(&m_theme);
        const auto *label = chart.findChild<QLabel *>();
        QCOMPARE(label->text(), u"Nothing has run yet"_s);
        QVERIFY(label->isVisibleTo(&chart));
        append(chart, 1, 1);
        QVERIFY(!label->isVisibleTo(&chart));
        chart.clear();
        QVERIFY(label->isVisibleTo(&chart));
        QTest::keyClick(&chart, Qt::Key_Left);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chart.chosenBar(), -1);
    }
};

QTEST_MAIN(StatementChartTest)
#include "tst_statementchart.moc"
