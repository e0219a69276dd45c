#include "core/base/pagesink.h"
#include "core/db/portablerows.h"
#include "core/db/postgresqlrows.h"
#include "core/db/servercells.h"
#include "tests/servers/serverdatabase.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using tests::ServerDatabase;

namespace {

/// A connection of QtSql alone, on which both ways can read the same query.
class PlainConnection
{
public:
    explicit PlainConnection(const base::ConnectionSettings &settings)
        : m_database(QSqlDatabase::addDatabase(u"QPSQL"_s, u"plain"_s))
    {
        m_database.setDatabaseName(settings.database);
        m_database.setUserName(settings.user);
        m_database.setHostName(settings.host);
        m_database.setNumericalPrecisionPolicy(QSql::HighPrecision);
        if (!m_database.open())
            qFatal("%s", qPrintable(m_database.lastError().text()));
    }
    ~PlainConnection()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(u"plain"_s);
    }

    QSqlQuery query(const QString &sql)
    {
        QSqlQuery query(m_database);
        if (!query.exec(sql))
            qFatal("%s", qPrintable(query.lastError().text()));
        return query;
    }

private:
    QSqlDatabase m_database;
};

Value nativeValue(QSqlQuery &query)
{
    base::PageSink sink;
    return db::readPostgresqlRows(query, sink) == 1 ? sink.page.value(0, 0) : Value::text(u"no row"_s);
}

Value portableValue(QSqlQuery &query)
{
    base::PageSink sink;
    return db::readPortableRows(query, false, sink) == 1 ? sink.page.value(0, 0) : Value::text(u"no row"_s);
}

} // namespace

class ServerRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!m_server.isThere())
            QSKIP("No PostgreSQL: run by tests/servers/run.");
        const base::Done cleared = m_server.clear();
        QVERIFY2(cleared, cleared ? "" : qPrintable(cleared.error().text()));
        m_plain = std::make_unique<PlainConnection>(m_server.settings());
        QSqlQuery probe = m_plain->query(u"SELECT 1"_s);
        base::PageSink sink;
        if (!db::readPostgresqlRows(probe, sink))
            QSKIP("Built without libpq: there is only one way to read rows.");
    }

    void bothWaysReadTheSameValue_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<Value>("value");
        const auto row = [](const char *name, const QString &sql, const Value &value) {
            QTest::newRow(name) << sql << value;
        };
        row("NULL", u"NULL::int"_s, {});
        row("the largest integer", u"9223372036854775807"_s,
            Value::integer(std::numeric_limits<qint64>::max()));
        row("the smallest integer", u"(-9223372036854775808)::int8"_s,
            Value::integer(std::numeric_limits<qint64>::min()));
        row("a small integer", u"(-7)::int2"_s, Value::integer(-7));
        row("true", u"true"_s, Value::integer(1));
        row("false", u"false"_s, Value::integer(0));
        row("a double", u"0.1::float8"_s, Value::real(0.1));
        row("a float", u"1.5::float4"_s, Value::real(1.5));
        row("infinity", u"'-Infinity'::float8"_s, Value::real(-std::numeric_limits<double>::infinity()));
        row("NaN", u"'NaN'::float8"_s, Value::text(u"NaN"_s));
        row("a NUMERIC of 40 digits", u"1234567890123456789012345678901234567.890::numeric"_s,
            Value::text(u"1234567890123456789012345678901234567.890"_s));
        row("a text", u"'it''s “ü”' || chr(10)"_s, Value::text(u"it's “ü”\n"_s));
        row("an empty text", u"''"_s, Value::text(u""_s));
        row("bytes with NUL", uR"('\x00ff0061'::bytea)"_s, Value::blob(QByteArray("\0\xff\0a", 4)));
        row("no bytes", uR"('\x'::bytea)"_s, Value::blob(QByteArray("")));
        row("a date", u"DATE '2024-02-29'"_s, Value::text(u"2024-02-29"_s));
        row("a time", u"TIME '12:34:56'"_s, Value::text(u"12:34:56"_s));
        row("a timestamp", u"TIMESTAMP '2024-02-29 12:34:56'"_s, Value::text(u"2024-02-29 12:34:56"_s));
        row("a uuid", u"'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid"_s,
            Value::text(u"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s));
        row("jsonb", uR"('{"a": [1, null]}'::jsonb)"_s, Value::text(uR"({"a": [1, null]})"_s));
        row("an array", u"ARRAY[1,2,NULL]"_s, Value::text(u"{1,2,NULL}"_s));
        row("an interval", u"INTERVAL '1 day 2 hours'"_s, Value::text(u"1 day 02:00:00"_s));
        row("a network", u"'10.0.0.0/8'::cidr"_s, Value::text(u"10.0.0.0/8"_s));
    }
    void bothWaysReadTheSameValue()
    {
        QFETCH(QString, sql);
        QFETCH(Value, value);
        QSqlQuery query = m_plain->query(u"SELECT "_s + sql);
        QCOMPARE(nativeValue(query), value);
        QCOMPARE(portableValue(query), value);
    }

    void aTimeKeepsItsMicrosecondsAndItsZone()
    {
        QSqlQuery zone = m_plain->query(u"SET TIME ZONE 'UTC'"_s);
        QSqlQuery query = m_plain->query(u"SELECT TIMESTAMP '2024-02-29 12:34:56.123456'"_s);
        QCOMPARE(nativeValue(query), Value::text(u"2024-02-29 12:34:56.123456"_s));
        QSqlQuery zoned = m_plain->query(u"SELECT TIMESTAMPTZ '2024-02-29 12:34:56.5+02'"_s);
        QCOMPARE(nativeValue(zoned), Value::text(u"2024-02-29 10:34:56.5+00"_s));
    }

    // What portablerows.h says of PostgreSQL, and nothing else.
    void qtSqlAloneLosesMicrosecondsAndZones()
    {
        qputenv("TZ", "Etc/GMT-3"); // three hours before UTC
        QSqlQuery stamp = m_plain->query(u"SELECT TIMESTAMP '2024-02-29 12:34:56.123456'"_s);
        QCOMPARE(portableValue(stamp), Value::text(u"2024-02-29 12:34:56.123"_s));
        QSqlQuery time = m_plain->query(u"SELECT TIME '12:34:56.123456'"_s);
        QCOMPARE(portableValue(time), Value::text(u"12:34:56.123"_s));
        QSqlQuery zoned = m_plain->query(u"SELECT TIMESTAMPTZ '2024-02-29 12:34:56.5+02'"_s);
        QCOMPARE(portableValue(zoned), Value::text(u"2024-02-29 13:34:56.500"_s));
    }

    void anIntegerIsABooleanAlsoThroughQtSqlAlone()
    {
        m_plain->query(u"CREATE TEMPORARY TABLE flag(a BOOLEAN)"_s);
        QSqlQuery insert = m_plain->query(u"SELECT 1"_s);
        QVERIFY(insert.prepare(u"INSERT INTO flag VALUES(?)"_s));
        insert.bindValue(0, db::looseVariantOf(base::CellView::ofInteger(1)));
        QVERIFY2(insert.exec(), qPrintable(insert.lastError().text()));
        insert.bindValue(0, db::variantOf(base::CellView::ofInteger(1)));
        QVERIFY(!insert.exec());
    }

    void rowsAndColumnsComeInTheirOrder()
    {
        QSqlQuery query =
            m_plain->query(u"SELECT i, 'row ' || i FROM generate_series(1, 300) i ORDER BY i"_s);
        base::PageSink native;
        base::PageSink portable;
        QCOMPARE(db::readPostgresqlRows(query, native).value_or(-1), 300);
        QCOMPARE(db::readPortableRows(query, false, portable), 300);
        for (int row = 0; row < 300; ++row) {
            QCOMPARE(native.page.value(row, 0), Value::integer(row + 1));
            QCOMPARE(native.page.value(row, 1), portable.page.value(row, 1));
        }
    }

private:
    ServerDatabase m_server{ServerDatabase::Engine::Postgresql};
    std::unique_ptr<PlainConnection> m_plain;
};

QTEST_GUILESS_MAIN(ServerRowsTest)
#include "tst_serverrows.moc"
