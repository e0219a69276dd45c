#include "core/orm/store/orderedobjects.h"

#include <QTest>

using namespace relata;
using orm::ObjectRef;
using orm::OrderedObjects;

/// A set of objects that keeps their order.
class OrderedObjectsTest : public QObject
{
    Q_OBJECT

private slots:
    void objectsComeInTheOrderOfTheirAdding()
    {
        OrderedObjects objects;
        for (const quint32 row : {3U, 1U, 2U, 1U})
            objects.add({0, row});
        QCOMPARE(objects.list(), QList<ObjectRef>({{0, 3}, {0, 1}, {0, 2}}));
        QVERIFY(objects.contains({0, 1}));
        QVERIFY(!objects.contains({1, 1}));
    }

    void oneThatWasRemovedAndAddedAgainComesLast()
    {
        OrderedObjects objects;
        for (const quint32 row : {1U, 2U, 3U})
            objects.add({0, row});
        QVERIFY(objects.remove({0, 1}));
        QVERIFY(!objects.remove({0, 1}));
        objects.add({0, 1});
        QCOMPARE(objects.list(), QList<ObjectRef>({{0, 2}, {0, 3}, {0, 1}}));
    }

    void theOrderHoldsWhenMostWereRemoved()
    {
        OrderedObjects objects;
        for (quint32 row = 0; row < 100; ++row)
            objects.add({0, row});
        QList<ObjectRef> left;
        for (quint32 row = 0; row < 100; ++row) {
            if (row % 10 == 3)
                left += ObjectRef{0, row};
            else
                QVERIFY(objects.remove({0, row}));
        }
        QCOMPARE(objects.list(), left);
        left += ObjectRef{0, 0};
        objects.add(left.last());
        QCOMPARE(objects.list(), left);
        QVERIFY(objects.remove(left.last()));
        QVERIFY(!objects.contains(left.last()));
    }
};

QTEST_APPLESS_MAIN(OrderedObjectsTest)
#include "tst_orderedobjects.moc"
