#include "diagramfixture.h"

#include <QSignalSpy>
#include <QThreadPool>

using namespace relata;
using namespace relata::tests;

namespace {

/// The places that a diagram of these tables finds when nobody interferes.
project::DiagramLayout placesOf(const schema::Schema &schema)
{
    DiagramFixture diagram(schema);
    if (!diagram.settle())
        return {};
    return diagram.document.layout();
}

bool isRouted(const ui::DiagramScene &scene)
{
    for (const ui::LinkItem *link : scene.linkItems()) {
        if (link->route().isEmpty())
            return false;
    }
    return true;
}

int overlaps(const ui::DiagramScene &scene)
{
    const auto &items = scene.tableItems();
    int count = 0;
    for (qsizetype a = 0; a < items.size(); ++a) {
        for (qsizetype b = a + 1; b < items.size(); ++b)
            count += items.at(a)->card().intersects(items.at(b)->card()) ? 1 : 0;
    }
    return count;
}

} // namespace

class ArrangingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<base::TableId>(); }

    void aHandfulOfTablesIsPlacedAtOnce()
    {
        DiagramFixture diagram(linkedBlog());
        QVERIFY(diagram.scene().arranger().isSettled());
        QCOMPARE(diagram.document.layout().positions.size(), 3);
    }

    void manyTablesAreShownBeforeTheirPlacesAreFound()
    {
        DiagramFixture diagram(manyTables(60));
        QVERIFY(diagram.scene().arranger().isArranging());
        QCOMPARE(diagram.scene().tableItems().size(), 60);
        QCOMPARE(overlaps(diagram.scene()), 0);
        QVERIFY(isRouted(diagram.scene()));
        QVERIFY(diagram.document.layout().positions.isEmpty());
        QVERIFY(diagram.settle());
        QCOMPARE(diagram.document.layout().positions.size(), 60);
        QCOMPARE(diagram.stack.count(), 0);
        QCOMPARE(overlaps(diagram.scene()), 0);
    }

    void theCardsEndWhereTheDocumentSaysTheyAre()
    {
        DiagramFixture diagram(manyTables(60));
        QVERIFY(diagram.settle());
        for (const ui::TableItem *item : diagram.scene().tableItems())
            QCOMPARE(item->pos(), diagram.document.layout().positions.value(item->id()));
    }

    void theSameTablesFindTheSamePlaces()
    {
        const project::DiagramLayout first = placesOf(manyTables(30));
        QCOMPARE(first.positions.size(), 30);
        QCOMPARE(placesOf(manyTables(30)), first);
    }

    void aCardTakenHoldOfMeanwhileKeepsWhatIsSeen()
    {
        DiagramFixture diagram(manyTables(60));
        diagram.view.setZoom(1);
        diagram.view.showTable(base::TableId{2});
        const QPointF other = diagram.item(30)->pos();
        const QPointF before = diagram.item(2)->pos();
        QVERIFY(diagram.scene().arranger().isArranging());
        diagram.drag(diagram.header(2), diagram.header(2) + QPoint(40, 30));
        QVERIFY(!diagram.scene().arranger().isArranging());
        QVERIFY(diagram.settle());
        QCOMPARE(diagram.position(2), before + QPointF(40, 30));
        QCOMPARE(diagram.position(30), other);
        QCOMPARE(diagram.stack.count(), 1);
        diagram.stack.undo();
        QCOMPARE(diagram.item(2)->pos(), before);
    }

    void escapeKeepsWhatIsSeen()
    {
        DiagramFixture diagram(manyTables(60));
        const QPointF seen = diagram.item(30)->pos();
        QVERIFY(diagram.scene().arranger().isArranging());
        QTest::keyClick(&diagram.view, Qt::Key_Escape);
        QVERIFY(!diagram.scene().arranger().isArranging());
        QVERIFY(diagram.settle());
        QCOMPARE(diagram.position(30), seen);
    }

    void escapeEndsTheRoutingToo()
    {
        const project::DiagramLayout places = placesOf(manyTables(150));
        DiagramFixture diagram(manyTables(150), places);
        ui::DiagramArranger &arranger = diagram.scene().arranger();
        QVERIFY(arranger.isWorking() && !arranger.isArranging());
        QTest::keyClick(&diagram.view, Qt::Key_Escape);
        QVERIFY(!arranger.isWorking());
        QVERIFY(isRouted(diagram.scene())); // as plain angles
        // What is moved next brings the routes.
        diagram.view.setZoom(1);
        diagram.view.showTable(base::TableId{9});
        diagram.drag(diagram.header(9), diagram.header(9) + QPoint(60, 48));
        QVERIFY(arranger.isWorking());
        QVERIFY(diagram.settle());
        const QRectF card = diagram.item(9)->card();
        const QPointF end = diagram.scene().linkItem(base::LinkId{9})->route().first();
        QCOMPARE(end.y(), card.top() + diagram.item(9)->geometry().rowY(u"parent_id"_s));
    }

    void escapeWhileManyTablesAreArrangedLeavesNothingAtWork()
    {
        DiagramFixture diagram(manyTables(300));
        const QPointF seen = diagram.item(30)->pos();
        QTest::keyClick(&diagram.view, Qt::Key_Escape);
        QVERIFY(!diagram.scene().arranger().isWorking());
        QCOMPARE(diagram.position(30), seen);
        QTRY_COMPARE_WITH_TIMEOUT(QThreadPool::globalInstance()->activeThreadCount(), 0, 1000);
    }

    void aSecondArrangeEndsTheFirst()
    {
        DiagramFixture diagram(manyTables(300));
        for (int i = 0; i < 4; ++i)
            diagram.view.arrange();
        QTRY_VERIFY_WITH_TIMEOUT(QThreadPool::globalInstance()->activeThreadCount() <= 1, 1000);
        QVERIFY(diagram.scene().arranger().isArranging());
    }

    void veryManyTablesAreSeenInColumnsThenInASketch()
    {
        DiagramFixture diagram(manyTables(250));
        QCOMPARE(overlaps(diagram.scene()), 0);
        QVERIFY(isRouted(diagram.scene()));
        const QPointF first = diagram.item(30)->pos();
        QSignalSpy placed(&diagram.scene().arranger(), &ui::DiagramArranger::placed);
        QTRY_COMPARE_WITH_TIMEOUT(placed.size(), 1, 20000);
        QVERIFY(diagram.scene().arranger().isArranging());
        QVERIFY(diagram.item(30)->pos() != first);
        QCOMPARE(overlaps(diagram.scene()), 0);
        QVERIFY(diagram.document.layout().positions.isEmpty());
        const QRectF seen = diagram.view.mapToScene(diagram.view.viewport()->rect()).boundingRect();
        QVERIFY(seen.contains(diagram.scene().extent()));
    }

    void newTablesBesideManyArePlacedClearOfThem()
    {
        const project::DiagramLayout places = placesOf(manyTables(100));
        DiagramFixture diagram(manyTables(130), places);
        QCOMPARE(overlaps(diagram.scene()), 0);
        for (auto it = places.positions.cbegin(); it != places.positions.cend(); ++it)
            QCOMPARE(diagram.item(it.key().number)->pos(), it.value());
        QVERIFY(diagram.settle());
        QCOMPARE(diagram.document.layout().positions.size(), 130);
        QCOMPARE(overlaps(diagram.scene()), 0);
    }

    void anotherDesignMeanwhileIsArrangedInstead()
    {
        DiagramFixture diagram(manyTables(60));
        diagram.document.reset(manyTables(20), {});
        QVERIFY(diagram.settle());
        QCOMPARE(diagram.document.layout().positions.size(), 20);
        QCOMPARE(overlaps(diagram.scene()), 0);
    }

    void aDiagramThatGoesMeanwhileTakesItsWorkWithIt()
    {
        for (int i = 0; i < 3; ++i) {
            DiagramFixture diagram(manyTables(200));
            QVERIFY(diagram.scene().arranger().isArranging());
        }
    }

    void escapeEndsArrangingWithoutAStepOfUndo()
    {
        DiagramFixture diagram(manyTables(40));
        QVERIFY(diagram.settle());
        const project::DiagramLayout before = diagram.document.layout();
        QSignalSpy told(&diagram.scene().arranger(), &ui::DiagramArranger::arrangingChanged);
        diagram.view.arrange();
        QCOMPARE(told.size(), 1);
        QTest::keyClick(&diagram.view, Qt::Key_Escape);
        QCOMPARE(told.size(), 2);
        QVERIFY(diagram.settle());
        QCOMPARE(diagram.document.layout(), before);
        QCOMPARE(diagram.stack.count(), 0);
    }

    void theLinksOfALargeDiagramAreRoutedByAWorker()
    {
        const project::DiagramLayout places = placesOf(manyTables(150));
        DiagramFixture diagram(manyTables(150), places);
        QVERIFY(!diagram.scene().arranger().isArranging());
        QVERIFY(!diagram.scene().arranger().isSettled());
        QVERIFY(isRouted(diagram.scene()));
        QVERIFY(diagram.settle());
        QCOMPARE(diagram.document.layout(), places);
    }

    void aCardMovedWhileLinksAreRoutedTakesItsLinksAlong()
    {
        const project::DiagramLayout places = placesOf(manyTables(150));
        DiagramFixture diagram(manyTables(150), places);
        diagram.view.setZoom(1);
        diagram.view.showTable(base::TableId{9});
        QVERIFY(!diagram.scene().arranger().isSettled());
        diagram.drag(diagram.header(9), diagram.header(9) + QPoint(60, 48));
        QVERIFY(diagram.settle());
        const QRectF card = diagram.item(9)->card();
        const QPointF end = diagram.scene().linkItem(base::LinkId{9})->route().first();
        QCOMPARE(end.y(), card.top() + diagram.item(9)->geometry().rowY(u"parent_id"_s));
        QVERIFY(end.x() == card.left() || end.x() == card.right());
    }

    void undoOfAnArrangementIsSeen_data()
    {
        QTest::addColumn<bool>("isZoomed");
        QTest::newRow("as it was arranged") << false;
        QTest::newRow("zoomed in since") << true;
    }
    void undoOfAnArrangementIsSeen()
    {
        QFETCH(bool, isZoomed);
        project::DiagramLayout far;
        for (int i = 1; i <= 3; ++i)
            far.positions.insert(base::TableId{i}, QPointF(4000 + 400 * i, 3000));
        DiagramFixture diagram(linkedBlog(), far);
        QVERIFY(diagram.settle());
        diagram.view.arrange();
        QTRY_VERIFY(diagram.stack.canUndo());
        QVERIFY(diagram.settle());
        if (isZoomed)
            diagram.view.setZoom(2);
        diagram.stack.undo();
        const QRectF seen = diagram.view.mapToScene(diagram.view.viewport()->rect()).boundingRect();
        QVERIFY(seen.contains(diagram.item(1)->card()));
        QVERIFY(seen.contains(diagram.item(3)->card()));
    }

    void aTableThatUndoBringsBackIsSeen()
    {
        project::DiagramLayout far;
        for (int i = 1; i <= 3; ++i)
            far.positions.insert(base::TableId{i}, QPointF(3000 * i, 0));
        DiagramFixture diagram(linkedBlog(), far);
        QVERIFY(diagram.settle());
        diagram.view.setZoom(1);
        diagram.view.showTable(base::TableId{3});
        diagram.scene().removeSelected();
        diagram.view.showTable(base::TableId{1});
        diagram.stack.undo();
        const QRectF seen = diagram.view.mapToScene(diagram.view.viewport()->rect()).boundingRect();
        QVERIFY(seen.contains(diagram.item(3)->card()));
    }

    void whatNobodyTouchedStaysFitted()
    {
        DiagramFixture diagram(manyTables(60));
        QVERIFY(diagram.settle());
        diagram.view.resize(700, 400);
        const auto seen = [&] {
            return diagram.view.mapToScene(diagram.view.viewport()->rect()).boundingRect();
        };
        QTRY_VERIFY(seen().contains(diagram.scene().extent()));
        diagram.view.setZoom(1);
        diagram.view.resize(500, 300);
        QCoreApplication::processEvents();
        QCOMPARE(diagram.view.zoom(), 1.0);
    }
};

QTEST_MAIN(ArrangingTest)
#include "tst_arranging.moc"
