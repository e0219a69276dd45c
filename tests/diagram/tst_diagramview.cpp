#include "diagramfixture.h"

using namespace relata;
using namespace relata::tests;

class DiagramViewTest : public QObject
{
    Q_OBJECT

private slots:
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
