#include "tests/layout/schemas.h"

#include <QTest>

using namespace layoutgraphs;
using relata::layout::arrange;
using relata::layout::LinkRouter;

namespace {

QList<Route> routesOf(const Graph &graph, const Positions &positions)
{
    return routerFor(graph, positions).routeAll();
}

/// Routes of one row of test data; the tests only read them.
const QList<Route> &routedOnce(const Graph &graph, const Positions &positions)
{
    static QHash<QByteArray, QList<Route>> known;
    const QByteArray name = QTest::currentDataTag();
    if (!known.contains(name))
        known.insert(name, routesOf(graph, positions));
    return known[name];
}

/// The stub leaves the card and stays straight for 20 pixels; `next` is where it bends.
bool isStub(const QRectF &card, QPointF end, QPointF next)
{
    const qreal out = end.x() == card.left() ? end.x() - next.x() : next.x() - end.x();
    return end.y() == next.y() && out >= 20;
}

} // namespace

class TestLinkRouter : public QObject
{
    Q_OBJECT

private slots:
    void everyLinkGetsARoute_data() { addArrangedGraphs(); }
    void everyLinkGetsARoute();
    void routesAreOrthogonal_data() { addArrangedGraphs(); }
    void routesAreOrthogonal();
    void routesEndOnTheirRows_data() { addArrangedGraphs(); }
    void routesEndOnTheirRows();
    void routesKeepClearOfCards_data() { addArrangedGraphs(); }
    void routesKeepClearOfCards();
    void theSameGraphIsRoutedTheSameWay_data() { addArrangedGraphs(); }
    void theSameGraphIsRoutedTheSameWay();
    void linksOfSmallGraphsDoNotLieOnEachOther_data();
    void linksOfSmallGraphsDoNotLieOnEachOther();
    void cardsSideBySideAreJoinedByAStraightLine();
    void parallelLinksHaveLanesOfTheirOwn();
    void aSelfLinkLoopsAtOneSide();
    void aColumnThatRefersToItselfGoesRound();
    void linksOfUnknownCardsGetNoRoute();
    void aCardInTheWayIsGoneRound();
    void aGapTooNarrowForStubsIsGoneRound();
    void overlappingCardsStillGetARoute();
};

void TestLinkRouter::everyLinkGetsARoute()
{
    QFETCH(Graph, graph);
    QFETCH(Positions, positions);
    const QList<Route> &routes = routedOnce(graph, positions);
    QCOMPARE(size_t(routes.size()), graph.links.size());
    for (int i = 0; i < routes.size(); ++i)
        QCOMPARE(routes[i].link, graph.links[size_t(i)].id);
}

void TestLinkRouter::routesAreOrthogonal()
{
    QFETCH(Graph, graph);
    QFETCH(Positions, positions);
    for (const Route &route : routedOnce(graph, positions)) {
        QVERIFY(route.points.size() >= 2);
        for (int i = 0; i + 1 < route.points.size(); ++i) {
            const QPointF way = route.points[i + 1] - route.points[i];
            QVERIFY((way.x() == 0) != (way.y() == 0));
        }
    }
}

void TestLinkRouter::routesEndOnTheirRows()
{
    QFETCH(Graph, graph);
    QFETCH(Positions, positions);
    const QHash<int, QRectF> rects = rectsOf(graph, positions);
    const QList<Route> &routes = routedOnce(graph, positions);
    for (int i = 0; i < routes.size(); ++i) {
        const Link &l = graph.links[size_t(i)];
        const QList<QPointF> &points = routes[i].points;
        QVERIFY(isAtEdge(rects.value(l.child), points.first(), l.childRow));
        QVERIFY(isAtEdge(rects.value(l.parent), points.last(), l.parentRow));
        QVERIFY(isStub(rects.value(l.child), points.first(), points[1]));
        QVERIFY(isStub(rects.value(l.parent), points.last(), points[points.size() - 2]));
    }
}

void TestLinkRouter::routesKeepClearOfCards()
{
    QFETCH(Graph, graph);
    QFETCH(Positions, positions);
    QCOMPARE(routesThroughCards(graph, positions, routedOnce(graph, positions), 8), 0);
}

void TestLinkRouter::theSameGraphIsRoutedTheSameWay()
{
    QFETCH(Graph, graph);
    QFETCH(Positions, positions);
    QVERIFY(samePoints(routesOf(graph, positions), routedOnce(graph, positions)));
}

void TestLinkRouter::linksOfSmallGraphsDoNotLieOnEachOther_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::newRow("chain") << chain(12);
    QTest::newRow("star") << star(12);
    QTest::newRow("small lattice") << lattice(4, 3);
    QTest::newRow("cycle") << cycle(9);
    QTest::newRow("disconnected") << disconnected();
    QTest::newRow("chinook") << chinook();
    QTest::newRow("northwind") << northwind();
    QTest::newRow("sakila") << sakila();
}

void TestLinkRouter::linksOfSmallGraphsDoNotLieOnEachOther()
{
    QFETCH(Graph, graph);
    QCOMPARE(piecesUponEachOther(routesOf(graph, arrangedOnce(QTest::currentDataTag(), graph)), 4), 0);
}

void TestLinkRouter::cardsSideBySideAreJoinedByAStraightLine()
{
    const Graph graph{{card(1, 3), card(2, 3)}, {{5, 2, 1, 47, 47}}};
    const QList<Route> routes = routesOf(graph, {{1, {0, 0}}, {2, {330, 0}}});
    QCOMPARE(routes.first().points, QList<QPointF>({{330, 47}, {230, 47}}));
}

void TestLinkRouter::parallelLinksHaveLanesOfTheirOwn()
{
    const Graph graph = parallelLinks(5);
    const QList<Route> routes = routesOf(graph, {{0, {0, 0}}, {1, {330, 60}}});
    QCOMPARE(piecesUponEachOther(routes, 6), 0);
    for (const Route &route : routes)
        QCOMPARE(route.points.size(), 4);
}

void TestLinkRouter::aSelfLinkLoopsAtOneSide()
{
    const Graph graph{{card(1, 5)}, {{5, 1, 1, 91, 47}}};
    const QList<QPointF> points = routesOf(graph, {{1, {0, 0}}}).first().points;
    QCOMPARE(points.size(), 4);
    QCOMPARE(points.first().x(), points.last().x());
}

void TestLinkRouter::aColumnThatRefersToItselfGoesRound()
{
    const Graph graph{{card(1, 5)}, {{5, 1, 1, 47, 47}}};
    const Positions positions{{1, {0, 0}}};
    const QList<Route> routes = routesOf(graph, positions);
    QVERIFY(routes.first().points.first() != routes.first().points.last());
    QCOMPARE(routesThroughCards(graph, positions, routes, 8), 0);
}

void TestLinkRouter::linksOfUnknownCardsGetNoRoute()
{
    Graph graph = chain(3);
    link(graph, 1, 99);
    LinkRouter router = routerFor(graph, arrange(graph));
    QCOMPARE(router.routeAll().size(), 2);
    QCOMPARE(router.routeOf({graph.links.back().id, 4711}).size(), 0);
}

void TestLinkRouter::aCardInTheWayIsGoneRound()
{
    const Graph graph{{card(1, 3), card(2, 20), card(3, 3)}, {{5, 3, 1, 47, 47}}};
    const Positions positions{{1, {0, 200}}, {2, {330, 0}}, {3, {660, 200}}};
    const QList<Route> routes = routesOf(graph, positions);
    QCOMPARE(routesThroughCards(graph, positions, routes, 8), 0);
    QCOMPARE(routes.first().points.size(), 6);
}

void TestLinkRouter::aGapTooNarrowForStubsIsGoneRound()
{
    const Graph graph{{card(1, 3), card(2, 3)}, {{5, 2, 1, 69, 47}}};
    const Positions positions{{1, {0, 0}}, {2, {250, 0}}};
    const QList<Route> routes = routesOf(graph, positions);
    QCOMPARE(routesThroughCards(graph, positions, routes, 0), 0);
    QVERIFY(routes.first().points.size() > 2);
}

void TestLinkRouter::overlappingCardsStillGetARoute()
{
    const Graph graph{{card(1, 3), card(2, 3)}, {{5, 2, 1, 69, 47}}};
    const QList<Route> routes = routesOf(graph, {{1, {0, 0}}, {2, {10, 10}}});
    QCOMPARE(routes.size(), 1);
    QVERIFY(routes.first().points.size() >= 2);
}

QTEST_APPLESS_MAIN(TestLinkRouter)
#include "tst_linkrouter.moc"
