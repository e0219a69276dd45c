#include "tests/layout/schemas.h"

#include <QElapsedTimer>
#include <QTest>

using namespace layoutgraphs;
using relata::layout::arrange;
using relata::layout::LinkRouter;

/// What happens while a card is dragged.
class TestReroute : public QObject
{
    Q_OBJECT

private slots:
    void aMovedCardIsReroutedCorrectly_data() { addArrangedGraphs(); }
    void aMovedCardIsReroutedCorrectly();
    void otherRoutesStayWhenACardMoves();
    void movingThereAndBackRestoresAllRoutes();
    void aBigSchemaIsRoutedInSeconds();
};

void TestReroute::aMovedCardIsReroutedCorrectly()
{
    QFETCH(Graph, graph);
    QFETCH(Positions, positions);
    if (graph.links.empty())
        return;
    LinkRouter router = routerFor(graph, positions);
    router.routeAll();
    const int moved = graph.links[graph.links.size() / 2].child;
    positions[moved] = {-612, -1700};
    router.moveCard(moved, positions.value(moved));
    const QList<int> ids = linksOf(graph, moved);
    const QList<Route> routes = router.routeOf(ids);
    QCOMPARE(routes.size(), ids.size());
    QCOMPARE(routesThroughCards(graph, positions, routes, 8), 0);
    const QHash<int, QRectF> rects = rectsOf(graph, positions);
    for (const Route &route : routes) {
        const auto own = std::find_if(graph.links.begin(), graph.links.end(),
                                      [&](const Link &l) { return l.id == route.link; });
        QVERIFY(isAtEdge(rects.value(own->child), route.points.first(), own->childRow));
        QVERIFY(isAtEdge(rects.value(own->parent), route.points.last(), own->parentRow));
    }
}

void TestReroute::otherRoutesStayWhenACardMoves()
{
    const Graph graph = sakila();
    const Positions positions = arrangedOnce("sakila", graph);
    LinkRouter router = routerFor(graph, positions);
    const QList<Route> before = router.routeAll();
    router.moveCard(6, positions.value(6) + QPointF(0, 8));
    const QList<Route> moved = router.routeOf(linksOf(graph, 6));
    QList<Route> after = before;
    for (Route &route : after) {
        for (const Route &newRoute : moved)
            route = newRoute.link == route.link ? newRoute : route;
    }
    QCOMPARE(piecesUponEachOther(after, 3), 0);
}

void TestReroute::movingThereAndBackRestoresAllRoutes()
{
    const Graph graph = sakila();
    const Positions positions = arrangedOnce("sakila", graph);
    LinkRouter router = routerFor(graph, positions);
    const QList<Route> before = router.routeAll();
    router.moveCard(6, {4000, 4000});
    router.routeOf(linksOf(graph, 6));
    router.moveCard(6, positions.value(6));
    QVERIFY(samePoints(router.routeAll(), before));
}

void TestReroute::aBigSchemaIsRoutedInSeconds()
{
    const Graph graph = random(427, 1025, 3);
    const Positions positions = arrangedOnce("random 427", graph);
    LinkRouter router = routerFor(graph, positions);
    QElapsedTimer timer;
    timer.start();
    router.routeAll();
    qInfo("1,025 links routed in %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < 30'000);
    const int moved = graph.links[500].child;
    router.moveCard(moved, positions.value(moved) + QPointF(12, 12));
    timer.restart();
    const QList<Route> routes = router.routeOf(linksOf(graph, moved));
    qInfo("%d links re-routed in %.1f ms", int(routes.size()), double(timer.nsecsElapsed()) / 1e6);
    QVERIFY(timer.elapsed() < 1000);
}

QTEST_APPLESS_MAIN(TestReroute)
#include "tst_reroute.moc"
