#include "core/orm/flush/flushorder.h"

#include <QTest>

using namespace relata;
using orm::Edge;
using orm::Fate;
using orm::FlushOrder;
using orm::ObjectNumbers;
using orm::ObjectRef;

namespace {

constexpr int kAuthor = 0;
constexpr int kBook = 1;

} // namespace

/// The steps of a flush in their order, and what finds what a flush knows of an object.
class FlushOrderTest : public QObject
{
    Q_OBJECT

private slots:
    void aStepIsKnownByWhatItDoes()
    {
        FlushOrder order;
        const int authors = order.rows(kAuthor, Fate::Save);
        QCOMPARE(order.rows(kAuthor, Fate::Save), authors);
        QVERIFY(order.rows(kAuthor, Fate::Delete) != authors);
        QVERIFY(order.rows(kAuthor, Fate::Save, {kAuthor, 0}) != authors);
        QVERIFY(order.rows(kBook, Fate::Save) != authors);
    }

    void aStepComesInTheLevelAfterWhatItWaitsFor()
    {
        FlushOrder order;
        const int books = order.rows(kBook, Fate::Save);
        const int keys = order.apply(0, Fate::Save);
        const int authors = order.rows(kAuthor, Fate::Save);
        order.before(keys, books);
        order.before(authors, keys);
        order.before(authors, books);
        order.before(FlushOrder::kNoStep, authors);
        order.before(books, FlushOrder::kNoStep);
        order.findCircles();
        QVERIFY(!order.hasCircles());
        QVERIFY(order.levels().isWhole);
        QCOMPARE(order.levels().levels, QList<QList<int>>({{authors}, {keys}, {books}}));
    }

    void aDroppedStepHoldsUpNobody()
    {
        FlushOrder order;
        const int authors = order.rows(kAuthor, Fate::Save);
        const int books = order.rows(kBook, Fate::Save);
        order.before(authors, books);
        order.drop(authors);
        QCOMPARE(order.levels().levels, QList<QList<int>>({{books}}));
    }

    void onlyTheStepsOfACircleAreCircular()
    {
        FlushOrder order;
        const int authors = order.rows(kAuthor, Fate::Save);
        const int keys = order.apply(0, Fate::Save);
        const int books = order.rows(kBook, Fate::Save);
        order.before(authors, keys);
        order.before(keys, authors);
        order.before(authors, books);
        order.findCircles();
        QVERIFY(order.hasCircles());
        QCOMPARE(order.circularSteps(), QList<int>({authors, keys}));
        QCOMPARE(order.levels().levels, QList<QList<int>>({{books}}));
        QVERIFY(!order.isCircular(order.rows(kAuthor, Fate::Save, {kAuthor, 0})));
    }

    void partsWaitForWhatTheirWholeWaitedFor()
    {
        FlushOrder order;
        const int keys = order.apply(0, Fate::Save);
        const int authors = order.rows(kAuthor, Fate::Save);
        const int books = order.rows(kBook, Fate::Save);
        order.before(authors, authors);
        order.before(keys, authors);
        order.before(authors, books);
        order.findCircles();
        const int first = order.rows(kAuthor, Fate::Save, {kAuthor, 0});
        const int second = order.rows(kAuthor, Fate::Save, {kAuthor, 1});
        order.before(first, second);
        order.replaceCircular({{authors, {first, second}}});
        QVERIFY(order.levels().isWhole);
        QCOMPARE(order.levels().levels, QList<QList<int>>({{keys}, {first}, {second}, {books}}));
    }

    void objectsThatStillWaitForEachOtherAreInNoLevel()
    {
        FlushOrder order;
        const int alone = order.rows(kBook, Fate::Save);
        const int first = order.rows(kAuthor, Fate::Save, {kAuthor, 0});
        const int second = order.rows(kAuthor, Fate::Save, {kAuthor, 1});
        order.before(first, second);
        order.before(second, first);
        QVERIFY(!order.levels().isWhole);
        QCOMPARE(order.levels().levels, QList<QList<int>>({{alone}}));
        order.removeEdges([&](const Edge &edge) { return edge.first == second; });
        QVERIFY(order.levels().isWhole);
    }

    void anObjectIsFoundByItsPlace()
    {
        ObjectNumbers numbers;
        QCOMPARE(numbers.of({kBook, 7}), ObjectNumbers::kNone);
        numbers.set({kBook, 7}, 0);
        numbers.set({kBook, 1'000'000}, 1);
        numbers.set({kAuthor, 7}, 2);
        QCOMPARE(numbers.of({kBook, 7}), 0);
        QCOMPARE(numbers.of({kBook, 1'000'000}), 1);
        QCOMPARE(numbers.of({kAuthor, 7}), 2);
        QCOMPARE(numbers.of({kBook, 8}), ObjectNumbers::kNone);
        QCOMPARE(numbers.of({kBook, 999}), ObjectNumbers::kNone);
        QCOMPARE(numbers.of(ObjectRef()), ObjectNumbers::kNone);
        numbers.set({kBook, 7}, 3);
        QCOMPARE(numbers.of({kBook, 7}), 3);
    }
};

QTEST_APPLESS_MAIN(FlushOrderTest)
#include "tst_flushorder.moc"
