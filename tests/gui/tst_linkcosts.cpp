#include "tests/gui/chosenlink.h"
#include "tests/gui/drawingwindow.h"
#include "tests/support/reflected.h"
#include "core/schema/schemachange.h"
#include "ui/editors/link/brokensql.h"
#include "ui/editors/link/linkfindings.h"
#include "ui/editors/link/loadingsql.h"
#include "ui/insight/costbars.h"

#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Lazy;
using tests::ChosenLinkOf;

namespace {

/// 150 artists with three albums each, and one award each.
const QString kMusic =
    u"CREATE TABLE artist(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE album(id INTEGER PRIMARY KEY, title TEXT, artist_id INTEGER NOT NULL REFERENCES "
    "artist(id));"
    "CREATE TABLE award(id INTEGER PRIMARY KEY, artist_id INTEGER NOT NULL REFERENCES artist(id));"
    "CREATE TABLE genre(id INTEGER PRIMARY KEY);"
    "CREATE TABLE track(id INTEGER PRIMARY KEY, genre_id INTEGER REFERENCES genre(id));"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) INSERT INTO artist "
    "SELECT i, 'A' FROM n;"
    "INSERT INTO album SELECT NULL, 'T', id FROM artist, (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3);"
    "INSERT INTO award SELECT NULL, id FROM artist;"
    "INSERT INTO genre VALUES(1),(2),(3),(4),(5);"
    "INSERT INTO track SELECT NULL, 1 + id % 5 FROM artist"_s;

qint64 statements(const ChosenLinkOf &chosen, Lazy lazy)
{
    const auto &costs = chosen.find<ui::CostBars>(u"costBars"_s)->costs();
    const auto found = std::ranges::find(costs, lazy, &insight::LoadCost::lazy);
    return found == costs.cend() ? 0 : found->statements;
}

/// Where a strategy's bar is, once the bars have their numbers.
int rowOf(const ui::CostBars &bars, Lazy lazy)
{
    static_cast<void>(QTest::qWaitFor([&bars] { return !bars.costs().isEmpty(); }));
    return int(std::ranges::find(bars.costs(), lazy, &insight::LoadCost::lazy) - bars.costs().begin());
}

QString text(const ChosenLinkOf &chosen, const QString &label)
{
    return chosen.find<QLabel>(label)->text();
}

} // namespace

/// What loading costs, with the open database's own numbers and the SQL.
class LinkCostsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"linkcosts"_s); }

    void theNumbersAreTheOpenDatabases()
    {
        ChosenLinkOf chosen(kMusic, u"album"_s);
        QTRY_VERIFY(text(chosen, u"costWords"_s).contains(u"150 in artist, 450 in album"_s));
        QVERIFY2(text(chosen, u"costWords"_s).contains(u"the first 100 rows of Artist"_s),
                 qPrintable(text(chosen, u"costWords"_s)));
        QTRY_COMPARE(statements(chosen, Lazy::Select), 101);
        chosen.choose(u"track"_s);
        QVERIFY(text(chosen, u"costWords"_s).contains(u"all 5 rows of Genre"_s));
        QTRY_COMPARE(statements(chosen, Lazy::Select), 6);
        chosen.pick(u"costSide"_s, u"Loading Track.genre"_s);
        QVERIFY(text(chosen, u"costWords"_s).contains(u"at most, for the first 100 rows of Track"_s));
        QTRY_COMPARE(statements(chosen, Lazy::Select), 6); // There are no more genres.
    }

    void theChosenSideStaysWhenItIsEdited()
    {
        ChosenLinkOf chosen(kMusic, u"track"_s);
        chosen.pick(u"costSide"_s, u"Loading Track.genre"_s);
        auto *bars = chosen.find<ui::CostBars>(u"costBars"_s);
        QTest::mouseClick(bars, Qt::LeftButton, {}, bars->rowRect(rowOf(*bars, Lazy::Joined)).center());
        QCoreApplication::processEvents();
        QCOMPARE(chosen.schema().childSide(chosen.link)->lazy, Lazy::Joined);
        QCOMPARE(chosen.find<QComboBox>(u"costSide"_s)->currentText(), u"Loading Track.genre"_s);
    }

    void aDrawingAssumesAHundred()
    {
        tests::DrawingWindow drawing;
        project::DesignDocument &document = drawing.window.document();
        const mapping::MappedSchema blog = tests::reflectedSql(
            u"CREATE TABLE user (id INTEGER PRIMARY KEY);"
            "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user(id))"_s);
        QList<schema::SchemaStep> steps;
        for (const QString &name : {u"user"_s, u"post"_s}) {
            schema::Table table = *blog.table(name);
            table.foreignKeys.clear();
            steps += schema::AddTable{-1, table};
        }
        const schema::Table &post = *blog.table(u"post"_s);
        steps += schema::AddForeignKey{post.id, 0, post.foreignKeys.first()};
        const auto done = document.change({u"t"_s, {schema::SchemaChange{u"t"_s, steps}}});
        QVERIFY2(done, qPrintable(done ? QString() : done.error().text()));
        const base::LinkId link = document.schema().table(u"post"_s)->foreignKeys.first().id;
        drawing.window.diagram().diagram()->linkItem(link)->setSelected(true);
        const auto *words = drawing.window.inspector().findChild<QLabel *>(u"costWords"_s);
        QVERIFY(words);
        QVERIFY2(words->text().contains(u"100 rows of User"_s) && words->text().contains(u"assumed"_s),
                 qPrintable(words->text()));
    }

    void theSqlIsThatOfTheStrategyAndCanBeCopied()
    {
        ChosenLinkOf chosen(kMusic, u"album"_s);
        QTRY_VERIFY(text(chosen, u"costWords"_s).contains(u"150 in artist"_s));
        const auto shown = [&] { return chosen.find<QPlainTextEdit>(u"sqlBox"_s)->toPlainText(); };
        QTRY_VERIFY2(shown().contains(u"LIMIT 100"_s), qPrintable(shown()));
        QVERIFY2(shown().contains(u"again for each row"_s), qPrintable(shown()));
        QVERIFY2(!shown().contains(u" IN ("_s), qPrintable(shown()));
        // The mouse over a bar shows what a click would choose.
        auto *bars = chosen.find<ui::CostBars>(u"costBars"_s);
        chosen.on.window.inspector().ensureWidgetVisible(bars);
        QCoreApplication::processEvents();
        QTest::mouseMove(bars, bars->rowRect(rowOf(*bars, Lazy::Selectin)).center());
        QTRY_VERIFY(shown().contains(u"?, ?, … 100 in all"_s));
        QCOMPARE(chosen.schema().parentSide(chosen.link)->lazy, Lazy::Select);
        QTest::mouseClick(bars, Qt::LeftButton, {}, bars->rowRect(rowOf(*bars, Lazy::Selectin)).center());
        QCoreApplication::processEvents();
        QCOMPARE(chosen.schema().parentSide(chosen.link)->lazy, Lazy::Selectin);
        QTRY_VERIFY(shown().contains(u"?, ?, … 100 in all"_s));
        QGuiApplication::clipboard()->clear();
        QTest::mouseClick(chosen.find<QPushButton>(u"copySql"_s), Qt::LeftButton);
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied.count(u'?'), 100);
        QVERIFY2(copied.contains(u"\nFROM \"album\""_s), qPrintable(copied));
    }

    void manyStatementsAreAdvisedAgainstAndTheButtonSetsLazy()
    {
        ChosenLinkOf chosen(kMusic, u"album"_s);
        QTRY_COMPARE(text(chosen, u"costAdvice"_s), u"101 statements; with selectin 2"_s);
        auto *button = chosen.find<QPushButton>(u"costAdviceButton"_s);
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCoreApplication::processEvents();
        QCOMPARE(chosen.schema().parentSide(chosen.link)->lazy, Lazy::Selectin);
        QVERIFY(!chosen.find<QPushButton>(u"costAdviceButton"_s)->isVisible());
        chosen.undo();
        QCOMPARE(chosen.schema().parentSide(chosen.link)->lazy, Lazy::Select);
    }

    void collectionsThatAreJoinedTogetherAreToldWithTheRowsTheyMultiply()
    {
        ChosenLinkOf chosen(kMusic, u"album"_s);
        QTRY_VERIFY(text(chosen, u"costWords"_s).contains(u"150 in artist"_s));
        chosen.pick(u"parentLazy"_s, u"joined"_s);
        QVERIFY(!chosen.find<QPushButton>(u"costAdviceButton"_s)->isVisible());
        chosen.choose(u"award"_s);
        chosen.pick(u"parentLazy"_s, u"joined"_s);
        const auto advice = [&chosen] { return text(chosen, u"costAdvice"_s); };
        QTRY_VERIFY2(advice().contains(u"100 rows of Artist come in about 300 rows"_s), qPrintable(advice()));
        // The lint says the same of any numbers, and stands in the editor with its fix.
        const auto *findings = chosen.find<ui::LinkFindings>(u"linkFindings"_s);
        QVERIFY(findings && findings->isVisible());
        QVERIFY2(findings->told().join(u' ').contains(u"are both loaded by joins"_s),
                 qPrintable(findings->told().join(u' ')));
    }

    void aLineWithNothingToTakeBackLeavesUndoToTheDesign()
    {
        ChosenLinkOf chosen(kMusic, u"album"_s);
        chosen.type(u"parentName"_s, u"records"_s);
        QVERIFY(chosen.schema().relationship(u"artist"_s, u"records"_s));
        auto *name = chosen.find<QLineEdit>(u"parentName"_s);
        name->setFocus();
        QTest::keyClick(name, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(chosen.schema().relationship(u"artist"_s, u"albums"_s));
        QCoreApplication::processEvents();
        // What is being typed is the line's own.
        name = chosen.find<QLineEdit>(u"parentName"_s);
        name->setFocus();
        QTest::keyClick(name, Qt::Key_End);
        QTest::keyClicks(name, u"x"_s);
        QTest::keyClick(name, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(name->text(), u"albums"_s);
        QVERIFY(chosen.schema().relationship(u"artist"_s, u"albums"_s));
    }

    void theWheelOverAFieldChangesNothing()
    {
        ChosenLinkOf chosen(kMusic, u"album"_s);
        const mapping::Design before = chosen.on.window.document().design();
        for (const QString &name : {u"parentLazy"_s, u"onDelete"_s, u"costSide"_s}) {
            auto *combo = chosen.find<QComboBox>(name);
            const int index = combo->currentIndex();
            const QPointF at = combo->rect().center();
            QWheelEvent wheel(at, combo->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(combo, &wheel);
            QCOMPARE(combo->currentIndex(), index);
        }
        QCoreApplication::processEvents();
        QVERIFY(chosen.on.window.document().design() == before);
    }

    void longListsAreCutWhereTheyAreShown()
    {
        QCOMPARE(ui::withShortLists(u"a IN (?, ?, ?, ?, ?, ?, ?)"_s), u"a IN (?, ?, … 7 in all)"_s);
        QCOMPARE(ui::withShortLists(u"a IN (?, ?, ?)"_s), u"a IN (?, ?, ?)"_s);
        QCOMPARE(ui::withShortLists(u"VALUES (?, ?), (?, ?), (?, ?), (?, ?), (?, ?)"_s),
                 u"VALUES (?, ?), (?, ?), … 5 in all"_s);
        QCOMPARE(ui::inClauses(u"SELECT a FROM (SELECT b FROM c) AS d WHERE e = ' FROM '"_s),
                 u"SELECT a\nFROM (SELECT b FROM c) AS d\nWHERE e = ' FROM '"_s);
    }
};

QTEST_MAIN(LinkCostsTest)
#include "tst_linkcosts.moc"
