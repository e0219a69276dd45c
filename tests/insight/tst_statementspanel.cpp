#include "ui/statements/statementspanel.h"

#include "ui/statements/statementdetail.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace relata::ui;
using relata::base::Cause;
using relata::base::StatementRecord;

namespace {

StatementRecord record(quint64 click, const QString &sql = u"SELECT 1"_s,
                       Cause::Kind kind = Cause::Kind::Click)
{
    StatementRecord made;
    made.cause = {click, u"Click %1"_s.arg(click), kind};
    made.sql = sql;
    made.boundValues = {u"'AC/DC'"_s};
    made.rows = 2;
    made.milliseconds = 1;
    return made;
}

} // namespace

/// The statements dock: total, detail, copying, following the newest.
class StatementsPanelTest : public QObject
{
    Q_OBJECT

private:
    Theme m_theme;

    static QTreeView *tree(const StatementsPanel &panel)
    {
        return panel.findChild<QTreeView *>(u"statementsTree"_s);
    }

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void theHeaderTellsTheTotal()
    {
        StatementsPanel panel(&m_theme);
        panel.append(record(1));
        panel.append(record(1));
        QTRY_COMPARE(panel.header()->note(), u"2 statements · 4 rows · 2.0 ms"_s);
        panel.clear();
        QTRY_COMPARE(panel.header()->note(), QString());
    }

    void theDetailAppearsForAStatementOnly()
    {
        StatementsPanel panel(&m_theme);
        StatementRecord failed = record(1, u"SELECT *\nFROM Album"_s);
        failed.error = u"no such table: Album"_s;
        panel.append(failed);
        panel.resize(700, 200);
        panel.show();
        auto *detail = panel.findChild<StatementDetail *>();
        QVERIFY(!detail->isVisible());
        const QModelIndex group = panel.model()->index(0, 0);
        tree(panel)->setCurrentIndex(panel.model()->index(0, 0, group));
        QVERIFY(detail->isVisible());
        const QString text = detail->toPlainText();
        QVERIFY(text.startsWith(u"Failed: no such table: Album\n"_s));
        QVERIFY(text.contains(u"SELECT *\nFROM Album"_s));
        QVERIFY(text.contains(u"?1  'AC/DC'"_s));
        tree(panel)->setCurrentIndex(group);
        QVERIFY(!detail->isVisible());
    }

    void copyingTakesTheSelectedStatementsOrTheWholeClick()
    {
        StatementsPanel panel(&m_theme);
        panel.append(record(1, u"SELECT 1"_s));
        panel.append(record(1, u"SELECT 2"_s));
        panel.show();
        const QModelIndex group = panel.model()->index(0, 0);
        tree(panel)->setCurrentIndex(panel.model()->index(1, 0, group));
        QTest::keySequence(tree(panel), QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"SELECT 2"_s);
        tree(panel)->setCurrentIndex(group);
        panel.copySql();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"SELECT 1\nSELECT 2"_s);
    }

    void selectingAClickOpensItsGroup()
    {
        StatementsPanel panel(&m_theme);
        panel.resize(700, 150);
        panel.show();
        for (quint64 click = 1; click <= 50; ++click)
            panel.append(record(click));
        QSignalSpy selected(&panel, &StatementsPanel::clickSelected);
        panel.selectClick(3);
        QCOMPARE(tree(panel)->currentIndex(), panel.model()->indexOfClick(3));
        QVERIFY(tree(panel)->isExpanded(panel.model()->indexOfClick(3)));
        QVERIFY(
            tree(panel)->viewport()->rect().contains(tree(panel)->visualRect(tree(panel)->currentIndex())));
        QCOMPARE(selected.count(), 1);
        panel.selectClick(999);
        QCOMPARE(selected.count(), 1);
    }

    void theNewestIsFollowedUnlessThePersonScrolledUp()
    {
        StatementsPanel panel(&m_theme);
        panel.resize(700, 150);
        panel.show();
        for (quint64 click = 1; click <= 50; ++click)
            panel.append(record(click));
        QScrollBar *bar = tree(panel)->verticalScrollBar();
        QTRY_COMPARE(bar->value(), bar->maximum());
        bar->triggerAction(QAbstractSlider::SliderToMinimum);
        QCoreApplication::sendPostedEvents(&panel);
        panel.append(record(51));
        QCOMPARE(bar->value(), 0);
        bar->triggerAction(QAbstractSlider::SliderToMaximum);
        QCoreApplication::sendPostedEvents(&panel);
        panel.append(record(52));
        QTRY_COMPARE(bar->value(), bar->maximum());
        panel.resize(700, 120);
        QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    }

    void theDisplaysStatementsAreHiddenByTheToggle()
    {
        StatementsPanel panel(&m_theme);
        panel.append(record(1));
        panel.append(record(1, u"SELECT 2"_s, Cause::Kind::Display));
        QSignalSpy shown(&panel, &StatementsPanel::displayShownChanged);
        panel.findChild<QAction *>(u"statementsShowDisplay"_s)->trigger();
        QCOMPARE(panel.model()->rowCount(), 1);
        QCOMPARE(shown.takeFirst().at(0).toBool(), false);
    }
};

QTEST_MAIN(StatementsPanelTest)
#include "tst_statementspanel.moc"
