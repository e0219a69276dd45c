#include "core/base/pagesink.h"
#include "core/db/connection.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace relata::base;
using relata::db::Connection;

/// What goes wrong when QtSql's SQLite driver is used as it offers itself, and must not go wrong here.
class DriverTrapsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Connection::create(m_folder->filePath(u"traps.db"_s));
        QVERIFY(opened);
        m_connection = std::move(*opened);
    }

    void everyKindOfNumberIsBoundAsANumber()
    {
        QCOMPARE(typeOf(Value::integer(std::int64_t(1))), u"integer"_s);
        QCOMPARE(typeOf(Value::integer(std::numeric_limits<qint64>::min())), u"integer"_s);
        QCOMPARE(typeOf(Value::integer(true)), u"integer"_s);
        QCOMPARE(typeOf(Value::real(float(1.5F))), u"real"_s);
        QCOMPARE(typeOf(Value::text(u"1"_s)), u"text"_s);
        QCOMPARE(typeOf(Value::blob("1")), u"blob"_s);
    }

    void anEmptyTextIsNotNull()
    {
        QCOMPARE(typeOf(Value::text(u""_s)), u"text"_s);
        QCOMPARE(typeOf(Value::utf8(QByteArray())), u"text"_s);
        QCOMPARE(typeOf(Value::blob(QByteArray())), u"blob"_s);
        QCOMPARE(typeOf(Value()), u"null"_s);
        const RowPage page = rows(u"SELECT '', x'', NULL"_s);
        QCOMPARE(page.type(0, 0), Value::Type::Text);
        QCOMPARE(page.type(0, 1), Value::Type::Blob);
        QCOMPARE(page.type(0, 2), Value::Type::Null);
    }

    void typesAreThoseOfTheCellsAndNotOfTheDeclaration()
    {
        rows(u"CREATE TABLE t (a BIGINT, b NUMERIC, c DATE, d)"_s);
        rows(u"INSERT INTO t VALUES (9007199254740993, 1.5, '2026-01-02', 7), ('text', x'00', 5, NULL)"_s);
        const RowPage page = rows(u"SELECT * FROM t"_s);
        QCOMPARE(page.value(0, 0), Value::integer(9007199254740993));
        QCOMPARE(page.value(0, 1), Value::real(1.5));
        QCOMPARE(page.value(0, 2), Value::text(u"2026-01-02"_s));
        QCOMPARE(page.value(1, 0), Value::text(u"text"_s));
        QCOMPARE(page.value(1, 1), Value::blob(QByteArray(1, '\0')));
        QCOMPARE(page.value(1, 2), Value::integer(5));
    }

    void aNamedPlaceholderMayComeTwice()
    {
        const auto page =
            m_connection->select({u"SELECT :a + :a, :b"_s, {Value::integer(4), Value::integer(9)}});
        QVERIFY2(page, page ? "" : qPrintable(page.error().text()));
        QCOMPARE(page->value(0, 0), Value::integer(8));
        QCOMPARE(page->value(0, 1), Value::integer(9));
    }

    void aCommentAfterAStatementDoesNoHarm()
    {
        QCOMPARE(rows(u"SELECT 1; -- and no more"_s).rowCount(), 1);
        QCOMPARE(rows(u"-- only words"_s).rowCount(), 0);
    }

    void aTableCanBeDroppedAfterItWasRead()
    {
        rows(u"CREATE TABLE t (a)"_s);
        rows(u"INSERT INTO t VALUES (1), (2)"_s);
        QCOMPARE(rows(u"SELECT a FROM t"_s).rowCount(), 2);
        QVERIFY(m_connection->run({u"DROP TABLE t"_s, {}}));
    }

    void aKeptStatementFollowsAChangeOfTheSchema()
    {
        rows(u"CREATE TABLE t (a)"_s);
        rows(u"INSERT INTO t VALUES (1)"_s);
        QCOMPARE(rows(u"SELECT * FROM t"_s).columnCount(), 1);
        rows(u"ALTER TABLE t ADD COLUMN b DEFAULT 2"_s);
        const RowPage page = rows(u"SELECT * FROM t"_s);
        QCOMPARE(page.columnCount(), 2);
        QCOMPARE(page.value(0, 1), Value::integer(2));
    }

    void returningBringsRowsAndCommits()
    {
        rows(u"CREATE TABLE t (id INTEGER PRIMARY KEY, a)"_s);
        const RowPage page = rows(u"INSERT INTO t (a) VALUES (1), (2) RETURNING id"_s);
        QCOMPARE(page.rowCount(), 2);
        QCOMPARE(page.value(1, 0), Value::integer(2));
        QCOMPARE(rows(u"SELECT count(*) FROM t"_s).value(0, 0), Value::integer(2));
    }

    void manyDifferentStatementsDoNotPileUp()
    {
        for (int i = 0; i < 500; ++i)
            QCOMPARE(rows(u"SELECT %1"_s.arg(i)).value(0, 0), Value::integer(i));
        QCOMPARE(rows(u"SELECT 0"_s).value(0, 0), Value::integer(0));
    }

    void rowsThatGoToASinkAreTheSameAsThoseOfAPage()
    {
        const QString sql =
            u"SELECT ?, 1.5, 'a' || char(0) || 'b', x'ff', NULL UNION ALL SELECT 2, 3, 4, 5, 6"_s;
        const Value first = Value::text(u"bound"_s);
        PageSink sink;
        const CellView bound[] = {CellView::of(first)};
        const auto count = m_connection->read(sql, bound, sink);
        QVERIFY(count);
        QCOMPARE(*count, 2);
        const auto page = m_connection->select({sql, {first}});
        QVERIFY(page);
        for (int row = 0; row < 2; ++row)
            QCOMPARE(sink.page.row(row), page->row(row));
    }

    void theListenerHearsWhatTheDatabaseDoesOnItsOwn()
    {
        rows(u"CREATE TABLE p (id INTEGER PRIMARY KEY)"_s);
        rows(u"CREATE TABLE c (id TEXT PRIMARY KEY, p REFERENCES p ON DELETE CASCADE) WITHOUT ROWID"_s);
        rows(u"INSERT INTO p VALUES (1)"_s);
        rows(u"INSERT INTO c VALUES ('a', 1), ('b', 1)"_s);
        QStringList heard;
        QVERIFY(m_connection->listenToRows([&heard](const relata::db::ChangedRow &row) {
            heard += u"%1 %2 %3"_s.arg(row.table()).arg(int(row.change())).arg(row.isByDatabase());
        }));
        rows(u"DELETE FROM p"_s);
        m_connection->listenToRows({});
        rows(u"INSERT INTO p VALUES (2)"_s);
        heard.sort();
        QCOMPARE(heard, (QStringList{u"c 2 1"_s, u"c 2 1"_s, u"p 2 0"_s}));
    }

    void aReplacedRowIsTheDatabasesOwnDoing()
    {
        rows(
            u"CREATE TABLE p (id INTEGER PRIMARY KEY, twice AS (id * 2), n TEXT UNIQUE ON CONFLICT REPLACE)"_s);
        rows(u"INSERT INTO p VALUES (1, 'a'), (2, 'b')"_s);
        QStringList heard;
        m_connection->listenToRows([&heard](const relata::db::ChangedRow &row) {
            heard += u"%1 %2 %3>%4 %5>%6"_s.arg(int(row.change()))
                         .arg(row.isReplaced())
                         .arg(row.rowidBefore())
                         .arg(row.rowidAfter())
                         .arg(row.before(1).toText(), row.after(1).toText());
        });
        rows(u"INSERT INTO p VALUES (3, 'a')"_s);
        rows(u"UPDATE p SET n = 'b' WHERE id = 3"_s);
        rows(u"DELETE FROM p"_s);
        m_connection->listenToRows({});
        QCOMPARE(heard, (QStringList{u"2 1 1>1 a>"_s, u"0 0 3>3 >a"_s, u"2 1 2>2 b>"_s, u"1 0 3>3 a>b"_s,
                                     u"2 0 3>3 b>"_s}));
    }

private:
    RowPage rows(const QString &sql)
    {
        auto page = m_connection->select({sql, {}});
        if (!page)
            qWarning() << page.error().text();
        return page ? std::move(*page) : RowPage();
    }
    QString typeOf(const Value &value)
    {
        const auto page = m_connection->select({u"SELECT typeof(?)"_s, {value}});
        return page ? page->value(0, 0).toText() : page.error().text();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(DriverTrapsTest)

#include "tst_drivertraps.moc"
