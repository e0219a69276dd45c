#include "core/records/earlierschemas.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Record;
using base::RecordKey;
using base::Value;
using records::EarlierSchemas;

namespace {

schema::Schema noteWith(const QStringList &columns)
{
    schema::Table table;
    table.id = base::TableId{1};
    table.name = u"note"_s;
    table.rowidName = u"rowid"_s;
    for (const QString &name : columns) {
        schema::Column column;
        column.name = name;
        column.type = u"TEXT"_s;
        table.columns += column;
    }
    schema::Schema made;
    made.tables = {table};
    return made;
}

} // namespace

/// What was meant by the columns of an earlier schema.
class EarlierSchemasTest : public QObject
{
    Q_OBJECT

    const RecordKey m_stored{u"note"_s, {Value::integer(7)}, 0};
    const RecordKey m_new{u"note"_s, {}, 3};

private slots:
    void aChangeOfNowIsTakenAsItIs()
    {
        const EarlierSchemas none;
        const auto meant = none.meant({m_stored, 1, {}, Value::text(u"x"_s)}, 0, noteWith({u"a"_s, u"b"_s}));
        QVERIFY(meant);
        QCOMPARE(meant->column, 1);
    }

    void aChangeFindsItsColumnByTheNameOverSeveralSchemas()
    {
        EarlierSchemas earlier;
        earlier.add(noteWith({u"a"_s, u"b"_s}));
        earlier.add(noteWith({u"b"_s}));
        const schema::Schema now = noteWith({u"x"_s, u"y"_s, u"b"_s});
        for (const RecordKey &key : {m_stored, m_new}) {
            const Value before = key.isNew() ? Value() : Value::text(u"before"_s);
            const auto first = earlier.meant({key, 1, before, Value::text(u"now"_s)}, 0, now);
            const auto second = earlier.meant({key, 0, before, Value::text(u"now"_s)}, 1, now);
            QVERIFY(first && second);
            QCOMPARE(first->column, 2);
            QCOMPARE(second->column, 2);
            QCOMPARE(first->key, key);
            QCOMPARE(first->before, before);
            QCOMPARE(first->now, Value::text(u"now"_s));
        }
    }

    void aChangeWithoutAPlaceIsToldWithItsValue()
    {
        EarlierSchemas earlier;
        earlier.add(noteWith({u"a"_s, u"b"_s}));
        for (const RecordKey &key : {m_stored, m_new}) {
            const auto meant =
                earlier.meant({key, 0, {}, Value::text(u"typed"_s)}, 0, noteWith({u"b"_s, u"c"_s}));
            QVERIFY(!meant);
            QCOMPARE(meant.error().code, base::ErrorCode::StaleData);
            QVERIFY2(meant.error().sentence.contains(u"a = 'typed'"_s), qPrintable(meant.error().sentence));
        }
    }

    void aRowIsSeenAsBeforeOnlyWhereItsColumnsAreTheSame()
    {
        EarlierSchemas earlier;
        earlier.add(noteWith({u"a"_s, u"b"_s}));
        const Record row{m_stored, {Value::text(u"1"_s), Value::text(u"2"_s)}};
        QCOMPARE(earlier.seen(row, 1, noteWith({u"z"_s})), row);
        QCOMPARE(earlier.seen(row, 0, noteWith({u"a"_s, u"b"_s})), row);
        QVERIFY(!earlier.seen(row, 0, noteWith({u"b"_s, u"a"_s})));
    }
};

QTEST_APPLESS_MAIN(EarlierSchemasTest)
#include "tst_earlierschemas.moc"
