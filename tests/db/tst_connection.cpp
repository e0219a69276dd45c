#include "core/db/connection.h"
#include "tests/support/scratchdatabase.h"

#include <QTest>
#include <QThread>

#include <cmath>
#include <limits>
#include <thread>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using base::Value;
using tests::ScratchDatabase;
using Mode = base::ConnectionSettings::Mode;

/// Statements on an open database: values, changes, the log, cancelling.
class ConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void extensionsCannotBeLoadedAndTheSchemaIsNotTrusted()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a)"_s);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY(!(*connection)->select({u"SELECT load_extension('nothing')"_s, {}}));
        QCOMPARE((*connection)->select({u"PRAGMA trusted_schema"_s, {}})->value(0, 0), Value::integer(0));
        QCOMPARE((*connection)->select({u"PRAGMA foreign_keys"_s, {}})->value(0, 0), Value::integer(1));
    }

    void valuesKeepTheirTypesBothWays()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a)"_s);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        const base::Values values = {Value(),
                                     Value::integer(0),
                                     Value::integer(std::numeric_limits<qint64>::min()),
                                     Value::integer(9007199254740993),
                                     Value::real(0.1),
                                     Value::real(1.0),
                                     Value::real(std::numeric_limits<double>::infinity()),
                                     Value::text(u""_s),
                                     Value::text(u"Grüße 🌍 'quoted'"_s),
                                     Value::text(QString(u"a\0b"_s)),
                                     Value::blob({}),
                                     Value::blob(QByteArray("\0\x01\xff", 3))};
        for (const Value &value : values) {
            QVERIFY((*connection)->run({u"DELETE FROM t"_s, {}}));
            QCOMPARE(*(*connection)->run({u"INSERT INTO t VALUES(?)"_s, {value}}), 1);
            const auto page = (*connection)->select({u"SELECT a, typeof(a) FROM t"_s, {}});
            QVERIFY2(page->value(0, 0) == value, qPrintable(value.toSql() + page->value(0, 1).toText()));
        }
        QVERIFY(Value::real(std::nan("")).isNull());
    }

    void aTextThatIsNotUtf8IsTheSameInEveryRow()
    {
        const QByteArray latin("M\xfcll \xed\xa0\x80");
        const ScratchDatabase file(
            u"CREATE TABLE t(a, b); INSERT INTO t SELECT CAST(x'%1' AS TEXT), i.value FROM json_each('[1,2,3]') i"_s
                .arg(QString::fromLatin1(latin.toHex())));
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        const auto page = (*connection)->select({u"SELECT a FROM t ORDER BY b"_s, {}});
        QCOMPARE(page->rowCount(), 3);
        for (int row = 0; row < 3; ++row)
            QVERIFY2(page->value(row, 0) == Value::utf8(latin), qPrintable(QString::number(row)));
        const auto returned =
            (*connection)->select({u"UPDATE t SET b = b + 1 WHERE b < 3 RETURNING a"_s, {}});
        QCOMPARE(returned->row(0), returned->row(1));
        QCOMPARE(returned->value(0, 0), Value::utf8(latin));
    }

    void aTextThatIsNotUtf8IsFoundAndWrittenBackAsItWasRead()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a TEXT); INSERT INTO t VALUES(CAST(x'4dfc' AS TEXT))"_s);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        const Value read = (*connection)->select({u"SELECT a FROM t"_s, {}})->value(0, 0);
        QCOMPARE((*connection)->select({u"SELECT 1 FROM t WHERE a = ?"_s, {read}})->rowCount(), 1);
        QCOMPARE(*(*connection)->run({u"UPDATE t SET a = ? WHERE a IS ?"_s, {read, read}}), 1);
        QCOMPARE(file.rows(u"SELECT hex(a), typeof(a) FROM t"_s), QStringList{u"4DFC|text"_s});
    }

    void placeholdersWithoutAValueAreRefused()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a); INSERT INTO t VALUES(1)"_s);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY((*connection)->select({u"SELECT a FROM t WHERE a = ?"_s, {Value::integer(1)}}));
        const auto refused = (*connection)->select({u"SELECT a FROM t WHERE a = ?"_s, {}});
        QCOMPARE(refused.error().code, ErrorCode::StatementFailed);
        QVERIFY(!(*connection)->select({u"SELECT a FROM t"_s, {Value::integer(1)}}));
    }

    void changesAreThoseOfTheStatementNotOfItsCascades()
    {
        const ScratchDatabase file(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p_id REFERENCES p ON DELETE CASCADE);"
            "INSERT INTO p VALUES(1),(2); INSERT INTO c VALUES(1),(1),(1)"_s);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QCOMPARE(*(*connection)->run({u"DELETE FROM p WHERE id = ?"_s, {Value::integer(1)}}), 1);
        QCOMPARE(*(*connection)->run({u"DELETE FROM p WHERE id = ?"_s, {Value::integer(1)}}), 0);
        QCOMPARE(file.rows(u"SELECT count(*) FROM c"_s), QStringList({u"0"_s}));
    }

    void everyStatementIsReportedWithItsCauseValuesAndRows()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a); INSERT INTO t VALUES(1),(2)"_s);
        QList<base::StatementRecord> log;
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100},
                                                     [&log](const auto &record) { log += record; });
        QVERIFY(log.isEmpty()); // Housekeeping is nobody's click.
        const base::Cause cause = {7, u"Open t"_s, base::Cause::Kind::Click};
        QVERIFY((*connection)->select({u"SELECT a FROM t WHERE a < ?"_s, {Value::text(u"it's"_s)}}, cause));
        QVERIFY(!(*connection)->select({u"SELECT nothing FROM t"_s, {}}, cause));
        QCOMPARE(log.size(), 2);
        QCOMPARE(log[0].cause, cause);
        QCOMPARE(log[0].rows, 2);
        QCOMPARE(log[0].boundValues, QStringList({u"'it''s'"_s}));
        QVERIFY(log[0].error.isEmpty() && log[0].milliseconds > 0);
        QVERIFY(log[1].error.contains(u"nothing"_s));
    }

    void aLongStatementIsCancelledAndTheConnectionStaysUsable()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a)"_s);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        std::thread canceller([&connection] {
            QThread::msleep(100);
            (*connection)->interrupt();
        });
        const auto endless =
            (*connection)
                ->select(
                    {u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"_s,
                     {}});
        canceller.join();
        QVERIFY(!endless);
        QCOMPARE(endless.error().code, ErrorCode::Cancelled);
        QVERIFY((*connection)->select({u"SELECT 1"_s, {}}));
    }

    void aCancelledReadIsNeverTakenForTheEndOfTheRows()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a)"_s);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        std::thread canceller([&connection] {
            QThread::msleep(50);
            (*connection)->interrupt();
        });
        const auto rows =
            (*connection)
                ->select(
                    {u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000000) SELECT i FROM n"_s,
                     {}});
        canceller.join();
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "tst_connection.moc"
