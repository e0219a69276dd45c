#include "diagramfixture.h"

#include <algorithm>

using namespace relata;
using namespace relata::tests;

class DraggingCardsTest : public QObject
{
    Q_OBJECT

private slots:
    void draggingACardMovesItAsOneStepOfUndo()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.view.setZoom(1);
        const QPointF before = diagram.position(2);
        const QPoint at = diagram.header(2);
        diagram.drag(at, at + QPoint(60, 40));
        QCOMPARE(diagram.position(2), before + QPointF(60, 40));
        QCOMPARE(diagram.stack.count(), 1);
        QCOMPARE(diagram.stack.undoText(), u"Move 'post'"_s);
        diagram.stack.undo();
        QCOMPARE(diagram.position(2), before);
        QCOMPARE(diagram.item(2)->pos(), before);
        diagram.stack.redo();
        QCOMPARE(diagram.item(2)->pos(), before + QPointF(60, 40));
    }

    void linksFollowACardWhileItIsDragged()
    {
        DiagramFixture diagram(linkedBlog());
        const QPoint at = diagram.header(2);
        diagram.press(at);
        diagram.moveTo(at, at + QPoint(0, 120));
        const ui::LinkItem *link = diagram.scene().linkItems().first();
        const ui::TableItem *child = diagram.item(2);
        QCOMPARE(link->route().first().y(), child->pos().y() + child->geometry().rowY(u"author_id"_s));
        QCOMPARE(diagram.stack.count(), 0);
        diagram.release(at + QPoint(0, 120));
        QCOMPARE(link->route().first().y(), child->pos().y() + child->geometry().rowY(u"author_id"_s));
    }

    void aHubIsDraggedWithItsLinksAndTheyGoRoundTheCardsAfterTheDrop()
    {
        QList<schema::Table> tables{table(1, u"hub"_s, {column(u"id"_s, u"INTEGER"_s, false)})};
        for (int i = 2; i <= 62; ++i) {
            tables.append(table(i, u"spoke_%1"_s.arg(i),
                                {column(u"id"_s, u"INTEGER"_s), column(u"hub_id"_s, u"INTEGER"_s)}));
            tables.last().foreignKeys = {foreignKey(i, u"hub_id"_s, u"hub"_s)};
        }
        DiagramFixture diagram(mapped(tables));
        const auto meetsRows = [&diagram] {
            const auto &links = diagram.scene().linkItems();
            return std::all_of(links.cbegin(), links.cend(), [&diagram](const ui::LinkItem *link) {
                const ui::TableItem *hub = diagram.item(1);
                return link->route().last().y() == hub->pos().y() + hub->geometry().rowY(u"id"_s);
            });
        };
        const QPoint at = diagram.header(1);
        diagram.press(at);
        diagram.moveTo(at, at + QPoint(40, 90));
        QVERIFY(meetsRows());
        diagram.release(at + QPoint(40, 90));
        QVERIFY(meetsRows());
        QCOMPARE(diagram.stack.count(), 1);
    }

    void escapeInADragPutsTheCardBack()
    {
        DiagramFixture diagram(linkedBlog());
        const QPointF before = diagram.position(2);
        const QPoint at = diagram.header(2);
        diagram.press(at);
        diagram.moveTo(at, at + QPoint(80, 80));
        QVERIFY(diagram.item(2)->pos() != before);
        QTest::keyClick(&diagram.view, Qt::Key_Escape);
        diagram.release(at + QPoint(80, 80));
        QCOMPARE(diagram.item(2)->pos(), before);
        QCOMPARE(diagram.stack.count(), 0);
    }

    void selectedCardsAreDraggedTogether()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.view.setZoom(0.8);
        diagram.click(diagram.header(1));
        diagram.click(diagram.header(2), Qt::ControlModifier);
        QCOMPARE(diagram.scene().selectedTables().size(), 2);
        const QPointF apart = diagram.position(2) - diagram.position(1);
        const QPointF before = diagram.position(1);
        const QPoint at = diagram.header(1);
        diagram.drag(at, at + QPoint(40, 16));
        QVERIFY(diagram.position(1) != before);
        QVERIFY((diagram.position(2) - diagram.position(1) - apart).manhattanLength() <= 2);
        QCOMPARE(diagram.stack.count(), 1);
    }

    void aCardMovesWhereTheSchemaCannotBeEdited()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.scene().setEditable(false, u"Changing an existing database comes later."_s);
        const QPointF before = diagram.position(3);
        const QPoint at = diagram.row(3, u"word"_s);
        diagram.drag(at, at + QPoint(0, 60));
        QVERIFY(diagram.position(3) != before);
        QVERIFY(diagram.problems.isEmpty());
    }
};

QTEST_MAIN(DraggingCardsTest)
#include "tst_draggingcards.moc"
