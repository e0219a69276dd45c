#include "core/layout/arrangenew.h"
#include "tests/layout/schemas.h"

#include <QElapsedTimer>
#include <QTest>

using namespace layoutgraphs;
using relata::layout::arrange;
using relata::layout::arrangeNew;

namespace {

int pairsCloserThan(const QHash<int, QRectF> &rects, qreal across, qreal down)
{
    const QList<QRectF> all = rects.values();
    int pairs = 0;
    for (int i = 0; i < all.size(); ++i) {
        const QRectF wide = all[i].adjusted(-across, -down, across, down);
        for (int j = i + 1; j < all.size(); ++j)
            pairs += wide.intersects(all[j]);
    }
    return pairs;
}

Positions arranged(const Graph &graph)
{
    return arrangedOnce(QTest::currentDataTag() ? QTest::currentDataTag() : QTest::currentTestFunction(),
                        graph);
}

QRectF boundsOf(const QHash<int, QRectF> &rects)
{
    QRectF bounds;
    for (const QRectF &rect : rects)
        bounds = bounds.united(rect);
    return bounds;
}

} // namespace

class TestArrange : public QObject
{
    Q_OBJECT

private slots:
    void noTwoCardsOverlap_data() { shapes(); }
    void noTwoCardsOverlap();
    void columnsAndRowsKeepTheirDistance_data() { shapes(); }
    void columnsAndRowsKeepTheirDistance();
    void everyCardHasAPlaceOnTheGrid_data() { shapes(); }
    void everyCardHasAPlaceOnTheGrid();
    void theSameGraphIsArrangedTheSameWay_data();
    void theSameGraphIsArrangedTheSameWay();
    void theShapeIsNearTheWantedAspect_data();
    void theShapeIsNearTheWantedAspect();
    void linkedCardsLieNextToEachOther();
    void parentsOfASmallTreeLieToTheLeft();
    void linksOfUnknownCardsAreIgnored();
    void aWiderGapMovesTheColumnsApart();
    void aBigSchemaIsArrangedInSeconds();
    void placedCardsStayWhereTheyAre_data() { shapes(); }
    void placedCardsStayWhereTheyAre();
    void newCardsKeepTheirDistance_data() { shapes(); }
    void newCardsKeepTheirDistance();
    void newCardsFindTheSamePlacesAgain();
    void aNewChildLiesNextToItsParent();
    void cardsThatAreNoLongerThereAreForgotten();

private:
    void shapes();
};

void TestArrange::shapes()
{
    QTest::addColumn<Graph>("graph");
    for (const Named &each : allGraphs())
        QTest::newRow(each.name) << each.graph;
}

void TestArrange::noTwoCardsOverlap()
{
    QFETCH(Graph, graph);
    QCOMPARE(pairsCloserThan(rectsOf(graph, arranged(graph)), 0, 0), 0);
}

void TestArrange::columnsAndRowsKeepTheirDistance()
{
    QFETCH(Graph, graph);
    constexpr qreal tolerance = 0.01;
    QCOMPARE(pairsCloserThan(rectsOf(graph, arranged(graph)), 80 - tolerance, 40 - tolerance), 0);
}

void TestArrange::everyCardHasAPlaceOnTheGrid()
{
    QFETCH(Graph, graph);
    const Positions positions = arranged(graph);
    QCOMPARE(size_t(positions.size()), graph.cards.size());
    for (const QPointF &corner : positions) {
        QCOMPARE(std::fmod(corner.x(), 4), 0.0);
        QCOMPARE(std::fmod(corner.y(), 4), 0.0);
    }
}

void TestArrange::theSameGraphIsArrangedTheSameWay_data()
{
    // A few: each is arranged twice, which takes long in a build with sanitizers.
    QTest::addColumn<Graph>("graph");
    QTest::newRow("empty") << Graph();
    QTest::newRow("disconnected") << disconnected();
    QTest::newRow("hub of 110") << star(110);
    QTest::newRow("random 427") << random(427, 1025, 3);
    QTest::newRow("sakila") << sakila();
}

void TestArrange::theSameGraphIsArrangedTheSameWay()
{
    QFETCH(Graph, graph);
    QCOMPARE(arrange(graph), arranged(graph));
}

void TestArrange::theShapeIsNearTheWantedAspect_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<qreal>("aspect");
    for (const qreal aspect : {1.0, 2.2}) {
        const QByteArray name = QByteArray::number(aspect);
        QTest::newRow("isolated " + name) << cards(25) << aspect;
        QTest::newRow("star " + name) << star(12) << aspect;
        QTest::newRow("random 427 " + name) << random(427, 1025, 3) << aspect;
    }
}

void TestArrange::theShapeIsNearTheWantedAspect()
{
    QFETCH(Graph, graph);
    QFETCH(qreal, aspect);
    const QRectF bounds = boundsOf(rectsOf(graph, arrange(graph, {.aspect = aspect})));
    const qreal reached = bounds.width() / bounds.height() / aspect;
    QVERIFY2(reached > 0.55 && reached < 1.9, qPrintable(QString::number(reached)));
}

void TestArrange::linkedCardsLieNextToEachOther()
{
    const Graph graph = chain(10);
    const QHash<int, QRectF> rects = rectsOf(graph, arranged(graph));
    for (const Link &l : graph.links) {
        const QPointF apart = rects.value(l.child).center() - rects.value(l.parent).center();
        QVERIFY(std::abs(apart.x()) < 450 && std::abs(apart.y()) < 450);
    }
}

void TestArrange::parentsOfASmallTreeLieToTheLeft()
{
    Graph graph = cards(7);
    for (int i = 1; i < 7; ++i)
        link(graph, i, (i - 1) / 2);
    const Positions positions = arrange(graph);
    int left = 0;
    for (const Link &l : graph.links)
        left += positions.value(l.parent).x() < positions.value(l.child).x();
    QVERIFY(left >= 4);
}

void TestArrange::linksOfUnknownCardsAreIgnored()
{
    Graph graph = chain(3);
    const Positions without = arrange(graph);
    link(graph, 1, 99);
    link(graph, 98, 97);
    QCOMPARE(arrange(graph), without);
}

void TestArrange::aWiderGapMovesTheColumnsApart()
{
    const Graph graph = sakila();
    constexpr qreal tolerance = 0.01;
    const Positions positions = arrange(graph, {.gap = 160});
    QCOMPARE(pairsCloserThan(rectsOf(graph, positions), 160 - tolerance, 40 - tolerance), 0);
}

void TestArrange::aBigSchemaIsArrangedInSeconds()
{
    const Graph graph = random(427, 1025, 3);
    QElapsedTimer timer;
    timer.start();
    arrange(graph);
    qInfo("427 cards arranged in %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < 20'000);
}

void TestArrange::placedCardsStayWhereTheyAre()
{
    QFETCH(Graph, graph);
    Positions placed = arranged(graph);
    for (size_t i = 0; i < graph.cards.size(); i += 2)
        placed.remove(graph.cards[i].id);
    const Positions all = arrangeNew(graph, placed);
    QCOMPARE(size_t(all.size()), graph.cards.size());
    for (auto it = placed.cbegin(); it != placed.cend(); ++it)
        QCOMPARE(all.value(it.key()), it.value());
}

void TestArrange::newCardsKeepTheirDistance()
{
    QFETCH(Graph, graph);
    Positions placed = arranged(graph);
    for (size_t i = 0; i < graph.cards.size(); i += 3)
        placed.remove(graph.cards[i].id);
    constexpr qreal tolerance = 0.01;
    QCOMPARE(pairsCloserThan(rectsOf(graph, arrangeNew(graph, placed)), 80 - tolerance, 40 - tolerance), 0);
}

void TestArrange::newCardsFindTheSamePlacesAgain()
{
    const Graph graph = random(20, 30, 1);
    Positions placed = arranged(graph);
    for (const int id : {3, 10, 17, 24, 31})
        placed.remove(id);
    QCOMPARE(arrangeNew(graph, placed), arrangeNew(graph, placed));
}

void TestArrange::aNewChildLiesNextToItsParent()
{
    Graph graph = sakila();
    const Positions placed = arrange(graph);
    graph.cards.push_back(card(100, 3));
    link(graph, 100, 9);
    const QHash<int, QRectF> rects = rectsOf(graph, arrangeNew(graph, placed));
    const QPointF apart = rects.value(100).center() - rects.value(9).center();
    QVERIFY(std::abs(apart.x()) + std::abs(apart.y()) < 500);
}

void TestArrange::cardsThatAreNoLongerThereAreForgotten()
{
    const Graph graph = chain(3);
    Positions placed = arrange(graph);
    placed.insert(77, {5000, 5000});
    QVERIFY(!arrangeNew(graph, placed).contains(77));
}

QTEST_APPLESS_MAIN(TestArrange)
#include "tst_arrange.moc"
