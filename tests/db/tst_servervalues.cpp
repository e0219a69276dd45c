#include "tests/servers/everyengine.h"
#include "tests/servers/portable.h"

#include <limits>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;

namespace relata::base {

/// What QCOMPARE prints.
static char *toString(const Value &value)
{
    return QTest::toString(QStringLiteral("%1 %2").arg(int(value.type())).arg(value.toSql()));
}

} // namespace relata::base

namespace {

bool isMariadb()
{
    return tests::engineInTurn() == tests::Engine::Mariadb;
}

} // namespace

/// Values that servers and drivers are known to change on their way, there and back.
class ServerValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        if (tests::engineInTurn() == tests::Engine::Sqlite)
            QSKIP("SQLite's traps are in tst_drivertraps.");
        m_connection = std::move(*m_database.create());
    }

    void aNumberIsKeptToItsLastDigit_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<Value>("value");
        const auto row = [](const char *name, const char *type, const Value &value) {
            QTest::newRow(name) << QString::fromLatin1(type) << value;
        };
        row("smallest integer", "BIGINT", Value::integer(std::numeric_limits<qint64>::min()));
        row("largest integer", "BIGINT", Value::integer(std::numeric_limits<qint64>::max()));
        row("a third", "DOUBLE PRECISION", Value::real(1.0 / 3));
        row("smallest real", "DOUBLE PRECISION", Value::real(std::numeric_limits<double>::min()));
        row("largest real", "DOUBLE PRECISION", Value::real(std::numeric_limits<double>::max()));
        row("a whole real", "DOUBLE PRECISION", Value::real(3.0));
        row("digits for a NUMERIC", "NUMERIC(38, 10)",
            Value::text(u"-1234567890123456789012345678.0123456789"_s));
    }
    void aNumberIsKeptToItsLastDigit()
    {
        QFETCH(QString, type);
        QFETCH(Value, value);
        run(u"CREATE TABLE t(a %1)"_s.arg(type));
        QVERIFY(write(u"INSERT INTO t VALUES(?)"_s, {value}));
        QCOMPARE(one(u"SELECT a FROM t"_s), value);
        QCOMPARE(one(u"SELECT count(*) FROM t WHERE a = ?"_s, {value}), Value::integer(1));
    }

    void infinityIsKeptOnPostgresqlAndRefusedOnMariadb()
    {
        run(u"CREATE TABLE t(a DOUBLE PRECISION)"_s);
        const Value infinity = Value::real(std::numeric_limits<double>::infinity());
        QCOMPARE(write(u"INSERT INTO t VALUES(?)"_s, {infinity}).has_value(), !isMariadb());
        if (!isMariadb())
            QCOMPARE(one(u"SELECT a FROM t"_s), infinity);
    }

    void aNumberThatIsTooLargeIsRefusedInsteadOfCutOff()
    {
        run(u"CREATE TABLE t(a INTEGER)"_s);
        QVERIFY(!write(u"INSERT INTO t VALUES(?)"_s, {Value::integer(3000000000)}));
    }

    void aBooleanIsZeroOrOneAndCanBeWrittenAndSoughtAsThat()
    {
        run(u"CREATE TABLE t(id INTEGER, a BOOLEAN)"_s);
        for (const int number : {0, 1}) {
            const auto done =
                write(u"INSERT INTO t VALUES(?, ?)"_s, {Value::integer(number), Value::integer(number)});
            QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
        }
        QCOMPARE(one(u"SELECT a FROM t WHERE id = 1"_s), Value::integer(1));
        QCOMPARE(one(u"SELECT a FROM t WHERE id = 0"_s), Value::integer(0));
        QCOMPARE(one(u"SELECT id FROM t WHERE a = ?"_s, {Value::integer(0)}), Value::integer(0));
        QVERIFY(write(u"UPDATE t SET a = ? WHERE id = ?"_s, {Value::integer(1), Value::integer(0)}));
        QCOMPARE(one(u"SELECT count(*) FROM t WHERE a = ?"_s, {Value::integer(1)}), Value::integer(2));
    }

    void anEmptyTextIsNotNullAndNullIsNoText()
    {
        run(u"CREATE TABLE t(id INTEGER, a VARCHAR(9))"_s);
        QVERIFY(write(u"INSERT INTO t VALUES(1, ?), (2, ?)"_s, {Value::text(u""_s), Value()}));
        QCOMPARE(one(u"SELECT a FROM t WHERE id = 1"_s), Value::text(u""_s));
        QVERIFY(one(u"SELECT a FROM t WHERE id = 2"_s).isNull());
        QCOMPARE(one(u"SELECT id FROM t WHERE a IS NULL"_s), Value::integer(2));
    }

    void aNumberFitsAColumnOfTextAndTheOtherWayRound()
    {
        run(u"CREATE TABLE t(n INTEGER, s VARCHAR(9))"_s);
        QVERIFY(write(u"INSERT INTO t VALUES(?, ?)"_s, {Value::text(u"12"_s), Value::integer(34)}));
        QCOMPARE(one(u"SELECT n FROM t"_s), Value::integer(12));
        QCOMPARE(one(u"SELECT s FROM t"_s), Value::text(u"34"_s));
        QCOMPARE(one(u"SELECT n FROM t WHERE s = ? AND n = ?"_s, {Value::integer(34), Value::text(u"12"_s)}),
                 Value::integer(12));
    }

    void aTimeThatWasReadCanBeWrittenBackAndSought_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *type, const QString &text) {
            QTest::newRow(type) << QString::fromLatin1(type) << text;
        };
        row("DATE", u"2024-02-29"_s);
        row("TIME(6)", u"23:59:59.999999"_s);
        row("TIMESTAMP(6)", u"2024-02-29 12:34:56.123456"_s);
        row("DATETIME(6)", u"2024-02-29 12:34:56.123456"_s);
        row("TIMESTAMP WITH TIME ZONE", u"2024-02-29 12:34:56.123456+00"_s);
    }
    void aTimeThatWasReadCanBeWrittenBackAndSought()
    {
        QFETCH(QString, type);
        QFETCH(QString, text);
        if (isMariadb() ? type.contains(u"ZONE"_s) : type.startsWith(u"DATETIME"_s))
            QSKIP("This server has no such type.");
        if (tests::readsPortably(*m_connection))
            QSKIP("Built without the server's own library.");
        if (!isMariadb())
            run(u"SET TIME ZONE 'UTC'"_s);
        run(u"CREATE TABLE t(a %1)"_s.arg(type));
        QVERIFY(write(u"INSERT INTO t VALUES(?)"_s, {Value::text(text)}));
        const Value read = one(u"SELECT a FROM t"_s);
        QCOMPARE(read, Value::text(text));
        QCOMPARE(*write(u"UPDATE t SET a = ? WHERE a = ?"_s, {read, read}), 1);
        QCOMPARE(one(u"SELECT a FROM t"_s), read);
    }

    void aTimeWithAZoneIsTheSameInstantInEveryZoneOfTheSession()
    {
        if (isMariadb())
            QSKIP("MariaDB has no type with a zone.");
        run(u"CREATE TABLE t(a TIMESTAMPTZ)"_s);
        run(u"SET TIME ZONE 'Asia/Kolkata'"_s);
        QVERIFY(write(u"INSERT INTO t VALUES(?)"_s, {Value::text(u"2024-02-29 12:00:00+02"_s)}));
        QCOMPARE(one(u"SELECT a FROM t"_s), Value::text(u"2024-02-29 15:30:00+05:30"_s));
        run(u"SET TIME ZONE 'UTC'"_s);
        QCOMPARE(one(u"SELECT a FROM t WHERE a = ?"_s, {Value::text(u"2024-02-29 15:30:00+05:30"_s)}),
                 Value::text(u"2024-02-29 10:00:00+00"_s));
    }

    void aDayThatDoesNotExistIsRefusedInsteadOfChanged()
    {
        run(u"CREATE TABLE t(a DATE)"_s);
        QVERIFY(!write(u"INSERT INTO t VALUES(?)"_s, {Value::text(u"2024-02-30"_s)}));
    }

    void aZeroDateThatSomebodyElseWroteIsReadAsItIs()
    {
        if (!isMariadb())
            QSKIP("PostgreSQL has no zero dates.");
        if (tests::readsPortably(*m_connection))
            QSKIP("Built without the server's own library.");
        run(u"CREATE TABLE t(a DATE, b DATETIME)"_s);
        run(u"SET SESSION sql_mode=''"_s);
        run(u"INSERT INTO t VALUES('0000-00-00', '0000-00-00 00:00:00')"_s);
        QCOMPARE(one(u"SELECT a FROM t"_s), Value::text(u"0000-00-00"_s));
        QCOMPARE(one(u"SELECT b FROM t"_s), Value::text(u"0000-00-00 00:00:00"_s));
    }

    void bytesAreKeptAndFoundAgain()
    {
        run(isMariadb() ? u"CREATE TABLE t(a BLOB)"_s : u"CREATE TABLE t(a BYTEA)"_s);
        QByteArray all;
        for (int byte = 0; byte < 256; ++byte)
            all += char(byte);
        QVERIFY(write(u"INSERT INTO t VALUES(?)"_s, {Value::blob(all)}));
        QCOMPARE(one(u"SELECT a FROM t WHERE a = ?"_s, {Value::blob(all)}), Value::blob(all));
        QCOMPARE(one(u"INSERT INTO t VALUES(?) RETURNING a"_s, {Value::blob(all)}), Value::blob(all));
    }

private:
    void run(const QString &sql) const
    {
        const auto done = m_connection->run({sql, {}});
        QVERIFY2(done, done ? "" : qPrintable(sql + u'\n' + done.error().text()));
    }
    base::Result<qint64> write(const QString &sql, const base::Values &values) const
    {
        return m_connection->run({sql, values});
    }
    Value one(const QString &sql, const base::Values &values = {}) const
    {
        const auto page = m_connection->select({sql, values});
        if (!page)
            return Value::text(page.error().text());
        return page->rowCount() == 1 ? page->value(0, 0) : Value::text(u"no row"_s);
    }

    tests::EngineDatabase m_database;
    std::unique_ptr<db::Connection> m_connection;
};

RELATA_EVERY_ENGINE_MAIN(ServerValuesTest)
#include "tst_servervalues.moc"
