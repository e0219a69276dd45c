#include "core/db/connection.h"
#include "tests/servers/serverdatabase.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <limits>
#include <thread>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using base::Value;
using Engine = base::ConnectionSettings::Engine;

namespace {

const base::Cause kCause = {7, u"A click"_s, base::Cause::Kind::Click};

/// An empty database of an engine, and connections to it.
class Place
{
public:
    explicit Place(Engine engine) : m_server(engine)
    {
        if (engine != Engine::Sqlite) {
            QVERIFY(m_server.clear());
            m_settings = m_server.settings();
        } else {
            m_settings.file = m_folder.filePath(u"place.db"_s);
            QVERIFY(db::Connection::create(m_settings.file));
        }
        m_settings.busyTimeout = 1000;
    }

    std::unique_ptr<db::Connection> open(db::StatementSink sink = {}) const
    {
        auto connection = db::Connection::open(m_settings, std::move(sink));
        if (!connection)
            qFatal("%s", qPrintable(connection.error().text()));
        return std::move(*connection);
    }
    /// CREATE TABLE in the engine's words for types.
    base::Result<qint64> create(db::Connection &connection, const QString &table,
                                const QStringList &columns) const
    {
        QStringList lines;
        for (const QString &column : columns) {
            const sql::Dialect &dialect = connection.dialect();
            const QString type = dialect.columnType(column.section(u' ', 1, 1));
            const bool numbers = column.contains("PRIMARY KEY"_L1);
            lines += dialect.quoted(column.section(u' ', 0, 0)) + u' ' + type +
                     (numbers ? dialect.numbersItself() : QString()) + u' ' + column.section(u' ', 2);
        }
        return connection.run({u"CREATE TABLE %1 (%2)"_s.arg(table, lines.join(u", "_s)), {}});
    }

private:
    QTemporaryDir m_folder;
    tests::ServerDatabase m_server;
    base::ConnectionSettings m_settings;
};

QString endless(Engine engine)
{
    if (engine == Engine::Postgresql)
        return u"SELECT pg_sleep(30)"_s;
    if (engine == Engine::Mariadb)
        return u"SELECT count(*) FROM information_schema.columns a, information_schema.columns b, information_schema.columns c"_s;
    return u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"_s;
}

} // namespace

/// What every engine's connection does alike. A server that does not run is skipped.
class EveryEngineTest : public QObject
{
    Q_OBJECT

private:
    static void engines()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("SQLite") << Engine::Sqlite;
        QTest::newRow("PostgreSQL") << Engine::Postgresql;
        QTest::newRow("MariaDB") << Engine::Mariadb;
    }

private slots:
    void init()
    {
        QFETCH(const Engine, engine);
        if (engine != Engine::Sqlite && !tests::ServerDatabase(engine).isThere())
            QSKIP("This server does not run; tests/run starts it where it is installed.");
    }

    void valuesComeBackAsTheyWere_data() { engines(); }
    void valuesComeBackAsTheyWere()
    {
        QFETCH(const Engine, engine);
        const Place place(engine);
        const auto connection = place.open();
        QVERIFY(
            place.create(*connection, u"t"_s, {u"i BIGINT"_s, u"r DOUBLE"_s, u"s VARCHAR"_s, u"b BLOB"_s}));
        const QList<base::Values> rows = {
            {Value(), Value(), Value(), Value()},
            {Value::integer(std::numeric_limits<qint64>::min()), Value::real(0.1), Value::text(u""_s),
             Value::blob({})},
            {Value::integer(std::numeric_limits<qint64>::max()), Value::real(-1.7976931348623157e308),
             Value::text(u"Grüße 🌍 'quoted' \"twice\" \\ back `tick` ? $1 :name"_s),
             Value::blob(QByteArray("\0\x01\xff'\\", 5))},
            {Value::integer(9007199254740993), Value::real(123456789.12345679), Value::text(u"a\nb"_s),
             Value::blob("text")}};
        for (const base::Values &row : rows) {
            QVERIFY(connection->run({u"DELETE FROM t"_s, {}}));
            const auto written = connection->run({u"INSERT INTO t(i, r, s, b) VALUES(?, ?, ?, ?)"_s, row});
            QVERIFY2(written, written ? "" : qPrintable(written.error().text()));
            QCOMPARE(*written, 1);
            const auto page =
                connection->select({u"SELECT i, r, s, b FROM t WHERE 1 = ?"_s, {Value::integer(1)}});
            QVERIFY(page);
            for (int column = 0; column < 4; ++column) {
                QVERIFY2(page->value(0, column) == row[column],
                         qPrintable(page->value(0, column).toSql() + u" for "_s + row[column].toSql()));
            }
        }
    }

    void aNewRowTellsItsKey_data() { engines(); }
    void aNewRowTellsItsKey()
    {
        QFETCH(const Engine, engine);
        const Place place(engine);
        const auto connection = place.open();
        QVERIFY(place.create(*connection, u"t"_s, {u"id INTEGER PRIMARY KEY"_s, u"s VARCHAR"_s}));
        const Value text = Value::text(u"x"_s);
        const base::CellView cell = base::CellView::of(text);
        const QString sql = u"INSERT INTO t(s) VALUES(?)"_s;
        QCOMPARE(*connection->insert(sql, {&cell, 1}, u"id"_s), 1);
        QCOMPARE(*connection->insert(sql, {&cell, 1}, u"id"_s), 2);
        const QString empty = u"INSERT INTO t"_s + connection->dialect().noValues();
        QCOMPARE(*connection->insert(empty, {}, u"id"_s), 3);
    }

    void anUpdateCountsTheRowsThatItFound_data() { engines(); }
    void anUpdateCountsTheRowsThatItFound()
    {
        QFETCH(const Engine, engine);
        const Place place(engine);
        const auto connection = place.open();
        QVERIFY(place.create(*connection, u"t"_s, {u"a INTEGER"_s}));
        QCOMPARE(*connection->run({u"INSERT INTO t VALUES(1), (1), (2)"_s, {}}), 3);
        QCOMPARE(
            *connection->run({u"UPDATE t SET a = ? WHERE a = ?"_s, {Value::integer(1), Value::integer(1)}}),
            2);
        QCOMPARE(*connection->run({u"DELETE FROM t WHERE a = ?"_s, {Value::integer(5)}}), 0);
    }

    void brokenRulesAreConstraintErrors_data() { engines(); }
    void brokenRulesAreConstraintErrors()
    {
        QFETCH(const Engine, engine);
        const Place place(engine);
        const auto connection = place.open();
        QVERIFY(place.create(*connection, u"p"_s, {u"id INTEGER PRIMARY KEY"_s}));
        const auto made = connection->run(
            {u"CREATE TABLE c(a INTEGER NOT NULL, b INTEGER UNIQUE, p INTEGER, CHECK (a > 0), FOREIGN KEY (p) REFERENCES p(id))"_s,
             {}});
        QVERIFY(made);
        QVERIFY(connection->run({u"INSERT INTO c VALUES(1, 1, NULL)"_s, {}}));
        for (const QString &row : {u"NULL, 2, NULL"_s, u"1, 1, NULL"_s, u"0, 3, NULL"_s, u"1, 4, 99"_s}) {
            const auto refused = connection->run({u"INSERT INTO c VALUES(%1)"_s.arg(row), {}});
            QVERIFY2(!refused, qPrintable(row));
            QCOMPARE(refused.error().code, ErrorCode::ConstraintFailed);
            QVERIFY(!refused.error().hint.isEmpty() && !refused.error().detail.isEmpty());
        }
        QCOMPARE(connection->select({u"SELECT nothing FROM c"_s, {}}).error().code,
                 ErrorCode::StatementFailed);
    }

    void aTransactionIsTakenBackAndASavepointToo_data() { engines(); }
    void aTransactionIsTakenBackAndASavepointToo()
    {
        QFETCH(const Engine, engine);
        const Place place(engine);
        const auto connection = place.open();
        QVERIFY(place.create(*connection, u"t"_s, {u"a INTEGER"_s}));
        const auto rows = [&] {
            return connection->select({u"SELECT count(*) FROM t"_s, {}})->value(0, 0).toInteger();
        };
        QVERIFY(connection->begin());
        QVERIFY(connection->run({u"INSERT INTO t VALUES(1)"_s, {}}));
        QVERIFY(connection->run({u"SAVEPOINT s"_s, {}}));
        QVERIFY(connection->run({u"INSERT INTO t VALUES(2)"_s, {}}));
        QCOMPARE(rows(), 2);
        QVERIFY(connection->run({u"ROLLBACK TO SAVEPOINT s"_s, {}}));
        QVERIFY(connection->run({u"RELEASE SAVEPOINT s"_s, {}}));
        QCOMPARE(rows(), 1);
        QVERIFY(connection->commit());
        QVERIFY(connection->begin());
        QVERIFY(connection->run({u"INSERT INTO t VALUES(3)"_s, {}}));
        connection->rollback();
        QCOMPARE(rows(), 1);
    }

    void aTransactionMayBreakAForeignKeyUntilItsEnd_data() { engines(); }
    void aTransactionMayBreakAForeignKeyUntilItsEnd()
    {
        QFETCH(const Engine, engine);
        const Place place(engine);
        const auto connection = place.open();
        const QString defer = connection->dialect().deferForeignKeys();
        QCOMPARE(defer.isEmpty(), engine == Engine::Mariadb);
        if (defer.isEmpty())
            QSKIP("MariaDB checks each row at once.");
        QVERIFY(place.create(*connection, u"parent"_s, {u"id INTEGER PRIMARY KEY"_s}));
        QVERIFY(place.create(*connection, u"child"_s,
                             {u"id INTEGER PRIMARY KEY"_s,
                              u"parent_id INTEGER REFERENCES parent(id) DEFERRABLE INITIALLY IMMEDIATE"_s}));
        for (const bool isMended : {true, false}) {
            QVERIFY(connection->begin());
            QVERIFY(connection->run({defer, {}}));
            QVERIFY(connection->run({u"INSERT INTO child VALUES(%1, %1)"_s.arg(isMended ? 1 : 2), {}}));
            if (isMended)
                QVERIFY(connection->run({u"INSERT INTO parent VALUES(1)"_s, {}}));
            QCOMPARE(connection->commit().has_value(), isMended);
            connection->rollback();
        }
    }

    void afterAnErrorInATransactionRollbackMakesTheConnectionUsable_data() { engines(); }
    void afterAnErrorInATransactionRollbackMakesTheConnectionUsable()
    {
        QFETCH(const Engine, engine);
        const Place place(engine);
        const auto connection = place.open();
        QVERIFY(place.create(*connection, u"t"_s, {u"a INTEGER NOT NULL"_s}));
        QVERIFY(connection->begin());
        QVERIFY(!connection->run({u"INSERT INTO t VALUES(?)"_s, {Value()}}));
        connection->rollback();
        QVERIFY(connection->run({u"INSERT INTO t VALUES(?)"_s, {Value::integer(1)}}));
    }

    void whoWaitsTooLongForALockIsTold_data() { engines(); }
    void whoWaitsTooLongForALockIsTold()
    {
        QFETCH(const Engine, engine);
        const Place place(engine);
        const auto first = place.open();
        const auto second = place.open();
        QVERIFY(place.create(*first, u"t"_s, {u"a INTEGER"_s}));
        QVERIFY(first->run({u"INSERT INTO t VALUES(1)"_s, {}}));
        QVERIFY(first->begin());
        QVERIFY(first->run({u"UPDATE t SET a = 2"_s, {}}));
        const auto waited = second->run({u"UPDATE t SET a = 3"_s, {}});
        QCOMPARE(waited.error().code, ErrorCode::DatabaseLocked);
        QVERIFY(first->commit());
    }

    void aLongStatementIsCancelledAndTheConnectionStaysUsable_data() { engines(); }
    void aLongStatementIsCancelledAndTheConnectionStaysUsable()
    {
        QFETCH(const Engine, engine);
        const Place place(engine);
        const auto connection = place.open();
        std::thread canceller([&connection] {
            QThread::msleep(200);
            connection->interrupt();
        });
        const auto cancelled = connection->select({endless(engine), {}});
        canceller.join();
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
        connection->interrupt(); // Nothing runs.
        QVERIFY(connection->select({u"SELECT 1"_s, {}}));
    }

    void everyStatementIsReportedWithItsCauseValuesAndRows_data() { engines(); }
    void everyStatementIsReportedWithItsCauseValuesAndRows()
    {
        QFETCH(const Engine, engine);
        const Place place(engine);
        QList<base::StatementRecord> log;
        const auto connection = place.open([&log](const auto &record) { log += record; });
        QVERIFY(log.isEmpty()); // Housekeeping is nobody's click.
        QVERIFY(connection->select({u"SELECT 1 WHERE 'a' <> ?"_s, {Value::text(u"it's"_s)}}, kCause));
        QVERIFY(!connection->select({u"SELECT a FROM nowhere"_s, {}}, kCause));
        QCOMPARE(log.size(), 2);
        QCOMPARE(log[0].cause, kCause);
        QCOMPARE(log[0].rows, 1);
        QCOMPARE(log[0].boundValues, QStringList({u"'it''s'"_s}));
        // Each engine names the table that is missing, in its own words.
        const QString missing = engine == Engine::Sqlite       ? u"no such table: nowhere"_s
                                : engine == Engine::Postgresql ? u"relation \"nowhere\" does not exist"_s
                                                               : u".nowhere' doesn't exist"_s;
        QVERIFY2(log[1].error.contains(missing), qPrintable(log[1].error));
    }

    void aServerThatGoesAwayInATransactionIsAnErrorInWords_data() { engines(); }
    void aServerThatGoesAwayInATransactionIsAnErrorInWords()
    {
        QFETCH(const Engine, engine);
        if (engine == Engine::Sqlite)
            QSKIP("SQLite has no server.");
        const Place place(engine);
        const auto connection = place.open();
        QVERIFY(place.create(*connection, u"t"_s, {u"a INTEGER"_s}));
        const bool isMariadb = engine == Engine::Mariadb;
        const qint64 id =
            connection->select({isMariadb ? u"SELECT CONNECTION_ID()"_s : u"SELECT pg_backend_pid()"_s, {}})
                ->value(0, 0)
                .toInteger();
        QVERIFY(connection->begin());
        QVERIFY(connection->run({u"INSERT INTO t VALUES(?)"_s, {Value::integer(1)}}));
        QVERIFY(place.open()->run(
            {(isMariadb ? u"KILL CONNECTION %1"_s : u"SELECT pg_terminate_backend(%1)"_s).arg(id), {}}));
        base::Error last;
        for (int attempt = 0; attempt < 2; ++attempt) {
            const auto failed = connection->run({u"INSERT INTO t VALUES(?)"_s, {Value::integer(2)}});
            QVERIFY(!failed);
            last = failed.error();
            QVERIFY2(last.code == ErrorCode::ConnectionLost, qPrintable(last.text()));
        }
        QVERIFY(last.sentence.contains(u"server"_s) && !last.hint.isEmpty());
        connection->rollback();
        QCOMPARE(place.open()->select({u"SELECT count(*) FROM t"_s, {}})->value(0, 0), Value::integer(0));
    }
};

QTEST_GUILESS_MAIN(EveryEngineTest)
#include "tst_everyengine.moc"
