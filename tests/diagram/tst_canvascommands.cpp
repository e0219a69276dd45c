#include "diagramfixture.h"

#include "core/schema/partids.h"

#include "ui/diagram/arranging/freeplace.h"
#include "ui/diagram/cardclipboard.h"
#include "ui/diagram/tools/snapping.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>

using namespace relata;
using namespace relata::tests;

namespace {

bool overlapsAny(DiagramFixture &diagram, const ui::TableItem *item)
{
    for (const ui::TableItem *other : diagram.scene().tableItems()) {
        if (other != item && other->card().intersects(item->card()))
            return true;
    }
    return false;
}

const ui::TableItem *itemOf(DiagramFixture &diagram, const QString &table)
{
    const schema::Table *found = diagram.tableNamed(table);
    return found ? diagram.scene().tableItem(found->id) : nullptr;
}

void align(DiagramFixture &diagram, int table, const QString &entry)
{
    const QPoint at = diagram.header(table);
    QContextMenuEvent asked(QContextMenuEvent::Mouse, at, diagram.view.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(diagram.view.viewport(), &asked);
    auto *menu = diagram.view.findChild<QMenu *>(u"alignMenu"_s);
    QVERIFY(menu);
    for (QAction *action : menu->actions()) {
        if (action->text() == entry)
            action->trigger();
    }
    for (QMenu *open : diagram.view.findChildren<QMenu *>(u"diagramMenu"_s))
        open->close();
}

} // namespace

/// Duplicates, the clipboard, nudges and alignment on the canvas.
class CanvasCommandsTest : public QObject
{
    Q_OBJECT

private slots:
    void ctrlDPutsACopyBesideTheTableAndSelectsIt()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.click(diagram.header(2));
        diagram.key(Qt::Key_D, Qt::ControlModifier);
        const ui::TableItem *copy = itemOf(diagram, u"post_copy"_s);
        QVERIFY(copy);
        QVERIFY(!overlapsAny(diagram, copy));
        QCOMPARE(diagram.scene().selectedTables(), QList{copy->id()});
        QCOMPARE(copy->table().foreignKeys.first().table, u"author"_s);
        QCOMPARE(diagram.scene().linkItems().size(), 2);
        QCOMPARE(diagram.stack.count(), 1);
        diagram.stack.undo();
        QCOMPARE(diagram.document.schema(), linkedBlog());
    }

    void severalTablesKeepTheirPlacesToEachOther()
    {
        DiagramFixture diagram(linkedBlog());
        QVERIFY(diagram.settle());
        diagram.click(diagram.header(1));
        diagram.click(diagram.header(2), Qt::ControlModifier);
        diagram.key(Qt::Key_D, Qt::ControlModifier);
        const ui::TableItem *author = itemOf(diagram, u"author_copy"_s);
        const ui::TableItem *post = itemOf(diagram, u"post_copy"_s);
        QVERIFY(author && post);
        QCOMPARE(post->pos() - author->pos(), diagram.item(2)->pos() - diagram.item(1)->pos());
        QCOMPARE(post->table().foreignKeys.first().table, u"author_copy"_s);
    }

    void copiedTablesArePastedAsTheyAre()
    {
        DiagramFixture from(linkedBlog());
        from.click(from.header(1));
        from.click(from.header(2), Qt::ControlModifier);
        from.key(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"CREATE TABLE"_s));
        QVERIFY(QGuiApplication::clipboard()->text().indexOf(u"author"_s) <
                QGuiApplication::clipboard()->text().indexOf(u"post"_s)); // Parents first.
        QCOMPARE(from.stack.count(), 0);

        DiagramFixture to(mapped({table(9, u"author"_s, {column(u"id"_s, u"INTEGER"_s, false)})}));
        to.view.setFocus();
        to.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(to.document.schema().tables.size(), 3);
        QVERIFY(to.tableNamed(u"author_2"_s));
        QCOMPARE(to.tableNamed(u"post"_s)->foreignKeys.first().table, u"author_2"_s);
        schema::Table pasted = *to.tableNamed(u"post"_s);
        schema::clearPartIds(pasted);
        QCOMPARE(pasted.columns, from.tableNamed(u"post"_s)->columns);
        QCOMPARE(to.scene().selectedTables().size(), 2);
        QCOMPARE(to.stack.count(), 1);
    }

    void cutTakesTheTablesAway()
    {
        DiagramFixture diagram(blog());
        diagram.click(diagram.header(3));
        diagram.key(Qt::Key_X, Qt::ControlModifier);
        QVERIFY(!diagram.tableNamed(u"tag"_s));
        diagram.key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(diagram.tableNamed(u"tag"_s));
    }

    void pastedTextIsAskedFor()
    {
        DiagramFixture diagram(blog());
        QString asked;
        QObject::connect(&diagram.scene().clipboard(), &ui::CardClipboard::sqlPasted, &diagram.view,
                         [&asked](const QString &sql) { asked = sql; });
        QGuiApplication::clipboard()->setText(u"CREATE TABLE a(b)"_s);
        diagram.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(asked, u"CREATE TABLE a(b)"_s);
    }

    void nothingSelectedLeavesTheClipboardAlone()
    {
        DiagramFixture diagram(blog());
        QGuiApplication::clipboard()->setText(u"mine"_s);
        diagram.key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"mine"_s);
    }

    void nudgesInARowAreOneStepOfUndo()
    {
        DiagramFixture diagram(blog());
        QVERIFY(diagram.settle());
        const QPointF before = diagram.item(1)->pos();
        diagram.click(diagram.header(1));
        for (int i = 0; i < 3; ++i)
            diagram.key(Qt::Key_Right, Qt::ControlModifier);
        diagram.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(diagram.item(1)->pos(), before + QPointF(12, 20));
        QCOMPARE(diagram.stack.count(), 1);
        diagram.stack.undo();
        QCOMPARE(diagram.item(1)->pos(), before);
        diagram.stack.redo();
        QCOMPARE(diagram.item(1)->pos(), before + QPointF(12, 20));
    }

    void nudgesOfOtherCardsAreAStepOfTheirOwn()
    {
        DiagramFixture diagram(blog());
        diagram.click(diagram.header(1));
        diagram.key(Qt::Key_Right, Qt::ControlModifier);
        diagram.click(diagram.header(3));
        diagram.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(diagram.stack.count(), 2);
    }

    void arrowsAloneGoOnSelecting()
    {
        DiagramFixture diagram(blog());
        diagram.click(diagram.header(1));
        const QPointF before = diagram.item(1)->pos();
        diagram.key(Qt::Key_Right);
        QCOMPARE(diagram.item(1)->pos(), before);
        QVERIFY(diagram.scene().selectedTables() != QList{base::TableId{1}});
    }

    void cardsAreAlignedAndSpread()
    {
        DiagramFixture diagram(
            blog(),
            {{{base::TableId{1}, {0, 0}}, {base::TableId{2}, {310, 90}}, {base::TableId{3}, {900, 30}}}});
        diagram.view.fit();
        diagram.click(diagram.header(1));
        diagram.click(diagram.header(2), Qt::ControlModifier);
        diagram.click(diagram.header(3), Qt::ControlModifier);
        align(diagram, 1, u"Top edges"_s);
        QCOMPARE(diagram.position(2).y(), 0.0);
        QCOMPARE(diagram.position(3).y(), 0.0);
        align(diagram, 1, u"Spread across"_s);
        const qreal left = diagram.item(2)->card().left() - diagram.item(1)->card().right();
        const qreal right = diagram.item(3)->card().left() - diagram.item(2)->card().right();
        QVERIFY2(qAbs(left - right) <= 1, qPrintable(u"%1 %2"_s.arg(left).arg(right)));
        QCOMPARE(diagram.position(3).x(), 900.0);
        QCOMPARE(diagram.stack.count(), 2);
    }

    void aDraggedCardIsDrawnIntoLine()
    {
        DiagramFixture diagram(
            blog(),
            {{{base::TableId{1}, {0, 0}}, {base::TableId{2}, {300, 0}}, {base::TableId{3}, {303, 300}}}});
        diagram.view.resetZoom();
        const QPoint at = diagram.header(3);
        diagram.drag(at, at + QPoint(0, 40));
        QCOMPARE(diagram.position(3), QPointF(300, 340));
    }

    void withCtrlItIsNot()
    {
        DiagramFixture diagram(
            blog(),
            {{{base::TableId{1}, {0, 0}}, {base::TableId{2}, {300, 0}}, {base::TableId{3}, {303, 300}}}});
        diagram.view.resetZoom();
        const QPoint at = diagram.header(3);
        diagram.press(at);
        for (const int down : {20, 40}) {
            QMouseEvent event(QEvent::MouseMove, at + QPoint(0, down),
                              diagram.view.viewport()->mapToGlobal(at + QPoint(0, down)), Qt::NoButton,
                              Qt::LeftButton, Qt::ControlModifier);
            QCoreApplication::sendEvent(diagram.view.viewport(), &event);
        }
        diagram.release(at + QPoint(0, 40));
        QCOMPARE(diagram.position(3), QPointF(303, 340));
    }

    void theDraggedCardIsOnTop()
    {
        DiagramFixture diagram(blog());
        const QPoint at = diagram.header(1);
        diagram.press(at);
        diagram.moveTo(at, at + QPoint(60, 60));
        QVERIFY(diagram.item(1)->zValue() > diagram.item(2)->zValue());
        diagram.release(at + QPoint(60, 60));
        QCOMPARE(diagram.item(1)->zValue(), diagram.item(2)->zValue());
    }

    void edgesAndMiddlesDraw()
    {
        const QList<QRectF> others{QRectF(0, 0, 100, 50)};
        const ui::Snap near = ui::snapTo(QRectF(4, 200, 100, 30), others, 6);
        QCOMPARE(near.by, QPointF(-4, 0));
        QCOMPARE(near.guides.size(), 3); // Both edges and the middle.
        QVERIFY(ui::snapTo(QRectF(17, 200, 100, 30), others, 6).guides.isEmpty());
        const ui::Snap middle = ui::snapTo(QRectF(42, 200, 20, 30), others, 6);
        QCOMPARE(middle.by, QPointF(-2, 0));
        QCOMPARE(middle.guides.size(), 1);
    }

    void aNewTableFindsRoomInViewAndIsSelected()
    {
        DiagramFixture diagram(manyTables(12));
        QVERIFY(diagram.settle());
        diagram.view.resetZoom();
        diagram.view.centerOn(diagram.item(6)->card().center());
        const QPoint at = diagram.view.mapFromScene(diagram.item(6)->card().center());
        diagram.moveTo(diagram.emptyPlace(), at, Qt::NoButton);
        diagram.key(Qt::Key_N);
        diagram.type(u"fresh"_s);
        for (int i = 0; i < 4 && qobject_cast<QLineEdit *>(QApplication::focusWidget()); ++i)
            diagram.key(Qt::Key_Return);
        const ui::TableItem *fresh = itemOf(diagram, u"fresh"_s);
        QVERIFY(fresh);
        QVERIFY(!overlapsAny(diagram, fresh));
        QCOMPARE(diagram.scene().selectedTables(), QList{fresh->id()});
        const QRectF seen = diagram.view.mapToScene(diagram.view.viewport()->rect()).boundingRect();
        QVERIFY(seen.contains(fresh->card()));
    }

    void aFreePlaceIsTheNearestOne()
    {
        const QList<QRectF> cards{QRectF(0, 0, 200, 100)};
        QCOMPARE(ui::freePlace({600, 600}, {100, 100}, cards), QPointF(600, 600));
        const QPointF beside = ui::freePlace({10, 10}, {100, 100}, cards);
        QVERIFY(!QRectF(beside, QSizeF(100, 100)).intersects(cards.first()));
        const QRectF seen(-1000, -1000, 1100, 3000); // No room at the right.
        QVERIFY(seen.contains(QRectF(ui::freePlace({10, 10}, {100, 100}, cards, seen), QSizeF(100, 100))));
    }

    void aRemovalSaysWhichLinksWentWithIt()
    {
        DiagramFixture diagram(linkedBlog());
        QString told;
        QObject::connect(&diagram.scene(), &ui::DiagramScene::statusText, &diagram.view,
                         [&told](const QString &text) { told = text; });
        diagram.click(diagram.header(1));
        diagram.key(Qt::Key_Delete);
        QCOMPARE(told, u"Removed 'author' with 1 link: post.author_id. Undo brings it back."_s);
        QCOMPARE(diagram.stack.count(), 1);
        diagram.click(diagram.header(3));
        diagram.key(Qt::Key_Delete);
        QCOMPARE(told, u"Removed 'tag'. Undo brings it back."_s);
    }
};

QTEST_MAIN(CanvasCommandsTest)
#include "tst_canvascommands.moc"
