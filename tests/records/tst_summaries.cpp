#include "tests/records/library.h"
#include "tests/support/realdata.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::DisplaySql;
using base::Record;
using base::RecordKey;
using schema::Direction;

/// What the tree shows beside a relationship before it is opened: counts and titles, many at once.
class SummariesTest : public QObject
{
    Q_OBJECT

private slots:
    void summariesAreAskedInOneStatementUnderTheDisplaysOwnCause()
    {
        OpenSession open(kLibrary);
        const QList<RecordKey> authors = keysOf(open.rows(u"author"_s));
        const auto books = open.session->summaries(authors, u"books"_s, DisplaySql::On, open.cause);
        QCOMPARE(counts(*books), QList<qint64>({2, 1, 0}));
        QCOMPARE(open.log.size(), 1);
        QCOMPARE(open.log.first().cause.kind, base::Cause::Kind::Display);
        open.log.clear();
        const auto passports = open.session->summaries(authors, u"passport"_s, DisplaySql::On, open.cause);
        QCOMPARE(titles(*passports), QStringList({u"none"_s, u"P1"_s, u"none"_s}));
        QCOMPARE(open.statements(), 1);
        open.session->expireAll();
        const QList<Record> rows = open.rows(u"book"_s);
        const auto names = open.session->summaries(keysOf(rows), u"author"_s, DisplaySql::On, open.cause);
        QCOMPARE(titles(*names), QStringList({u"Ada"_s, u"Ada"_s, u"Ben"_s, u"none"_s, u"missing"_s}));
        QCOMPARE(open.statements(), 1);
        // A title is not a record: expanding still asks, once.
        QCOMPARE(open.follow(rows[0].key, u"author"_s, 1), QStringList{u"Ada"_s});
        QCOMPARE(open.statements(), 1);
    }

    void withDisplayStatementsOffNothingIsAskedAndMemoryStillTells()
    {
        OpenSession open(kLibrary);
        const QList<Record> books = open.rows(u"book"_s);
        open.follow(books[0].key, u"author"_s);
        open.log.clear();
        const auto summaries =
            open.session->summaries(keysOf(books), u"author"_s, DisplaySql::Off, open.cause);
        QCOMPARE(open.statements(), 0);
        QVERIFY(summaries->at(0).inMemory && summaries->at(0).title == u"Ada"_s);
        QVERIFY(!summaries->at(2).inMemory && summaries->at(2).title.isEmpty() && !summaries->at(2).missing);
        QVERIFY(summaries->at(3).inMemory && summaries->at(3).isNone);
    }

    void manyOwnersAreAskedInChunksOfFiveHundred()
    {
        OpenSession open(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE c(id INTEGER PRIMARY KEY, p_id "
            u"REFERENCES p);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<1201) INSERT INTO p SELECT "
            "i, 'p'||i FROM n;"
            "INSERT INTO c SELECT id, id FROM p; INSERT INTO c SELECT id + 5000, id FROM p WHERE id % 2"_s);
        const auto down =
            open.session->summaries(keysOf(open.rows(u"p"_s, 2000)), u"cs"_s, DisplaySql::On, open.cause);
        QCOMPARE(open.statements(), 3);
        for (int i = 0; i < down->size(); ++i)
            QCOMPARE(down->at(i).count, i % 2 == 0 ? 2 : 1);
        open.session->expireAll();
        const auto up =
            open.session->summaries(keysOf(open.rows(u"c"_s, 2000)), u"p"_s, DisplaySql::On, open.cause);
        QCOMPARE(open.statements(), 3); // 1,801 children, 1,201 parents.
        QCOMPARE(up->last().title, u"p1201"_s);
    }

    void oddNamesAreReadAndFollowed()
    {
        OpenSession open(
            u"CREATE TABLE \"a \"\"b\"(\"x FROM y\" INTEGER PRIMARY KEY, \"select\" TEXT);"
            "CREATE TABLE \"_c'd\"(\"i.d\" INTEGER PRIMARY KEY, \"x FROM y\" REFERENCES \"a \"\"b\", "
            "\"wanted\" TEXT);"
            "CREATE TABLE wanted(n INTEGER PRIMARY KEY, v0 REFERENCES wanted, name TEXT);"
            "INSERT INTO \"a \"\"b\" VALUES(1,'A'); INSERT INTO \"_c'd\" VALUES(1,1,'w'),(2,1,'w');"
            "INSERT INTO wanted VALUES(1,2,'one'),(2,1,'two')"_s);
        const QString down = open.name(u"a \"b"_s, u"_c'd"_s, Direction::OneToMany);
        const auto summaries =
            open.session->summaries(keysOf(open.rows(u"a \"b"_s)), down, DisplaySql::On, open.cause);
        QVERIFY2(summaries, summaries ? "" : qPrintable(summaries.error().text()));
        QCOMPARE(counts(*summaries), QList<qint64>{2});
        QCOMPARE(open.follow(open.row(u"a \"b"_s, 0).key, down), QStringList({u"1"_s, u"2"_s}));
        const auto up = open.session->summaries(keysOf(open.rows(u"_c'd"_s)),
                                                open.name(u"_c'd"_s, u"a \"b"_s, Direction::ManyToOne),
                                                DisplaySql::On, open.cause);
        QCOMPARE(titles(*up), QStringList({u"A"_s, u"A"_s}));
        const auto self = open.session->summaries(keysOf(open.rows(u"wanted"_s)),
                                                  open.name(u"wanted"_s, u"wanted"_s, Direction::OneToMany),
                                                  DisplaySql::On, open.cause);
        QCOMPARE(counts(*self), QList<qint64>({1, 1}));
    }

    void textsAndIntegersThatTheColumnTakesForEqualBelongTogether()
    {
        OpenSession open(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE c(id INTEGER PRIMARY KEY, p_id TEXT REFERENCES p(id));"
            "INSERT INTO p VALUES(5,'Five'),(6,'Six'); INSERT INTO c VALUES(1,'5'),(2,'05'),(3,'6')"_s);
        const QString up = open.name(u"c"_s, u"p"_s, Direction::ManyToOne);
        const QString down = open.name(u"p"_s, u"c"_s, Direction::OneToMany);
        const QList<Record> children = open.rows(u"c"_s);
        const auto summaries = open.session->summaries(keysOf(children), up, DisplaySql::On, open.cause);
        QCOMPARE(titles(*summaries), QStringList({u"Five"_s, u"Five"_s, u"Six"_s}));
        const auto back =
            open.session->summaries(keysOf(open.rows(u"p"_s)), down, DisplaySql::On, open.cause);
        QCOMPARE(counts(*back), QList<qint64>({2, 1})); // '05' is 5 for the look-up, by the parent's column.
    }

    void everyRelationshipOfRealDatabasesShowsAsManyRowsAsItCounts()
    {
        SKIP_WITHOUT_REAL_DATA();
        for (const QString &path : tests::realDatabases()) {
            OpenSession open(ScratchDatabase::copyOf(path));
            const QByteArray before = open.file.checksum();
            for (const mapping::MappedClass &mapped : open.session->schema().classes) {
                const QList<Record> rows = open.rows(mapped.table, 5);
                for (const mapping::Side &relationship : mapped.relationships) {
                    const auto asked =
                        open.session->summaries(keysOf(rows), relationship.name, DisplaySql::On, open.cause);
                    QVERIFY2(asked, asked ? "" : qPrintable(path + asked.error().text()));
                    for (int i = 0; i < rows.size(); ++i) {
                        const auto page =
                            open.page(OpenSession::related(rows[i].key, relationship.name, 100000));
                        QVERIFY2(page, page ? "" : qPrintable(path + page.error().text()));
                        const QString where = path + mapped.table + u'.' + relationship.name;
                        QVERIFY2(page->records.size() == asked->at(i).count, qPrintable(where));
                        open.log.clear();
                        QVERIFY2(open.page(OpenSession::related(rows[i].key, relationship.name))->fromMemory,
                                 qPrintable(where));
                        QCOMPARE(open.statements(), 0);
                    }
                }
            }
            QCOMPARE(open.file.checksum(), before);
        }
    }
};

QTEST_GUILESS_MAIN(SummariesTest)
#include "tst_summaries.moc"
