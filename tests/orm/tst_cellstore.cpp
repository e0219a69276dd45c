#include "core/orm/store/cellstore.h"
#include "core/orm/store/identitymap.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace Qt::StringLiterals;
using relata::base::Value;
using relata::base::Values;
using relata::orm::CellStore;
using relata::orm::CellTag;
using relata::orm::IdentityMap;

namespace {

/// Values that are hard on a store: every type, the ends of the ranges, texts with NUL, long and longer ones.
Value randomValue(std::mt19937 &random)
{
    const auto bytes = [&](int size) {
        QByteArray made(size, Qt::Uninitialized);
        for (char &byte : made)
            byte = char(random());
        return made;
    };
    switch (random() % 9) {
    case 0:
        return {};
    case 1:
        return Value::integer(qint64(random()) << (random() % 32));
    case 2:
        return Value::integer(random() % 2 ? std::numeric_limits<qint64>::min() : -1);
    case 3:
        return Value::real(random() / 7.0);
    case 4:
        return Value::real(std::numeric_limits<double>::infinity());
    case 5:
        return Value::blob(bytes(int(random() % 40)));
    case 6:
        return Value::utf8(bytes(random() % 20 ? 3000 : 300000));
    default:
        return Value::utf8("a\0b" + QByteArray::number(random() % 100));
    }
}

} // namespace

class CellStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void aNewRowIsUnloaded()
    {
        CellStore store(2);
        QCOMPARE(store.addRow(), 0u);
        QVERIFY(!store.isLoaded(0, 0));
        store.setNull(0, 0);
        QVERIFY(store.isLoaded(0, 0));
        QVERIFY(!store.isLoaded(0, 1));
        QVERIFY(store.value(0, 1).isNull());
        QVERIFY(!store.equals(0, 1, Value()));
        QVERIFY(store.equals(0, 0, Value()));
    }

    void readingARecordAgainTakesNoMoreRoom()
    {
        CellStore store(2);
        const quint32 row = store.addRow();
        const QByteArray longText(100'000, 'x');
        const auto read = [&] {
            store.setUnloaded(row, 0);
            store.setUnloaded(row, 1);
            store.setText(row, 0, "a title");
            store.setText(row, 1, longText);
        };
        read();
        const size_t once = store.allocated();
        for (int i = 0; i < 10'000; ++i)
            read();
        QCOMPARE(store.allocated(), once);
        QCOMPARE(store.value(row, 0), Value::utf8("a title"));
        store.setNull(row, 1);
        QVERIFY(store.allocated() < size_t(longText.size()));
        QVERIFY(!store.isLoaded(store.addRow(), 1));
    }

    void everyCellIsWhatWasLastSet()
    {
        std::mt19937 random(7);
        constexpr int columns = 5;
        CellStore store(columns);
        QList<Values> expected;
        for (int step = 0; step < 30000; ++step) {
            if (expected.isEmpty() || random() % 3 == 0) {
                QCOMPARE(store.addRow(), quint32(expected.size()));
                expected.append(Values(columns));
                for (int column = 0; column < columns; ++column)
                    store.setNull(store.rowCount() - 1, column);
            }
            const auto row = quint32(random() % expected.size());
            const int column = int(random() % columns);
            expected[row][column] = randomValue(random);
            if (random() % 4 == 0)
                store.setUnloaded(row, column);
            store.set(row, column, expected[row][column]);
        }
        for (quint32 row = 0; row < store.rowCount(); ++row) {
            for (int column = 0; column < columns; ++column) {
                QCOMPARE(store.value(row, column), expected[row][column]);
                QVERIFY(store.equals(row, column, expected[row][column]));
            }
        }
    }

    void aCellIsCopiedWithItsBytes()
    {
        std::mt19937 random(9);
        CellStore from(1);
        CellStore to(2);
        for (quint32 row = 0; row < 500; ++row) {
            from.addRow();
            to.addRow();
            from.set(row, 0, randomValue(random));
            to.copy(row, 1, from, row, 0);
            QVERIFY(to.equals(row, 1, from, row, 0));
        }
        from.setUnloaded(3, 0);
        to.copy(3, 1, from, 3, 0);
        QVERIFY(!to.isLoaded(3, 1));
        QVERIFY(!to.equals(3, 1, from, 3, 0));
    }

    void typesAreToldApart()
    {
        CellStore store(1);
        store.addRow();
        store.setInteger(0, 0, 1);
        QVERIFY(!store.equals(0, 0, Value::real(1)));
        QVERIFY(!store.equals(0, 0, Value::text(u"1"_s)));
        store.setText(0, 0, "1");
        QVERIFY(!store.equals(0, 0, Value::blob("1")));
        QVERIFY(store.equals(0, 0, Value::text(u"1"_s)));
    }

    void aSmallStoreIsSmallAndALargeOneWastesLittle()
    {
        CellStore store(6);
        store.addRow();
        QVERIFY(store.allocated() < 4096);
        while (store.rowCount() < 100000)
            store.addRow();
        QVERIFY(double(store.allocated()) / store.rowCount() < 6 * 9 * 1.05);
    }

    void theMapFindsEachRecordByItsKey_data()
    {
        QTest::addColumn<bool>("isComposite");
        QTest::newRow("an integer") << false;
        QTest::newRow("a text and an integer") << true;
    }
    void theMapFindsEachRecordByItsKey()
    {
        QFETCH(bool, isComposite);
        std::mt19937 random(11);
        CellStore store(3);
        IdentityMap map(&store, isComposite ? std::vector{2, 0} : std::vector{0});
        const auto keyOf = [&](qint64 number) {
            const Value text = Value::text(u"k%1"_s.arg(number / 3));
            return isComposite ? Values{text, Value::integer(number)} : Values{Value::integer(number)};
        };
        QHash<qint64, quint32> expected;
        for (int step = 0; step < 20000; ++step) {
            const qint64 number = random() % 3000;
            if (random() % 3 == 0 && expected.contains(number)) {
                map.remove(expected.take(number));
            } else {
                const quint32 row = store.addRow();
                store.setInteger(row, 0, number);
                store.setText(row, 2, "k" + QByteArray::number(number / 3));
                const quint32 held = map.insert(row);
                QCOMPARE(held, expected.value(number, row));
                expected.insert(number, held);
            }
        }
        QCOMPARE(map.size(), quint32(expected.size()));
        for (qint64 number = 0; number < 3000; ++number) {
            const auto found = map.find(keyOf(number));
            QCOMPARE(found.has_value(), expected.contains(number));
            if (found)
                QCOMPARE(*found, expected.value(number));
        }
    }

    void aForeignKeyFindsItsParent()
    {
        CellStore parents(1);
        IdentityMap map(&parents, {0});
        CellStore children(3);
        for (qint64 id = 0; id < 100; ++id) {
            parents.addRow();
            parents.setInteger(quint32(id), 0, id * 7);
            map.insert(quint32(id));
        }
        children.addRow();
        children.setInteger(0, 2, 70);
        QCOMPARE(map.find(children, 0, std::vector{2}), std::optional(10u));
        children.setNull(0, 2);
        QVERIFY(!map.find(children, 0, std::vector{2}));
        children.setText(0, 2, "70");
        QVERIFY(!map.find(children, 0, std::vector{2}));
    }

    void anEmptyMapFindsNothing()
    {
        CellStore store(1);
        IdentityMap map(&store, {0});
        QVERIFY(!map.find(Values{Value::integer(1)}));
        map.remove(0);
        map.reserve(1000);
        QVERIFY(!map.find(Values{Value::integer(1)}));
        QVERIFY(!map.find(Values{}));
        QVERIFY(map.allocated() <= 1000 * 16);
    }
};

QTEST_APPLESS_MAIN(CellStoreTest)
#include "tst_cellstore.moc"
