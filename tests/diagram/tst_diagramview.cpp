#include "diagramfixture.h"

#include <QSignalSpy>

using namespace relata;
using namespace relata::tests;

class DiagramViewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<base::TableId>(); }

    void everyTableHasACardAndEveryForeignKeyALink()
    {
        DiagramFixture diagram(linkedBlog());
        QCOMPARE(diagram.scene().tableItems().size(), 3);
        QCOMPARE(diagram.scene().linkItems().size(), 1);
    }

    void theFirstLayoutHasNoOverlapsAndIsNoStepOfUndo()
    {
        DiagramFixture diagram(manyTables(427));
        QVERIFY(diagram.settle());
        const auto &items = diagram.scene().tableItems();
        QCOMPARE(items.size(), 427);
        for (qsizetype a = 0; a < items.size(); ++a) {
            for (qsizetype b = a + 1; b < items.size(); ++b)
                QVERIFY(!items.at(a)->card().intersects(items.at(b)->card()));
        }
        QCOMPARE(diagram.stack.count(), 0);
        QCOMPARE(diagram.document.layout().positions.size(), 427);
    }

    void theEndsOfALinkMeetTheRowsOfItsColumns()
    {
        DiagramFixture diagram(manyTables(60));
        QVERIFY(diagram.settle());
        for (const ui::LinkItem *link : diagram.scene().linkItems()) {
            const ui::TableItem *child = diagram.scene().tableItem(link->link().child);
            const ui::TableItem *parent = diagram.scene().tableItem(link->link().parent);
            const QPointF start = link->route().first();
            const QPointF end = link->route().last();
            QCOMPARE(start.y(), child->pos().y() + child->geometry().rowY(u"parent_id"_s));
            QCOMPARE(end.y(), parent->pos().y() + parent->geometry().rowY(u"id"_s));
            QVERIFY(start.x() == child->card().left() || start.x() == child->card().right());
            QVERIFY(end.x() == parent->card().left() || end.x() == parent->card().right());
        }
    }

    void noLinkRunsThroughACard()
    {
        DiagramFixture diagram(manyTables(60));
        QVERIFY(diagram.settle());
        for (const ui::LinkItem *link : diagram.scene().linkItems()) {
            for (qsizetype i = 0; i + 1 < link->route().size(); ++i) {
                const QRectF stretch = QRectF(link->route().at(i), link->route().at(i + 1)).normalized();
                for (const ui::TableItem *item : diagram.scene().tableItems()) {
                    const QRectF inside = item->card().adjusted(1, 1, -1, -1);
                    QVERIFY(!stretch.adjusted(-0.1, -0.1, 0.1, 0.1).intersects(inside));
                }
            }
        }
    }

    void aSavedLayoutIsShownAsItWas()
    {
        project::DiagramLayout layout;
        layout.positions = {
            {base::TableId{1}, {10, 20}}, {base::TableId{2}, {400, 20}}, {base::TableId{3}, {10, 500}}};
        DiagramFixture diagram(linkedBlog(), layout);
        QCOMPARE(diagram.item(2)->pos(), QPointF(400, 20));
        QCOMPARE(diagram.document.layout(), layout);
    }

    void aTableThatTheSavedLayoutDoesNotKnowGetsAPlaceBesideTheOthers()
    {
        project::DiagramLayout layout;
        layout.positions = {{base::TableId{1}, {10, 20}}, {base::TableId{2}, {400, 20}}};
        DiagramFixture diagram(linkedBlog(), layout);
        QCOMPARE(diagram.item(1)->pos(), QPointF(10, 20));
        QVERIFY(diagram.document.layout().positions.contains(base::TableId{3}));
        QVERIFY(!diagram.item(3)->card().intersects(diagram.item(1)->card()));
        QVERIFY(!diagram.item(3)->card().intersects(diagram.item(2)->card()));
    }

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

    void aClickSelectsATableAndMakesItsLinksStandOut()
    {
        DiagramFixture diagram(linkedBlog());
        QSignalSpy spy(&diagram.scene(), &ui::DiagramScene::selectedItemsChanged);
        diagram.click(diagram.header(1));
        QCOMPARE(diagram.scene().selectedTables(), QList{base::TableId{1}});
        QCOMPARE(spy.size(), 1);
        QCOMPARE(diagram.scene().linkItems().first()->emphasis(), ui::LinkItem::Emphasis::TableSelected);
        diagram.click(diagram.emptyPlace());
        QVERIFY(diagram.scene().selectedTables().isEmpty());
        QCOMPARE(diagram.scene().linkItems().first()->emphasis(), ui::LinkItem::Emphasis::None);
    }

    void aClickNearALinkSelectsItAndShowsItsNames()
    {
        DiagramFixture diagram(linkedBlog());
        const ui::LinkItem *link = diagram.scene().linkItems().first();
        const QPointF middle = (link->route().at(0) + link->route().at(1)) / 2;
        diagram.click(diagram.view.mapFromScene(middle) + QPoint(0, 4));
        QCOMPARE(diagram.scene().selectedLinks(), QList{base::LinkId{1}});
        QStringList texts;
        for (const ui::LinkLabel &label : link->labels())
            texts.append(label.text);
        QCOMPARE(texts, (QStringList{u"author"_s, u"posts"_s, u"select"_s}));
    }

    void aBandOnTheEmptyCanvasSelectsWhatItTouches()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.drag({2, 2},
                     QPoint(diagram.view.viewport()->width() - 3, diagram.view.viewport()->height() - 3));
        QCOMPARE(diagram.scene().selectedTables().size(), 3);
    }

    void aDoubleClickOnTheHeaderBrowsesTheTable()
    {
        DiagramFixture diagram(linkedBlog());
        QSignalSpy spy(&diagram.scene(), &ui::DiagramScene::tableActivated);
        QTest::mouseDClick(diagram.view.viewport(), Qt::LeftButton, {}, diagram.header(2));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().value<base::TableId>(), base::TableId{2});
    }

    void controlEnterBrowsesTheSelectedTable()
    {
        DiagramFixture diagram(linkedBlog());
        QSignalSpy spy(&diagram.scene(), &ui::DiagramScene::tableActivated);
        QTest::keyClick(&diagram.view, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(spy.size(), 0);
        diagram.scene().select({base::TableId{3}});
        QTest::keyClick(&diagram.view, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(spy.size(), 1);
    }

    void theWheelScrollsAndWithShiftSideways()
    {
        DiagramFixture diagram(linkedBlog());
        const QPointF before = diagram.view.mapToScene(0, 0);
        diagram.wheel({300, 300}, {0, -120});
        const QPointF down = diagram.view.mapToScene(0, 0);
        QVERIFY(down.y() > before.y());
        QCOMPARE(down.x(), before.x());
        diagram.wheel({300, 300}, {0, -120}, Qt::ShiftModifier);
        QVERIFY(diagram.view.mapToScene(0, 0).x() > down.x());
        QCOMPARE(diagram.view.mapToScene(0, 0).y(), down.y());
    }

    void controlAndWheelZoomAboutThePointer()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.view.setZoom(1);
        QSignalSpy spy(&diagram.view, &ui::DiagramView::zoomChanged);
        const QPoint pointer(700, 200);
        const QPointF under = diagram.view.mapToScene(pointer);
        diagram.wheel(pointer, {0, 120}, Qt::ControlModifier);
        QCOMPARE(diagram.view.zoom(), 1.25);
        QVERIFY((diagram.view.mapToScene(pointer) - under).manhattanLength() < 3);
        QCOMPARE(spy.size(), 1);
        for (int i = 0; i < 40; ++i)
            diagram.wheel(pointer, {0, 120}, Qt::ControlModifier);
        QCOMPARE(diagram.view.zoom(), 4.0);
        for (int i = 0; i < 80; ++i)
            diagram.wheel(pointer, {0, -120}, Qt::ControlModifier);
        QCOMPARE(diagram.view.zoom(), 0.05);
    }

    void theMiddleButtonAndSpacePan()
    {
        DiagramFixture diagram(linkedBlog());
        QPointF before = diagram.view.mapToScene(0, 0);
        diagram.drag({400, 300}, {340, 280}, Qt::MiddleButton);
        QVERIFY(diagram.view.mapToScene(0, 0).x() > before.x());
        before = diagram.view.mapToScene(0, 0);
        QTest::keyPress(&diagram.view, Qt::Key_Space);
        diagram.drag(diagram.header(1), diagram.header(1) + QPoint(50, 30));
        QTest::keyRelease(&diagram.view, Qt::Key_Space);
        QVERIFY(diagram.view.mapToScene(0, 0).x() < before.x());
        QCOMPARE(diagram.stack.count(), 0);
    }

    void showingATableMovesTheViewOnlyWhereItHasTo()
    {
        DiagramFixture diagram(linkedBlog());
        const QPointF before = diagram.view.mapToScene(0, 0);
        diagram.view.showTable(base::TableId{2});
        QCOMPARE(diagram.view.mapToScene(0, 0), before);
        QCOMPARE(diagram.scene().selectedTables(), QList{base::TableId{2}});
        diagram.view.setZoom(0.1);
        diagram.view.showTable(base::TableId{2});
        QCOMPARE(diagram.view.zoom(), 1.0);
    }

    void fitShowsEveryCard()
    {
        DiagramFixture diagram(manyTables(40));
        diagram.view.setZoom(4);
        diagram.view.fit();
        const QRectF seen = diagram.view.mapToScene(diagram.view.viewport()->rect()).boundingRect();
        QVERIFY(seen.contains(diagram.scene().extent()));
    }

    void arrangingIsOneStepOfUndo()
    {
        project::DiagramLayout layout;
        layout.positions = {
            {base::TableId{1}, {0, 0}}, {base::TableId{2}, {5, 5}}, {base::TableId{3}, {9, 9}}};
        DiagramFixture diagram(linkedBlog(), layout);
        diagram.view.arrange();
        QVERIFY(diagram.settle());
        QVERIFY(!diagram.item(1)->card().intersects(diagram.item(2)->card()));
        QCOMPARE(diagram.stack.count(), 1);
        diagram.stack.undo();
        QCOMPARE(diagram.document.layout(), layout);
        QCOMPARE(diagram.item(3)->pos(), QPointF(9, 9));
    }

    void tabWalksThroughTheTablesAndThenLeaves()
    {
        DiagramFixture diagram(linkedBlog());
        QList<base::TableId> seen;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(&diagram.view, Qt::Key_Tab);
            QCOMPARE(diagram.scene().selectedTables().size(), 1);
            seen += diagram.scene().selectedTables();
        }
        std::sort(seen.begin(), seen.end());
        QCOMPARE(seen, (QList{base::TableId{1}, base::TableId{2}, base::TableId{3}}));
        QVERIFY(diagram.view.accessibleDescription().startsWith(u"Table "_s));
    }

    void theArrowsSelectAndEscapeSelectsNothing()
    {
        DiagramFixture diagram(linkedBlog());
        QTest::keyClick(&diagram.view, Qt::Key_Right);
        QCOMPARE(diagram.scene().selectedTables().size(), 1);
        QTest::keyClick(&diagram.view, Qt::Key_Escape);
        QVERIFY(diagram.scene().selectedTables().isEmpty());
    }

    void theKeyLWalksThroughTheLinksOfTheSelectedTable()
    {
        QList<schema::Table> tables = blog().tables;
        tables[1].foreignKeys = {foreignKey(1, u"author_id"_s, u"author"_s),
                                 foreignKey(2, u"title"_s, u"tag"_s)};
        DiagramFixture diagram(mapped(tables));
        QTest::keyClick(&diagram.view, Qt::Key_L);
        QVERIFY(diagram.scene().selectedLinks().isEmpty());
        diagram.scene().select({base::TableId{2}});
        QTest::keyClick(&diagram.view, Qt::Key_L);
        QCOMPARE(diagram.scene().selectedLinks(), QList{base::LinkId{1}});
        QTest::keyClick(&diagram.view, Qt::Key_L);
        QCOMPARE(diagram.scene().selectedLinks(), QList{base::LinkId{2}});
        QTest::keyClick(&diagram.view, Qt::Key_L);
        QCOMPARE(diagram.scene().selectedLinks(), QList{base::LinkId{1}});
    }

    void anUnfoldedCardIsAboveItsNeighbours()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.scene().setFold(base::TableId{1}, ui::CardFold::Unfolded);
        QVERIFY(diagram.item(1)->zValue() > diagram.item(2)->zValue());
    }

    void aDoubleClickUnfoldsALongTable()
    {
        QList<schema::Table> tables{table(1, u"wide"_s, {column(u"id"_s, u"INTEGER"_s, false)})};
        for (int i = 0; i < 39; ++i)
            tables[0].columns.append(column(u"c%1"_s.arg(i), u"TEXT"_s));
        DiagramFixture diagram(mapped(tables));
        const qreal before = diagram.item(1)->card().height();
        QTest::mouseDClick(diagram.view.viewport(), Qt::LeftButton, {}, diagram.row(1, u"c38"_s));
        QVERIFY(diagram.item(1)->card().height() > before);
        QCOMPARE(diagram.item(1)->geometry().rows().size(), 41);
    }

    void rowCountsAppearWhenTheyAreKnown()
    {
        QCOMPARE(ui::rowCountText(-1), QString());
        QCOMPARE(ui::rowCountText(1), u"1 row"_s);
        QCOMPARE(ui::rowCountText(3503), u"3,503 rows"_s);
        DiagramFixture diagram(linkedBlog());
        diagram.scene().setRowCount(base::TableId{1}, 3503);
        QCOMPARE(diagram.item(1)->rowCount(), 3503);
    }

    void anotherDesignReplacesEverything()
    {
        DiagramFixture diagram(linkedBlog());
        diagram.scene().select({base::TableId{2}}, {base::LinkId{1}});
        diagram.document.reset(manyTables(5), {});
        QCOMPARE(diagram.scene().tableItems().size(), 5);
        QVERIFY(diagram.scene().selectedTables().isEmpty());
        diagram.document.reset({}, {});
        QVERIFY(diagram.scene().tableItems().isEmpty());
        QVERIFY(diagram.scene().linkItems().isEmpty());
    }

    void aChangeOfThemeKeepsTheDiagram()
    {
        DiagramFixture diagram(linkedBlog());
        const QPointF before = diagram.position(1);
        diagram.theme.setChoice(ui::Theme::Choice::Dark);
        diagram.theme.setChoice(ui::Theme::Choice::Light);
        QCOMPARE(diagram.item(1)->pos(), before);
        QVERIFY(!diagram.view.grab().isNull());
    }
};

QTEST_MAIN(DiagramViewTest)
#include "tst_diagramview.moc"
