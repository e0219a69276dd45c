#include "core/base/pagesink.h"
#include "core/db/mariadbstatement.h"
#include "core/db/portablerows.h"
#include "tests/servers/serverdatabase.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::CellView;
using base::Value;
using db::MariadbStatement;
using tests::ServerDatabase;

namespace relata::base {

/// What QCOMPARE prints.
static char *toString(const Value &value)
{
    return QTest::toString(QStringLiteral("%1 %2").arg(int(value.type())).arg(value.toSql()));
}

} // namespace relata::base

/// MariaDB's rows through its client library, and what QtSql makes of the same rows where Relata was built
/// without it.
class MariadbRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!m_server.isThere())
            QSKIP("No MariaDB: run by tests/servers/run.");
        const base::Done cleared = m_server.clear();
        QVERIFY2(cleared, cleared ? "" : qPrintable(cleared.error().text()));
        const base::ConnectionSettings settings = m_server.settings();
        m_database = QSqlDatabase::addDatabase(u"QMYSQL"_s, u"plain"_s);
        m_database.setDatabaseName(settings.database);
        m_database.setUserName(settings.user);
        m_database.setConnectOptions(u"UNIX_SOCKET="_s + settings.host);
        m_database.setNumericalPrecisionPolicy(QSql::HighPrecision);
        QVERIFY2(m_database.open(), qPrintable(m_database.lastError().text()));
        MariadbStatement::Failure failure;
        if (!MariadbStatement::prepare(*m_database.driver(), u"SELECT 1"_s, failure) &&
            failure.code.isEmpty())
            QSKIP("Built without MariaDB's client library: there is only one way to read rows.");
    }
    void cleanupTestCase()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(u"plain"_s);
    }

    void bothWaysReadTheSameValue_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<Value>("value");
        const auto row = [](const char *name, const QString &sql, const Value &value) {
            QTest::newRow(name) << sql << value;
        };
        row("NULL", u"NULL"_s, {});
        row("a NULL of a type", u"CAST(NULL AS CHAR(3))"_s, {});
        row("the largest integer", u"9223372036854775807"_s,
            Value::integer(std::numeric_limits<qint64>::max()));
        row("the smallest integer", u"CAST('-9223372036854775808' AS SIGNED)"_s,
            Value::integer(std::numeric_limits<qint64>::min()));
        row("a larger one without a sign", u"CAST('18446744073709551615' AS UNSIGNED)"_s,
            Value::text(u"18446744073709551615"_s));
        row("a boolean", u"true"_s, Value::integer(1));
        row("a double", u"CAST(0.1 AS DOUBLE)"_s, Value::real(0.1));
        row("a double with an exponent", u"1.5e300"_s, Value::real(1.5e300));
        row("a DECIMAL of 40 digits", u"1234567890123456789012345678901234567.890"_s,
            Value::text(u"1234567890123456789012345678901234567.890"_s));
        row("a text", u"'it''s “ü” 🦉\\n'"_s, Value::text(u"it's “ü” 🦉\n"_s));
        row("an empty text", u"''"_s, Value::text(u""_s));
        row("a long text", u"REPEAT('ü', 40000)"_s, Value::text(QString(40000, u'ü')));
        row("bytes with NUL", u"x'00ff0061'"_s, Value::blob(QByteArray("\0\xff\0a", 4)));
        row("a date", u"DATE '2024-02-29'"_s, Value::text(u"2024-02-29"_s));
        row("a time", u"TIME '12:34:56'"_s, Value::text(u"12:34:56"_s));
        row("a timestamp", u"TIMESTAMP '2024-02-29 12:34:56'"_s, Value::text(u"2024-02-29 12:34:56"_s));
        row("milliseconds", u"TIMESTAMP '2024-02-29 12:34:56.789'"_s,
            Value::text(u"2024-02-29 12:34:56.789"_s));
    }
    void bothWaysReadTheSameValue()
    {
        QFETCH(QString, sql);
        QFETCH(Value, value);
        QCOMPARE(nativeValue(u"SELECT "_s + sql), value);
        QCOMPARE(portableValue(u"SELECT "_s + sql), value);
    }

    void bothWaysReadTheSameColumn_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("literal");
        QTest::addColumn<Value>("value");
        const auto row = [](const char *type, const QString &literal, const Value &value) {
            QTest::newRow(type) << QString::fromUtf8(type) << literal << value;
        };
        row("TINYINT", u"-7"_s, Value::integer(-7));
        row("TINYINT UNSIGNED", u"255"_s, Value::integer(255));
        row("SMALLINT UNSIGNED", u"65535"_s, Value::integer(65535));
        row("MEDIUMINT", u"-8388608"_s, Value::integer(-8388608));
        row("INT UNSIGNED", u"4294967295"_s, Value::integer(4294967295));
        row("BIGINT UNSIGNED", u"9223372036854775808"_s, Value::text(u"9223372036854775808"_s));
        row("BOOLEAN", u"true"_s, Value::integer(1));
        row("FLOAT", u"1.5"_s, Value::real(1.5));
        row("DOUBLE", u"0.1"_s, Value::real(0.1));
        row("DECIMAL(20, 4)", u"-0.5"_s, Value::text(u"-0.5000"_s));
        row("TIME(6)", u"'12:34:56.123456'"_s, Value::text(u"12:34:56.123456"_s));
        row("TIME", u"'-100:00:01'"_s, Value::text(u"-100:00:01"_s));
        row("YEAR", u"2024"_s, Value::integer(2024));
        row("ENUM('small', 'größer')", u"'größer'"_s, Value::text(u"größer"_s));
        row("SET('a', 'b')", u"'a,b'"_s, Value::text(u"a,b"_s));
        row("CHAR(10)", u"'ab'"_s, Value::text(u"ab"_s));
        row("LONGTEXT", u"'text'"_s, Value::text(u"text"_s));
        row("VARCHAR(9) CHARACTER SET latin1", u"'ü'"_s, Value::text(u"ü"_s));
        row("BINARY(3)", u"'a'"_s, Value::blob(QByteArray("a\0\0", 3)));
        row("LONGBLOB", u"x'ff00'"_s, Value::blob(QByteArray("\xff\0", 2)));
        row("POINT", u"ST_PointFromText('POINT(0 0)')"_s,
            Value::blob(QByteArray("\0\0\0\0\1\1\0\0\0", 9) + QByteArray(16, '\0')));
    }
    void bothWaysReadTheSameColumn()
    {
        QFETCH(QString, type);
        QFETCH(QString, literal);
        QFETCH(Value, value);
        fill(type, literal);
        QCOMPARE(nativeValue(u"SELECT a FROM t"_s), value);
        QCOMPARE(portableValue(u"SELECT a FROM t"_s), value);
    }

    // What portablerows.h says of MariaDB, and nothing else.
    void qtSqlAloneLosesThese_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("literal");
        QTest::addColumn<Value>("native");
        QTest::addColumn<Value>("portable");
        const auto row = [](const char *type, const QString &literal, const Value &native,
                            const Value &portable) {
            QTest::newRow(type) << QString::fromUtf8(type) << literal << native << portable;
        };
        row("DATETIME(6)", u"'2024-02-29 12:34:56.123456'"_s, Value::text(u"2024-02-29 12:34:56.123456"_s),
            Value::text(u"2024-02-29 12:34:56.123"_s));
        row("DATE", u"'0000-00-00'"_s, Value::text(u"0000-00-00"_s), Value::text(u""_s));
        row("DATETIME", u"'0000-00-00 00:00:00'"_s, Value::text(u"0000-00-00 00:00:00"_s),
            Value::text(u""_s));
        row("VARCHAR(9) COLLATE utf8mb4_bin", u"'ü'"_s, Value::text(u"ü"_s), Value::blob("ü"));
        row("JSON", u"'{\"a\": 1}'"_s, Value::text(u"{\"a\": 1}"_s), Value::blob("{\"a\": 1}"));
        row("FLOAT", u"1.2345678"_s, Value::real(1.2345678), Value::real(1.23457));
        row("BIT(10)", u"b'1000000001'"_s, Value::integer(513), Value::text(u"\u0002\u0001"_s));
    }
    void qtSqlAloneLosesThese()
    {
        QFETCH(QString, type);
        QFETCH(QString, literal);
        QFETCH(Value, native);
        QFETCH(Value, portable);
        fill(type, literal);
        QCOMPARE(nativeValue(u"SELECT a FROM t"_s), native);
        QCOMPARE(portableValue(u"SELECT a FROM t"_s), portable);
    }

    void aFloatHasTheDigitsThatItTakesAndNoOthers()
    {
        fill(u"FLOAT"_s, u"0.1"_s);
        QCOMPARE(nativeValue(u"SELECT a FROM t"_s), Value::real(0.1));
    }

    void everyValueComesBackAsItWasBound_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<Value>("value");
        QTest::newRow("NULL") << u"INT"_s << Value();
        QTest::newRow("integer") << u"BIGINT"_s << Value::integer(std::numeric_limits<qint64>::min());
        QTest::newRow("real") << u"DOUBLE"_s << Value::real(1.0 / 3);
        QTest::newRow("text") << u"VARCHAR(99)"_s << Value::text(u"it's \\ ? \" 🦉"_s);
        QTest::newRow("text with NUL") << u"VARCHAR(9)"_s << Value::utf8(QByteArray("a\0b", 3));
        QTest::newRow("empty text") << u"VARCHAR(9)"_s << Value::text(u""_s);
        QTest::newRow("bytes") << u"BLOB"_s << Value::blob(QByteArray("\xff\0'\\", 4));
        QTest::newRow("no bytes") << u"BLOB"_s << Value::blob("");
    }
    void everyValueComesBackAsItWasBound()
    {
        QFETCH(QString, type);
        QFETCH(Value, value);
        query(u"CREATE OR REPLACE TABLE t(a %1)"_s.arg(type));
        QCOMPARE(nativeValue(u"INSERT INTO t VALUES(?) RETURNING a"_s, {value}), value);
        QCOMPARE(nativeValue(u"SELECT a FROM t"_s), value);
    }

    void rowsOfEveryWidthComeInTheirOrderAndAgainAtTheNextRun()
    {
        MariadbStatement::Failure failure;
        const auto statement = MariadbStatement::prepare(
            *m_database.driver(),
            u"SELECT seq, IF(seq % 3 = 0, NULL, REPEAT('x', seq)) FROM seq_1_to_300 "
            "WHERE seq <= ? ORDER BY seq"_s,
            failure);
        QVERIFY2(statement, qPrintable(failure.message));
        for (const int last : {300, 0, 2}) {
            base::PageSink sink;
            const Value limit = Value::integer(last);
            const CellView cell = CellView::of(limit);
            QVERIFY(statement->run({&cell, 1}, sink));
            QCOMPARE(statement->rows(), last);
            QCOMPARE(sink.page.columnCount(), 2);
            for (int row = 0; row < last; ++row) {
                QCOMPARE(sink.page.value(row, 0), Value::integer(row + 1));
                const bool isNull = (row + 1) % 3 == 0;
                QCOMPARE(sink.page.value(row, 1), isNull ? Value() : Value::utf8(QByteArray(row + 1, 'x')));
            }
        }
    }

    void aStatementThatIsRefusedSaysWhyAndOneWithTooFewValuesDoesNotRun()
    {
        MariadbStatement::Failure failure;
        QVERIFY(!MariadbStatement::prepare(*m_database.driver(), u"SELECT nothing"_s, failure));
        QCOMPARE(failure.code, u"1054"_s);
        QVERIFY2(failure.message.contains(u"nothing"_s), qPrintable(failure.message));

        const auto statement = MariadbStatement::prepare(*m_database.driver(), u"SELECT ?"_s, failure);
        base::PageSink sink;
        QVERIFY(!statement->run({}, sink));
        QVERIFY(!statement->failure().code.isEmpty());
    }

    void aStatementThatWritesCountsWhatItChanged()
    {
        query(u"CREATE OR REPLACE TABLE t(id INT AUTO_INCREMENT PRIMARY KEY, a INT)"_s);
        MariadbStatement::Failure failure;
        const auto insert = MariadbStatement::prepare(*m_database.driver(),
                                                      u"INSERT INTO t(a) VALUES(1), (2), (3)"_s, failure);
        base::PageSink sink;
        QVERIFY(insert->run({}, sink));
        QCOMPARE(insert->changes(), 3);
        QCOMPARE(insert->lastInsertId(), 1);
        const auto update =
            MariadbStatement::prepare(*m_database.driver(), u"DELETE FROM t WHERE a > 1"_s, failure);
        QVERIFY(update->run({}, sink));
        QCOMPARE(update->changes(), 2);
        QCOMPARE(update->rows(), 0);
    }

private:
    QSqlQuery query(const QString &sql) const
    {
        QSqlQuery query(m_database);
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        return query;
    }
    void fill(const QString &type, const QString &literal) const
    {
        query(u"SET SESSION sql_mode=''"_s);
        query(u"CREATE OR REPLACE TABLE t(a %1)"_s.arg(type));
        query(u"INSERT INTO t VALUES(%1)"_s.arg(literal));
    }
    Value nativeValue(const QString &sql, const base::Values &values = {}) const
    {
        MariadbStatement::Failure failure;
        const auto statement = MariadbStatement::prepare(*m_database.driver(), sql, failure);
        if (!statement)
            return Value::text(failure.message);
        std::vector<CellView> cells;
        for (const Value &value : values)
            cells.push_back(CellView::of(value));
        base::PageSink sink;
        if (!statement->run(cells, sink))
            return Value::text(statement->failure().message);
        return statement->rows() == 1 ? sink.page.value(0, 0) : Value::text(u"no row"_s);
    }
    Value portableValue(const QString &sql) const
    {
        QSqlQuery rows = query(sql);
        base::PageSink sink;
        return db::readPortableRows(rows, true, sink) == 1 ? sink.page.value(0, 0) : Value::text(u"no row"_s);
    }

    ServerDatabase m_server{ServerDatabase::Engine::Mariadb};
    QSqlDatabase m_database;
};

QTEST_GUILESS_MAIN(MariadbRowsTest)
#include "tst_mariadbrows.moc"
