#include "core/layout/crossings.h"
#include "tests/layout/schemas.h"

#include <QTest>

using namespace layoutgraphs;
using relata::layout::arrange;
using relata::layout::countCrossings;
using relata::layout::LinkRouter;

/// Holds what people see of schemas that they know: the figures may get better, not worse.
class TestKnownSchemas : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void linksCrossRarely_data() { schemas(); }
    void linksCrossRarely();
    void linksBendRarely_data() { schemas(); }
    void linksBendRarely();
    void linksAreShort_data() { schemas(); }
    void linksAreShort();
    void thePageIsWellFilled_data() { schemas(); }
    void thePageIsWellFilled();

private:
    void schemas();
    const QList<Route> &routes(const QString &name) { return m_routes[name]; }

    QHash<QString, Graph> m_graphs;
    QHash<QString, Positions> m_positions;
    QHash<QString, QList<Route>> m_routes;
};

void TestKnownSchemas::initTestCase()
{
    m_graphs = {{QStringLiteral("chinook"), chinook()},
                {QStringLiteral("northwind"), northwind()},
                {QStringLiteral("sakila"), sakila()}};
    for (auto it = m_graphs.cbegin(); it != m_graphs.cend(); ++it) {
        const Positions positions = arrange(it.value());
        LinkRouter router;
        router.setGraph(it.value(), positions);
        m_positions.insert(it.key(), positions);
        m_routes.insert(it.key(), router.routeAll());
    }
}

void TestKnownSchemas::schemas()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("crossings");
    QTest::newRow("chinook") << QStringLiteral("chinook") << 0;
    QTest::newRow("northwind") << QStringLiteral("northwind") << 0;
    QTest::newRow("sakila") << QStringLiteral("sakila") << 5;
}

void TestKnownSchemas::linksCrossRarely()
{
    QFETCH(QString, name);
    QFETCH(int, crossings);
    const int found = countCrossings(routes(name));
    qInfo("%s: %d crossings", qPrintable(name), found);
    QVERIFY(found <= crossings);
}

void TestKnownSchemas::linksBendRarely()
{
    QFETCH(QString, name);
    qsizetype bends = 0;
    for (const Route &route : routes(name))
        bends += route.points.size() - 2;
    QVERIFY(qreal(bends) / qreal(routes(name).size()) <= 2.1);
}

void TestKnownSchemas::linksAreShort()
{
    QFETCH(QString, name);
    qreal length = 0;
    for (const Route &route : routes(name)) {
        for (int i = 0; i + 1 < route.points.size(); ++i)
            length += (route.points[i + 1] - route.points[i]).manhattanLength();
    }
    QVERIFY(length / qreal(routes(name).size()) <= 260);
}

void TestKnownSchemas::thePageIsWellFilled()
{
    QFETCH(QString, name);
    QRectF bounds;
    qreal filled = 0;
    for (const QRectF &rect : rectsOf(m_graphs.value(name), m_positions.value(name))) {
        bounds = bounds.united(rect);
        filled += rect.width() * rect.height();
    }
    QVERIFY(filled / (bounds.width() * bounds.height()) >= 0.35);
    const qreal aspect = bounds.width() / bounds.height();
    QVERIFY(aspect > 1 && aspect < 2.6);
}

QTEST_APPLESS_MAIN(TestKnownSchemas)
#include "tst_knownschemas.moc"
