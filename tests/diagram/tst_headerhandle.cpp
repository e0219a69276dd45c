#include "diagramfixture.h"

#include "ui/diagram/hintlabel.h"

#include <QLineEdit>

using namespace relata;
using namespace relata::tests;

namespace {

/// lesson (1) with a key of two columns, exam (2) that has columns of these names, room (3).
mapping::MappedSchema school()
{
    schema::Table exam = table(2, u"exam"_s,
                               {column(u"id"_s, u"INTEGER"_s, false), column(u"lesson_day"_s, u"TEXT"_s),
                                column(u"lesson_hour"_s, u"INTEGER"_s)});
    return mapped(
        {table(1, u"lesson"_s, {column(u"day"_s, u"TEXT"_s, false), column(u"hour"_s, u"INTEGER"_s, false)},
               {u"day"_s, u"hour"_s}),
         exam, table(3, u"room"_s, {column(u"id"_s, u"INTEGER"_s, false)})});
}

/// Hovers a card, so that its handle shows, and gives where that is.
QPoint handleOf(DiagramFixture &diagram, int table)
{
    diagram.moveTo(diagram.emptyPlace(), diagram.header(table), Qt::NoButton);
    const ui::TableItem *item = diagram.item(table);
    return diagram.view.mapFromScene(item->pos() + item->geometry().handle());
}

void dragHandle(DiagramFixture &diagram, int table, QPoint to, Qt::KeyboardModifiers modifiers = {})
{
    const QPoint from = handleOf(diagram, table);
    diagram.press(from, Qt::LeftButton, modifiers);
    diagram.moveTo(from, to);
    diagram.release(to);
}

} // namespace

/// The handle at a card's header stands for the table as a whole.
class HeaderHandleTest : public QObject
{
    Q_OBJECT

private slots:
    void theHandleShowsWhereTheCardIsHovered()
    {
        DiagramFixture diagram(blog());
        const QPoint at = handleOf(diagram, 1);
        QVERIFY(diagram.scene().hit(diagram.view.mapToScene(at), 1).part == ui::DiagramHit::Part::Handle);
        diagram.moveTo(at, diagram.emptyPlace(), Qt::NoButton);
        QVERIFY(diagram.scene().hit(diagram.view.mapToScene(at), 1).part != ui::DiagramHit::Part::Handle);
    }

    void aDragFromItLinksTheWholeTable()
    {
        DiagramFixture diagram(blog());
        dragHandle(diagram, 1, diagram.header(3));
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        const schema::Table *tag = diagram.tableNamed(u"tag"_s);
        QCOMPARE(tag->foreignKeys.size(), 1);
        QCOMPARE(tag->foreignKeys.first().columns, QStringList{u"author_id"_s});
        QCOMPARE(diagram.position(1), diagram.item(1)->pos()); // The card did not move.
        QCOMPARE(diagram.stack.count(), 1);
    }

    void aColumnThatWaitsForTheKeyIsTaken()
    {
        DiagramFixture diagram(blog());
        dragHandle(diagram, 1, diagram.header(2));
        const schema::Table *post = diagram.tableNamed(u"post"_s);
        QCOMPARE(post->columns.size(), 3);
        QCOMPARE(post->foreignKeys.value(0).columns, QStringList{u"author_id"_s});
    }

    void aKeyOfSeveralColumnsMakesOneForeignKey()
    {
        DiagramFixture diagram(school());
        dragHandle(diagram, 1, diagram.header(3));
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        const schema::Table *room = diagram.tableNamed(u"room"_s);
        QCOMPARE(room->columns.size(), 3);
        QCOMPARE(room->foreignKeys.size(), 1);
        QCOMPARE(room->foreignKeys.first().columns, (QStringList{u"lesson_day"_s, u"lesson_hour"_s}));
        QCOMPARE(room->foreignKeys.first().targetColumns, (QStringList{u"day"_s, u"hour"_s}));
        QCOMPARE(room->column(u"lesson_day"_s)->type, u"TEXT"_s);
        QVERIFY(diagram.document.schema().parentSide(room->foreignKeys.first().id));
        diagram.stack.undo();
        QCOMPARE(diagram.document.schema(), school());
    }

    void columnsThatWaitForAKeyOfSeveralAreTaken()
    {
        DiagramFixture diagram(school());
        dragHandle(diagram, 1, diagram.header(2));
        const schema::Table *exam = diagram.tableNamed(u"exam"_s);
        QCOMPARE(exam->columns.size(), 3);
        QCOMPARE(exam->foreignKeys.value(0).columns, (QStringList{u"lesson_day"_s, u"lesson_hour"_s}));
    }

    void columnsOfTheSameNamesAreTakenForAKeyOfSeveral()
    {
        QList<schema::Table> tables = school().tables;
        tables[2].columns += {column(u"day"_s, u"TEXT"_s), column(u"hour"_s, u"INTEGER"_s)};
        DiagramFixture diagram(mapped(tables));
        dragHandle(diagram, 1, diagram.header(3));
        const schema::Table *room = diagram.tableNamed(u"room"_s);
        QCOMPARE(room->columns.size(), 3);
        QCOMPARE(room->foreignKeys.value(0).columns, (QStringList{u"day"_s, u"hour"_s}));
    }

    void ontoItsOwnCardATableRefersToItself_data()
    {
        QTest::addColumn<bool>("isRoundabout");
        QTest::newRow("straight") << false;
        QTest::newRow("out of the card and back") << true;
    }
    void ontoItsOwnCardATableRefersToItself()
    {
        QFETCH(bool, isRoundabout);
        DiagramFixture diagram(blog());
        const QPoint from = handleOf(diagram, 3);
        diagram.press(from);
        const QPoint between = isRoundabout ? diagram.emptyPlace() : from;
        diagram.moveTo(from, between);
        diagram.moveTo(between, diagram.header(3));
        diagram.release(diagram.header(3));
        const schema::Table *tag = diagram.tableNamed(u"tag"_s);
        QCOMPARE(tag->foreignKeys.size(), 1);
        QCOMPARE(tag->foreignKeys.first().table, u"tag"_s);
        QCOMPARE(tag->foreignKeys.first().columns, QStringList{u"parent_id"_s});
    }

    void aShakyPressOnItLinksNothing()
    {
        DiagramFixture diagram(blog());
        dragHandle(diagram, 3, handleOf(diagram, 3) - QPoint(8, 3));
        QVERIFY(diagram.tableNamed(u"tag"_s)->foreignKeys.isEmpty());
        QCOMPARE(diagram.stack.count(), 0);
    }

    void withCtrlItMakesAManyToMany()
    {
        DiagramFixture diagram(blog());
        dragHandle(diagram, 2, diagram.header(3), Qt::ControlModifier);
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        const schema::Table *junction = diagram.tableNamed(u"post_tag"_s);
        QVERIFY(junction);
        QCOMPARE(junction->foreignKeys.size(), 2);
    }

    void ontoTheEmptyCanvasAChildIsTyped()
    {
        DiagramFixture diagram(blog());
        dragHandle(diagram, 1, diagram.emptyPlace());
        auto *name = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(name);
        diagram.type(u"note"_s);
        for (int i = 0; i < 4 && qobject_cast<QLineEdit *>(QApplication::focusWidget()); ++i)
            diagram.key(Qt::Key_Return);
        const schema::Table *note = diagram.tableNamed(u"note"_s);
        QVERIFY(note);
        QCOMPARE(note->foreignKeys.value(0).table, u"author"_s);
    }

    void ofAKeyOfSeveralColumnsTheChildHasThemAll()
    {
        DiagramFixture diagram(school());
        dragHandle(diagram, 1, diagram.emptyPlace());
        diagram.type(u"visit"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(diagram.problems.isEmpty(), qPrintable(diagram.problems.join(u'\n')));
        const schema::Table *visit = diagram.tableNamed(u"visit"_s);
        QVERIFY(visit);
        QCOMPARE(visit->foreignKeys.size(), 1);
        QCOMPARE(visit->foreignKeys.first().columns, QStringList({u"lesson_day"_s, u"lesson_hour"_s}));
        QCOMPARE(visit->foreignKeys.first().targetColumns, QStringList({u"day"_s, u"hour"_s}));
        QCOMPARE(visit->column(u"lesson_day"_s)->type, u"TEXT"_s);
        QVERIFY(diagram.document.schema().parentSide(visit->foreignKeys.first().id));
        diagram.stack.undo();
        QVERIFY(!diagram.tableNamed(u"visit"_s));
    }

    void theColumnsOfItMayHaveOtherNames()
    {
        DiagramFixture diagram(school());
        dragHandle(diagram, 1, diagram.emptyPlace());
        diagram.type(u"visit"_s);
        diagram.key(Qt::Key_Return);
        diagram.key(Qt::Key_Return); // From the usual key to the first column.
        qobject_cast<QLineEdit *>(QApplication::focusWidget())->selectAll();
        diagram.type(u"weekday TEXT NOT NULL"_s);
        diagram.key(Qt::Key_Return, Qt::ControlModifier);
        const schema::Table *visit = diagram.tableNamed(u"visit"_s);
        QVERIFY(visit);
        QCOMPARE(visit->columns.size(), 3);
        QCOMPARE(visit->foreignKeys.value(0).columns, QStringList({u"weekday"_s, u"lesson_hour"_s}));
        QVERIFY(!visit->column(u"weekday"_s)->nullable);
    }

    void whatCanBeDroppedOnStandsOut()
    {
        DiagramFixture diagram(blog());
        const QPoint from = handleOf(diagram, 1);
        diagram.press(from);
        diagram.moveTo(from, diagram.header(3));
        QVERIFY(diagram.item(3)->isHovered());
        diagram.moveTo(diagram.header(3), diagram.emptyPlace());
        QVERIFY(!diagram.item(3)->isHovered());
        diagram.key(Qt::Key_Escape);
        QVERIFY(diagram.tableNamed(u"tag"_s)->foreignKeys.isEmpty());
    }

    void escapeWhileALinkIsDrawnLeavesEverythingAsItWas()
    {
        DiagramFixture diagram(blog());
        for (const QPoint from : {handleOf(diagram, 1), diagram.row(1, u"id"_s)}) {
            diagram.press(from);
            diagram.moveTo(from, diagram.header(3));
            diagram.key(Qt::Key_Escape);
            diagram.release(diagram.header(3));
            QCOMPARE(diagram.document.schema(), blog());
            QCOMPARE(diagram.stack.count(), 0);
        }
    }

    void aViewHasNone()
    {
        QList<schema::Table> tables = blog().tables;
        tables[2].kind = schema::TableKind::View;
        tables[2].primaryKey.clear();
        DiagramFixture diagram(mapped(tables));
        const QPoint at = handleOf(diagram, 3);
        QVERIFY(diagram.scene().hit(diagram.view.mapToScene(at), 1).part != ui::DiagramHit::Part::Handle);
    }
};

QTEST_MAIN(HeaderHandleTest)
#include "tst_headerhandle.moc"
