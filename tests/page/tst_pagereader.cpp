#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/page/pagereader.h"
#include "tests/support/realdata.h"
#include "tests/support/scratchdatabase.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using base::NodeSummary;
using base::PageRequest;
using base::Record;
using base::Value;
using tests::ScratchDatabase;

namespace {

struct OpenReader
{
    explicit OpenReader(const QString &sql) : OpenReader(ScratchDatabase(sql)) {}
    explicit OpenReader(const ScratchDatabase &database) : file(database)
    {
        connection =
            std::move(*db::Connection::open({file.file(), base::ConnectionSettings::Mode::ReadOnly, 100},
                                            [this](const auto &record) { log += record; }));
        schema = mapping::mapped(*db::reflect(*connection));
        reader = std::make_unique<page::PageReader>(*connection, schema);
        log.clear();
    }

    ScratchDatabase file;
    QList<base::StatementRecord> log;
    std::unique_ptr<db::Connection> connection;
    mapping::MappedSchema schema;
    std::unique_ptr<page::PageReader> reader;
    base::Cause cause = {1, u"grid"_s, base::Cause::Kind::Click};
};

QStringList titles(const QList<NodeSummary> &summaries)
{
    QStringList all;
    for (const NodeSummary &each : summaries)
        all += each.missing ? u"missing"_s : each.title;
    return all;
}

} // namespace

class PageReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void everyTableAndViewOfRealDatabasesIsReadToItsEndByThePage()
    {
        SKIP_WITHOUT_REAL_DATA();
        for (const QString &path : tests::realDatabases()) {
            OpenReader open(ScratchDatabase::copyOf(path));
            const QByteArray before = open.file.checksum();
            for (const schema::Table &table : open.schema.tables) {
                if (table.kind == schema::TableKind::Broken)
                    continue;
                const auto count = open.reader->count(table.name, open.cause);
                QVERIFY2(count, qPrintable(path + table.name));
                PageRequest request;
                request.scope.table = table.name;
                request.limit = 999;
                qint64 rows = 0;
                for (bool more = true; more;) {
                    const auto page = open.reader->read(request, open.cause);
                    QVERIFY2(page, page ? "" : qPrintable(path + page.error().text()));
                    rows += page->records.size();
                    more = page->hasMore;
                    if (more)
                        request.after = page->records.last();
                    request.offsetHint = int(rows);
                }
                QVERIFY2(rows == *count, qPrintable(path + table.name));
            }
            QCOMPARE(open.file.checksum(), before);
        }
    }

    void aReaderKeepsNothingAndSeesWhatOthersWrite()
    {
        OpenReader open(u"CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES(1,'a')"_s);
        PageRequest request;
        request.scope.table = u"t"_s;
        QCOMPARE(open.reader->read(request, open.cause)->records.first().values[1], Value::text(u"a"_s));
        open.file.run(u"UPDATE t SET v = 'b'"_s);
        QCOMPARE(open.reader->read(request, open.cause)->records.first().values[1], Value::text(u"b"_s));
        QCOMPARE(open.log.size(), 2);
    }

    void aPickerFindsByTitleAndByKeyAndTheKeyItselfComesFirst()
    {
        OpenReader open(
            u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);"
            "INSERT INTO author VALUES(1,'Zoe'),(7,'Yan'),(17,'Bob'),(70,'Cy'),(3,'50% Ed'),(4,'a_b'),(5,NULL)"_s);
        const auto find = [&open](const QString &text, int limit = 50) {
            return titles(*open.reader->titles(u"author"_s, text, limit, open.cause));
        };
        QCOMPARE(find(u"7"_s), QStringList({u"Yan"_s, u"Bob"_s, u"Cy"_s}));
        QCOMPARE(find(u"7"_s, 1), QStringList{u"Yan"_s});
        QCOMPARE(find(u"%"_s), QStringList{u"50% Ed"_s});
        QCOMPARE(find(u"_"_s), QStringList{u"a_b"_s});
        QCOMPARE(find(u"ZO"_s), QStringList{u"Zoe"_s});
        QCOMPARE(find(u""_s).size(), 7);
        QCOMPARE(find(u""_s).first(), u"#5"_s); // NULL is the least.
        QCOMPARE(find(u""_s, 2).size(), 2);
        const auto found = open.reader->titles(u"author"_s, u"Yan"_s, 1, open.cause);
        QCOMPARE(found->first().key.values, base::Values{Value::integer(7)});
        QCOMPARE(found->first().record.values, base::Values({Value::integer(7), Value::text(u"Yan"_s)}));
    }

    void aTableWithoutTitleOrKeyIsPickedToo()
    {
        OpenReader open(
            u"CREATE TABLE t(a INT, b BLOB); INSERT INTO t VALUES(1,x'00'),(2,NULL); CREATE VIEW v AS SELECT 1 AS n"_s);
        QCOMPARE(titles(*open.reader->titles(u"t"_s, u""_s, 5, open.cause)), QStringList({u"#1"_s, u"#2"_s}));
        QVERIFY(open.reader->titles(u"t"_s, u"x"_s, 5, open.cause));
        QVERIFY(open.reader->titles(u"v"_s, u"x"_s, 5, open.cause));
        QVERIFY(open.reader->titlesOf(u"v"_s, {u"n"_s}, {{Value::integer(1)}}, open.cause));
    }

    void titlesComeInTheOrderAskedByOneStatement()
    {
        OpenReader open(
            u"CREATE TABLE p(a TEXT COLLATE NOCASE, b INT, name TEXT, PRIMARY KEY(a, b)) WITHOUT ROWID;"
            "INSERT INTO p VALUES('x',1,'X1'),('x',2,'X2'),('Y',1,'Y1')"_s);
        const QList<base::Values> wanted = {
            {Value::text(u"y"_s), Value::integer(1)},   {Value::text(u"x"_s), Value::integer(3)},
            {Value::text(u"X"_s), Value::text(u"2"_s)}, {Value(), Value::integer(1)},
            {Value::text(u"y"_s), Value::integer(1)},   {Value::text(u"x"_s), Value::real(1.0)}};
        const auto found = open.reader->titlesOf(u"p"_s, {u"a"_s, u"b"_s}, wanted, open.cause);
        QCOMPARE(titles(*found),
                 QStringList({u"Y1"_s, u"missing"_s, u"X2"_s, u"missing"_s, u"Y1"_s, u"X1"_s}));
        QCOMPARE(open.log.size(), 1);
        QVERIFY(!found->at(1).key.isValid());
    }

    void whatIsNotThereIsRefusedInWords()
    {
        OpenReader open(u"CREATE TABLE t(a); CREATE VIEW v AS SELECT nosuch(a) AS n FROM t"_s);
        QCOMPARE(open.reader->count(u"nowhere"_s, open.cause).error().code, ErrorCode::UnknownTable);
        QCOMPARE(open.reader->count(u"v"_s, open.cause).error().code, ErrorCode::BrokenTable);
        QCOMPARE(open.reader->titles(u"nowhere"_s, {}, 1, open.cause).error().code, ErrorCode::UnknownTable);
        PageRequest request;
        request.scope.table = u"t"_s;
        request.sortColumn = u"\"; DROP TABLE t"_s;
        QCOMPARE(open.reader->read(request, open.cause).error().code, ErrorCode::UnknownColumn);
    }

    /// Not a benchmark: a page that worked out its table anew for each row would be several times slower.
    void aPageCostsCloseToItsStatement()
    {
        SKIP_WITHOUT_REAL_DATA();
        OpenReader open(ScratchDatabase::copyOf(tests::realDatabase(u"tryton/tryton.db"_s)));
        QString widest;
        int columns = 0;
        for (const schema::Table &table : open.schema.tables) {
            const bool full =
                open.connection->select({u"SELECT 1 FROM \"%1\" LIMIT 200"_s.arg(table.name), {}})
                    ->rowCount() == 200;
            if (full && table.columns.size() > columns) {
                widest = table.name;
                columns = int(table.columns.size());
            }
        }
        PageRequest request;
        request.scope.table = widest;
        const auto best = [](auto work) {
            qint64 least = std::numeric_limits<qint64>::max();
            for (int i = 0; i < 30; ++i) {
                QElapsedTimer timer;
                timer.start();
                work();
                least = qMin(least, timer.nsecsElapsed());
            }
            return double(least) / 1000;
        };
        const double page = best([&] { QVERIFY(open.reader->read(request, open.cause)); });
        const double raw = best([&] {
            QVERIFY(
                open.connection->select({u"SELECT * FROM \"%1\" ORDER BY id LIMIT 201"_s.arg(widest), {}}));
        });
        qInfo("%s, %d columns: a page of 200 rows takes %.0f us, its SELECT %.0f us", qPrintable(widest),
              columns, page, raw);
        QVERIFY2(page < raw * 6, "a page is far more than its statement");
    }
};

QTEST_GUILESS_MAIN(PageReaderTest)
#include "tst_pagereader.moc"
