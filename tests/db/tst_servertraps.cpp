#include "tests/servers/everyengine.h"

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using base::Value;

namespace {

bool isMariadb()
{
    return tests::engineInTurn() == tests::Engine::Mariadb;
}

} // namespace

/// What the servers and QtSql's drivers for them do that nobody expects, and what a Connection makes of it.
class ServerTrapsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        if (tests::engineInTurn() == tests::Engine::Sqlite)
            QSKIP("SQLite's traps are in tst_drivertraps.");
        m_connection = std::move(*m_database.create());
    }

    void aNumericKeepsAllItsDigits()
    {
        run(u"CREATE TABLE t(n NUMERIC(30, 4))"_s);
        run(u"INSERT INTO t VALUES(12345678901234567.8912)"_s);
        QCOMPARE(one(u"SELECT n FROM t"_s), Value::text(u"12345678901234567.8912"_s));
    }

    void aStatementThatWasPreparedBeforeTheTableChangedWorksAgainAfterOneFailure()
    {
        run(u"CREATE TABLE t(a INTEGER)"_s);
        run(u"INSERT INTO t VALUES(1)"_s);
        const sql::Statement all{u"SELECT * FROM t WHERE a = ?"_s, {Value::integer(1)}};
        QCOMPARE(m_connection->select(all)->columnCount(), 1);
        run(u"ALTER TABLE t ADD COLUMN b INTEGER"_s);
        auto page = m_connection->select(all);
        if (!page) // PostgreSQL: cached plan must not change result type
            page = m_connection->select(all);
        QVERIFY(page);
        QCOMPARE(page->columnCount(), 2);
    }

    void aQuestionMarkOfJsonIsNoPlaceForAValueWhereThereAreNoValues()
    {
        if (isMariadb())
            QSKIP("An operator of PostgreSQL.");
        QCOMPARE(one(uR"(SELECT '{"a": 1}'::jsonb ? 'a')"_s), Value::integer(1));
        QVERIFY(!m_connection->select({uR"(SELECT '{"a": 1}'::jsonb ? ?)"_s, {Value::text(u"a"_s)}}));
        QCOMPARE(
            m_connection->select({uR"(SELECT jsonb_exists('{"a": 1}'::jsonb, ?))"_s, {Value::text(u"a"_s)}})
                ->value(0, 0),
            Value::integer(1));
    }

    void anErrorPoisonsATransactionOnPostgresqlOnlyUntilTheRollback()
    {
        run(u"CREATE TABLE t(a INTEGER NOT NULL)"_s);
        QVERIFY(m_connection->begin());
        QVERIFY(!m_connection->run({u"INSERT INTO t VALUES(NULL)"_s, {}}));
        const auto next = m_connection->run({u"INSERT INTO t VALUES(1)"_s, {}});
        QCOMPARE(next.has_value(), isMariadb());
        if (!next)
            QVERIFY2(next.error().hint.contains(u"Roll back"_s), qPrintable(next.error().text()));
        m_connection->rollback();
        run(u"INSERT INTO t VALUES(2)"_s);
        QCOMPARE(one(u"SELECT count(*) FROM t"_s), Value::integer(1));
    }

    void aTextThatIsNoUtf8IsRefusedInsteadOfChanged()
    {
        run(u"CREATE TABLE t(s VARCHAR(40))"_s);
        const auto refused = insert(Value::utf8("a\xff"));
        QVERIFY(!refused);
        QVERIFY2(refused.error().sentence.contains(u"UTF-8"_s), qPrintable(refused.error().text()));
        QCOMPARE(one(u"SELECT count(*) FROM t"_s), Value::integer(0));
    }

    void aTextWithNulIsKeptOnMariadbAndRefusedOnPostgresqlInsteadOfCutOff()
    {
        run(u"CREATE TABLE t(s VARCHAR(40))"_s);
        const Value text = Value::utf8(QByteArray("a\0b", 3));
        QCOMPARE(insert(text).has_value(), isMariadb());
        if (isMariadb())
            QCOMPARE(one(u"SELECT s FROM t"_s), text);
        else
            QCOMPARE(one(u"SELECT count(*) FROM t"_s), Value::integer(0));
    }

    void aTextThatIsTooLongIsRefusedInsteadOfCutOff()
    {
        run(u"CREATE TABLE t(s VARCHAR(3))"_s);
        QVERIFY(!insert(Value::text(u"four"_s)));
        QVERIFY(insert(Value::text(u"one"_s)));
    }

    void anInsertReturnsWhatTheServerStored()
    {
        run(u"CREATE TABLE t(a INTEGER, s VARCHAR(40))"_s);
        const Value hard = Value::text(u"it's a ? and a \\ and a \"quote\""_s);
        const auto page = m_connection->select(
            {u"INSERT INTO t(a, s) VALUES(?, ?) RETURNING a, s"_s, {Value::text(u"7"_s), hard}});
        QVERIFY2(page, page ? "" : qPrintable(page.error().text()));
        QCOMPARE(page->rowCount(), 1);
        QCOMPARE(page->value(0, 0), Value::integer(7));
        QCOMPARE(page->value(0, 1), hard);
    }

private:
    void run(const QString &sql) const
    {
        const auto done = m_connection->run({sql, {}});
        QVERIFY2(done, done ? "" : qPrintable(sql + u'\n' + done.error().text()));
    }
    base::Result<qint64> insert(const Value &text) const
    {
        return m_connection->run({u"INSERT INTO t(s) VALUES(?)"_s, {text}});
    }
    Value one(const QString &sql) const
    {
        const auto page = m_connection->select({sql, {}});
        return page && page->rowCount() == 1 ? page->value(0, 0) : Value::text(u"no row"_s);
    }

    tests::EngineDatabase m_database;
    std::unique_ptr<db::Connection> m_connection;
};

RELATA_EVERY_ENGINE_MAIN(ServerTrapsTest)
#include "tst_servertraps.moc"
