#include "core/records/valuejson.h"
#include "core/records/waitingrow.h"
#include "tests/support/reflected.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace relata;
using base::NewRow;
using base::PendingEdits;
using base::RecordKey;
using base::Value;
using records::WaitingRow;

namespace {

QList<Value> everyKindOfValue()
{
    constexpr auto kMost = std::numeric_limits<qint64>::max();
    constexpr auto kLeast = std::numeric_limits<qint64>::min();
    QList<Value> values = {Value(),
                           Value::integer(0),
                           Value::integer(kMost),
                           Value::integer(kLeast),
                           Value::integer(9007199254740993),
                           Value::real(0.0),
                           Value::real(-0.0),
                           Value::real(0.1),
                           Value::real(5.0),
                           Value::real(std::numeric_limits<double>::infinity()),
                           Value::real(-std::numeric_limits<double>::infinity()),
                           Value::real(std::numeric_limits<double>::denorm_min()),
                           Value::real(std::numeric_limits<double>::max()),
                           Value::text({}),
                           Value::utf8("a\0b\0"_ba),
                           Value::text(u"\"quoted\" \\ \r\n\t\u2028\u00a0\ufeff\uffff\U0001F600"_s),
                           Value::text(u"null"_s),
                           Value::text(u"5"_s),
                           Value::utf8("\xff\xfe \x80"),
                           Value::utf8("\xed\xa0\x80"),
                           Value::utf8("caf\xe9"),
                           Value::utf8("\xc0\x80"),
                           Value::text(QString(100000, u'x')),
                           Value::blob({}),
                           Value::blob("\0\xff'"_ba),
                           Value::blob("text")};
    for (ushort code = 0; code < 0x20; ++code)
        values += Value::text(QString(QChar(code)));
    return values;
}

} // namespace

/// What a journal keeps of a row is exactly what waits.
class WaitingRowTest : public QObject
{
    Q_OBJECT

private slots:
    void everyValueComesBackAsItWas()
    {
        for (const Value &value : everyKindOfValue()) {
            const QByteArray text = QJsonDocument(QJsonArray{records::toJson(value)}).toJson();
            const auto back = records::valueFromJson(QJsonDocument::fromJson(text).array().first());
            QVERIFY2(back && *back == value, text.left(200).constData());
        }
    }

    void everyRowComesBackAsItWas()
    {
        const QList<Value> values = everyKindOfValue();
        for (const Value &value : values) {
            for (const auto kind : {WaitingRow::Kind::Changed, WaitingRow::Kind::Added,
                                    WaitingRow::Kind::Deleted, WaitingRow::Kind::Gone}) {
                WaitingRow row;
                row.kind = kind;
                row.key = kind == WaitingRow::Kind::Added ? RecordKey{u"a \"table\"\n"_s, {}, 7}
                                                          : RecordKey{u"ä"_s, {value, Value()}, 0};
                row.cells = {{u"c'\n"_s, value, values.last(), 0}, {u""_s, {}, value, 3}};
                if (kind == WaitingRow::Kind::Deleted)
                    row.asRead = values;
                const QByteArray line = row.toLine();
                QVERIFY(!line.contains('\n'));
                const auto back = WaitingRow::fromLine(line);
                QVERIFY(back);
                QVERIFY2(*back == row, line.left(300).constData());
            }
        }
    }

    void editsComeBackAsTheyWere()
    {
        const schema::Schema schema = tests::reflectedSql(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY, v); CREATE TABLE c(a, b, p REFERENCES p, PRIMARY KEY(a, b)) WITHOUT ROWID"_s);
        const QList<Value> values = everyKindOfValue();
        PendingEdits edits;
        for (int i = 0; i < values.size(); ++i) {
            edits.changed.insert({u"c"_s, {Value::integer(i), Value::text(u"k"_s)}, 0},
                                 {{0, {values[i], values[values.size() - 1 - i]}}, {2, {values[i], {}, 2}}});
            edits.added += NewRow{{u"p"_s, {}, i + 1}, {{1, values[i]}}, {}};
            edits.deleted += RecordKey{u"p"_s, {Value::integer(i)}, 0};
        }
        edits.added += NewRow{{u"c"_s, {}, 900}, {{0, Value()}}, {{2, 3}}};
        QList<WaitingRow> rows = records::waitingRows(edits, schema);
        QCOMPARE(rows.size(), edits.count());
        const auto back = records::editsOf(rows, schema);
        QVERIFY(back);
        QVERIFY(*back == edits);
        std::reverse(rows.begin(), rows.end());
        QVERIFY(*records::editsOf(rows, schema) == edits);
    }

    void linesThatAreNoRowsAreRefused()
    {
        for (const QByteArray &line :
             {""_ba, "{"_ba, "null"_ba, "[]"_ba, "{}"_ba, R"({"row":"changed"})"_ba,
              R"({"row":"changed","table":"t"})"_ba, R"({"row":"other","table":"t","key":["a"]})"_ba,
              R"({"row":"changed","table":"t","key":[5]})"_ba,
              R"({"row":"changed","table":"t","key":[{"integer":"x"}]})"_ba,
              R"({"row":"changed","table":"t","key":["a"],"cells":[{"now":"x"}]})"_ba,
              R"({"row":"changed","table":"t","key":["a"],"cells":[{"column":"c","now":{"blob":"*"}}]})"_ba})
            QVERIFY2(!WaitingRow::fromLine(line), line.constData());
        // A line that was cut off anywhere is none, either.
        WaitingRow row;
        row.key = {u"t"_s, {Value::text(u"k"_s)}, 0};
        row.cells = {{u"c"_s, Value::real(0.5), Value::blob("b"), 0}};
        const QByteArray line = row.toLine();
        for (int size = 0; size < line.size(); ++size)
            QVERIFY(!WaitingRow::fromLine(line.left(size)));
    }

    void whatTheSchemaHasNoPlaceForIsRefused()
    {
        const schema::Schema schema = tests::reflectedSql(u"CREATE TABLE t(id INTEGER PRIMARY KEY, v)"_s);
        WaitingRow row;
        row.key = {u"t"_s, {Value::integer(1)}, 0};
        row.cells = {{u"gone"_s, {}, {}, 0}};
        QVERIFY(!records::editsOf({row}, schema));
        row.cells.clear();
        row.key.table = u"gone"_s;
        QVERIFY(!records::editsOf({row}, schema));
    }

    void rowsReadWell()
    {
        WaitingRow row;
        row.key = {u"t"_s, {Value::integer(5)}, 0};
        row.cells = {{u"v"_s, Value::text(u"old"_s), Value::text(u"it's"_s), 0}};
        QCOMPARE(row.words(), u"Row 5 of 't': v = 'it''s' (was 'old')"_s);
        row.kind = WaitingRow::Kind::Deleted;
        QCOMPARE(row.words(), u"Row 5 of 't': to be deleted"_s);
        row.kind = WaitingRow::Kind::Added;
        row.key = {u"t"_s, {}, 2};
        row.cells += {u"p"_s, {}, {}, 1};
        QCOMPARE(row.words(), u"New row 2 of 't': v = 'it''s', p = the key of new row 1"_s);
    }
};

QTEST_GUILESS_MAIN(WaitingRowTest)
#include "tst_waitingrow.moc"
