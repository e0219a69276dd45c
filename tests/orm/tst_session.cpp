#include "tests/orm/opensession.h"
#include "tests/support/realdata.h"

#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using base::NodeSummary;
using base::PageRequest;
using base::Record;
using base::RecordKey;
using base::Value;
using orm::DisplaySql;
using schema::Direction;
using tests::OpenSession;
using tests::ScratchDatabase;

namespace {

const QString kShop =
    u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT, author_id REFERENCES author);"
    "CREATE TABLE passport(id INTEGER PRIMARY KEY, number TEXT, author_id UNIQUE REFERENCES author);"
    "INSERT INTO author VALUES(1,'Ada'),(2,'Ben'),(3,'Cyd');"
    "INSERT INTO book VALUES(1,'One',1),(2,'Two',1),(3,'Three',2),(4,'Nobody''s',NULL);"
    "INSERT INTO passport VALUES(1,'P1',2);"
    "PRAGMA foreign_keys=OFF; INSERT INTO book VALUES(5,'Orphan',99)"_s;

QStringList titles(const QList<NodeSummary> &summaries)
{
    QStringList all;
    for (const NodeSummary &each : summaries)
        all += each.missing ? u"missing"_s : each.isNone ? u"none"_s : each.title;
    return all;
}

QList<qint64> counts(const QList<NodeSummary> &summaries)
{
    QList<qint64> all;
    for (const NodeSummary &each : summaries)
        all += each.count;
    return all;
}

QList<RecordKey> keysOf(const QList<Record> &records)
{
    QList<RecordKey> keys;
    for (const Record &record : records)
        keys += record.key;
    return keys;
}

QString textOf(const Record &record)
{
    QStringList cells;
    for (const Value &value : record.values)
        cells += value.isNull() ? u"NULL"_s : value.toText();
    return cells.join(u'|');
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

private slots:
    void expandingAOneToManyAsksOnceAndNeverAgain()
    {
        OpenSession open(kShop);
        const RecordKey ada = open.row(u"author"_s, 0).key;
        QCOMPARE(open.follow(ada, u"books"_s, 1), QStringList({u"One"_s, u"Two"_s}));
        QCOMPARE(open.statements(), 1);
        const auto again = open.page(OpenSession::related(ada, u"books"_s));
        QCOMPARE(again->records.size(), 2);
        QVERIFY(again->fromMemory);
        QCOMPARE(open.statements(), 0);
    }

    void aManyToOneAsksOnlyForAParentThatIsNotInMemory()
    {
        OpenSession open(kShop);
        const QList<Record> books = open.rows(u"book"_s);
        QCOMPARE(open.follow(books[0].key, u"author"_s, 1), QStringList{u"Ada"_s});
        QCOMPARE(open.statements(), 1);
        QCOMPARE(open.follow(books[1].key, u"author"_s, 1), QStringList{u"Ada"_s}); // Another book of hers.
        QCOMPARE(open.follow(books[3].key, u"author"_s, 1), QStringList());         // NULL
        QCOMPARE(open.statements(), 0);
        QCOMPARE(open.follow(books[4].key, u"author"_s, 1), QStringList()); // No such author.
        QCOMPARE(open.statements(), 1);
        QCOMPARE(open.follow(books[4].key, u"author"_s, 1), QStringList());
        QCOMPARE(open.statements(), 0);
    }

    void aManyToOneAsksNothingWhenTheTableOfItsParentWasBrowsed()
    {
        OpenSession open(kShop);
        const QList<Record> books = open.rows(u"book"_s);
        open.rows(u"author"_s);
        QCOMPARE(open.follow(books[2].key, u"author"_s, 1), QStringList{u"Ben"_s});
        QCOMPARE(open.statements(), 0);
    }

    void aOneToOneAsksOnceFromEitherSide()
    {
        OpenSession open(kShop);
        const QList<Record> authors = open.rows(u"author"_s);
        QCOMPARE(open.follow(authors[1].key, u"passport"_s, 1), QStringList{u"P1"_s});
        QCOMPARE(open.follow(authors[1].key, u"passport"_s, 1), QStringList{u"P1"_s});
        QCOMPARE(open.statements(), 1);
        QCOMPARE(open.follow(authors[0].key, u"passport"_s, 1), QStringList());
        QCOMPARE(open.statements(), 1);
        QCOMPARE(open.follow(open.row(u"passport"_s, 0).key, u"author"_s, 1), QStringList{u"Ben"_s});
        QCOMPARE(open.statements(), 0);
    }

    void aManyToManyShowsEachRowOnceAndCountsWhatItShows()
    {
        OpenSession open(
            u"CREATE TABLE student(id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE course(id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE enrol(student_id REFERENCES student, course_id REFERENCES course);"
            "INSERT INTO student VALUES(1,'S1'),(2,'S2'); INSERT INTO course VALUES(1,'C1'),(2,'C2');"
            "PRAGMA foreign_keys=OFF;"
            "INSERT INTO enrol VALUES(1,2),(1,1),(1,2),(1,NULL),(1,77),(2,2)"_s);
        const QList<Record> students = open.rows(u"student"_s);
        const QString courses = open.name(u"student"_s, u"course"_s, Direction::ManyToMany);
        const auto summaries = open.session->summaries(keysOf(students), courses, DisplaySql::On, open.cause);
        QCOMPARE(counts(*summaries), QList<qint64>({2, 1}));
        QCOMPARE(open.statements(), 1);
        QCOMPARE(open.follow(students[0].key, courses, 1), QStringList({u"C1"_s, u"C2"_s}));
        QCOMPARE(open.follow(students[0].key, courses, 1), QStringList({u"C1"_s, u"C2"_s}));
        QCOMPARE(open.statements(), 1);
        const QString back = open.name(u"course"_s, u"student"_s, Direction::ManyToMany);
        QCOMPARE(open.follow(open.row(u"course"_s, 1).key, back, 1), QStringList({u"S1"_s, u"S2"_s}));
    }

    void compositeKeysAreFollowedAndAKeyThatIsNullInPartLeadsNowhere()
    {
        OpenSession open(
            u"CREATE TABLE p(a INT NOT NULL, b TEXT NOT NULL, name TEXT, PRIMARY KEY(b, a));"
            "CREATE TABLE c(id INTEGER PRIMARY KEY, pa INT, pb TEXT, FOREIGN KEY(pa, pb) REFERENCES p(a, b));"
            "INSERT INTO p VALUES(1,'x','P1x'),(1,'y','P1y');"
            "INSERT INTO c VALUES(1,1,'x'),(2,1,'y'),(3,1,NULL),(4,1,'x')"_s);
        const QList<Record> children = open.rows(u"c"_s);
        const QString up = open.name(u"c"_s, u"p"_s, Direction::ManyToOne);
        const auto summaries = open.session->summaries(keysOf(children), up, DisplaySql::On, open.cause);
        QCOMPARE(titles(*summaries), QStringList({u"P1x"_s, u"P1y"_s, u"none"_s, u"P1x"_s}));
        QCOMPARE(open.statements(), 1);
        QCOMPARE(open.follow(children[2].key, up, 2), QStringList());
        QCOMPARE(open.statements(), 0);
        QCOMPARE(open.follow(children[0].key, up, 2), QStringList{u"P1x"_s});
        QCOMPARE(open.follow(children[3].key, up, 2), QStringList{u"P1x"_s});
        QCOMPARE(open.statements(), 1);
        const QString down = open.name(u"p"_s, u"c"_s, Direction::OneToMany);
        const auto back =
            open.session->summaries(keysOf(open.rows(u"p"_s)), down, DisplaySql::On, open.cause);
        QCOMPARE(counts(*back), QList<qint64>({2, 1}));
        QCOMPARE(open.follow(open.row(u"p"_s, 0).key, down), QStringList({u"1"_s, u"4"_s}));
    }

    void selfReferencesAndCyclesAreFollowedAsDeepAsOneLikes()
    {
        OpenSession open(u"CREATE TABLE node(id INTEGER PRIMARY KEY, name TEXT, parent_id REFERENCES node);"
                         "INSERT INTO node VALUES(1,'a',3),(2,'b',1),(3,'c',2),(4,'self',4)"_s);
        const QString up = open.name(u"node"_s, u"node"_s, Direction::ManyToOne);
        const QString down = open.name(u"node"_s, u"node"_s, Direction::OneToMany);
        RecordKey key = {u"node"_s, {Value::integer(1)}, 0};
        for (int depth = 0; depth < 30; ++depth) {
            const auto page = open.page(OpenSession::related(key, depth % 2 ? up : down));
            QVERIFY(page && page->records.size() == 1);
            key = page->records.first().key;
        }
        QVERIFY(open.statements() <= 7); // Three rows: each collection once, each record once.
        const RecordKey self = {u"node"_s, {Value::integer(4)}, 0};
        QCOMPARE(open.follow(self, up, 1), QStringList{u"self"_s});
        QCOMPARE(open.follow(self, down, 1), QStringList{u"self"_s});
    }

    void aForeignKeyToAUniqueColumnIsFollowed()
    {
        OpenSession open(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY, code TEXT UNIQUE COLLATE NOCASE, name TEXT);"
            "CREATE TABLE c(id INTEGER PRIMARY KEY, code TEXT REFERENCES p(code));"
            "INSERT INTO p VALUES(1,'AbC','P1'),(2,'d','P2'); INSERT INTO c VALUES(1,'abc'),(2,'D'),(3,'AbC')"_s);
        const QList<Record> children = open.rows(u"c"_s);
        const QString up = open.name(u"c"_s, u"p"_s, Direction::ManyToOne);
        const auto summaries = open.session->summaries(keysOf(children), up, DisplaySql::On, open.cause);
        QCOMPARE(titles(*summaries),
                 QStringList({u"P1"_s, u"P2"_s, u"P1"_s})); // As the database compares them.
        open.log.clear();
        QCOMPARE(open.follow(children[0].key, up, 2), QStringList{u"P1"_s});
        QCOMPARE(open.follow(children[0].key, up, 2), QStringList{u"P1"_s});
        QCOMPARE(open.statements(), 1);
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
        QCOMPARE(counts(*back), QList<qint64>({1, 1})); // '05' is not the text of 5.
    }

    void rowsWithoutATrustedKeyAreAddressedByTheirRowid()
    {
        OpenSession open(u"CREATE TABLE t(a INT, b INT, x TEXT, PRIMARY KEY(a, b));"
                         "INSERT INTO t VALUES(NULL,NULL,'one'),(NULL,NULL,'two'),(1,1,'three')"_s);
        const QList<Record> rows = open.rows(u"t"_s);
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[1].key.values, base::Values{Value::integer(2)});
        QCOMPARE(rows[1].values.size(), 3);
        OpenSession parents(u"CREATE TABLE p(code INT PRIMARY KEY, name TEXT); CREATE TABLE c(id INTEGER "
                            u"PRIMARY KEY, code REFERENCES p);"
                            "INSERT INTO p VALUES(7,'seven'),(NULL,'none'); INSERT INTO c VALUES(1,7)"_s);
        parents.rows(u"p"_s);
        const RecordKey child = parents.row(u"c"_s, 0).key;
        QCOMPARE(parents.follow(child, u"p"_s, 1), QStringList{u"seven"_s});
        QCOMPARE(parents.statements(), 0); // In memory, though it is addressed by rowid.
    }

    void aTableWithoutRowidIsPagedByItsKey()
    {
        OpenSession open(
            u"CREATE TABLE t(a TEXT, b INT, x, PRIMARY KEY(b DESC, a)) WITHOUT ROWID;"
            "INSERT INTO t VALUES('q',1,'1q'),('r',1,'1r'),('q',2,'2q'),('s',2,'2s'),('a',3,'3a')"_s);
        QCOMPARE(pagedToTheEnd(open, u"t"_s, {}, Qt::AscendingOrder, 2).join(u' '),
                 u"q|1|1q r|1|1r q|2|2q s|2|2s a|3|3a"_s);
        QCOMPARE(pagedToTheEnd(open, u"t"_s, {}, Qt::DescendingOrder, 2).join(u' '),
                 u"a|3|3a s|2|2s q|2|2q r|1|1r q|1|1q"_s);
    }

    void moreFollowsExactlyWhereMoreFollows()
    {
        OpenSession open(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p_id REFERENCES "
            u"p);"
            "INSERT INTO p VALUES(1);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<10) INSERT INTO c SELECT i, 1 FROM n"_s);
        const RecordKey parent = open.row(u"p"_s, 0).key;
        for (const int limit : {1, 4, 5, 9, 10, 11}) {
            open.session->expireAll();
            PageRequest request = OpenSession::related(parent, u"cs"_s, limit);
            QList<int> sizes;
            for (bool more = true; more;) {
                const auto page = open.page(request);
                QVERIFY2(page, page ? "" : qPrintable(page.error().text()));
                QVERIFY(!page->records.isEmpty());
                sizes += int(page->records.size());
                more = page->hasMore;
                request.after = page->records.last();
            }
            QCOMPARE(std::accumulate(sizes.cbegin(), sizes.cend(), 0), 10);
            QCOMPARE(sizes.size(), (10 + limit - 1) / limit);
            QVERIFY(sizes.last() > 0);
        }
    }

    void aCollectionCountsAsLoadedOnlyWhenItsLastPageHasCome()
    {
        OpenSession open(u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, "
                         u"p_id REFERENCES p);"
                         "INSERT INTO p VALUES(1); INSERT INTO c VALUES(1,1),(2,1),(3,1),(4,1),(5,1)"_s);
        const RecordKey parent = open.row(u"p"_s, 0).key;
        PageRequest request = OpenSession::related(parent, u"cs"_s, 3);
        const auto first = open.page(request);
        QVERIFY(open.page(request));
        QCOMPARE(open.statements(), 2); // Not whole yet.
        request.after = first->records.last();
        QVERIFY(!open.page(request)->hasMore);
        QCOMPARE(open.statements(), 1);
        QVERIFY(!open.page(request)->hasMore);
        QCOMPARE(open.follow(parent, u"cs"_s).size(), 5);
        QCOMPARE(open.statements(), 0);
        PageRequest sorted = OpenSession::related(parent, u"cs"_s);
        sorted.filter = u"4"_s;
        QCOMPARE(open.page(sorted)->records.size(), 1);
        QCOMPARE(open.follow(parent, u"cs"_s).size(), 5);
        QCOMPARE(open.statements(), 1);
    }

    void lastPagesWhoseFirstOnesWereForgottenAreNotTakenForTheWhole()
    {
        OpenSession open(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p_id REFERENCES "
            u"p, x);"
            "INSERT INTO p VALUES(1); INSERT INTO c(id, p_id) VALUES(1,1),(2,1),(3,1),(4,1),(5,1)"_s);
        const RecordKey parent = open.row(u"p"_s, 0).key;
        PageRequest request = OpenSession::related(parent, u"cs"_s, 3);
        const auto first = open.page(request);
        QVERIFY(open.edit(first->records[0], u"x"_s, Value::integer(1)));
        QVERIFY(open.save());
        request.after = first->records.last();
        QCOMPARE(open.page(request)->records.size(), 2);
        QCOMPARE(open.follow(parent, u"cs"_s).size(), 5);
    }

    void sortedPagesPutTogetherAreTheBigSelect()
    {
        QRandomGenerator random(20260101);
        for (const QString &type : {u""_s, u"TEXT"_s, u"INTEGER"_s, u"NUMERIC NOT NULL DEFAULT 0"_s,
                                    u"REAL"_s, u"TEXT COLLATE NOCASE"_s}) {
            for (const bool indexed : {false, true}) {
                QString sql = u"BEGIN; CREATE TABLE t(id INTEGER PRIMARY KEY, v %1);"_s.arg(type);
                if (indexed)
                    sql += u"CREATE INDEX ti ON t(v);"_s;
                for (int i = 0; i < 150; ++i) {
                    const QStringList kinds = {u"NULL"_s,
                                               u"1"_s,
                                               u"1.0"_s,
                                               u"'1'"_s,
                                               u"''"_s,
                                               u"x'31'"_s,
                                               u"x''"_s,
                                               u"'a'"_s,
                                               u"'A'"_s,
                                               u"'ä'"_s,
                                               u"9e999"_s,
                                               u"-0.5"_s,
                                               u"9007199254740993"_s,
                                               u"9007199254740992.0"_s,
                                               QString::number(random.bounded(5)),
                                               u"'it''s'"_s,
                                               u"char(0xe000)"_s,
                                               u"CAST(x'ff41' AS TEXT)"_s,
                                               u"CAST(x'ff42' AS TEXT)"_s,
                                               u"'x' || char(0) || 'y'"_s};
                    QString value = kinds[random.bounded(int(kinds.size()))];
                    if (type.contains(u"NOT NULL"_s) && value == u"NULL"_s)
                        value = u"3"_s;
                    sql += u"INSERT INTO t(v) VALUES(%1);"_s.arg(value);
                }
                OpenSession open{sql + u"COMMIT"_s};
                for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                    const QString direction = order == Qt::DescendingOrder ? u" DESC"_s : QString();
                    const QStringList whole =
                        open.file.rows(u"SELECT id, v FROM t ORDER BY v%1, id%1"_s.arg(direction));
                    for (const int limit : {2, 7, 149, 150}) {
                        // QtSql reads the first row of a result as UTF-16, so a text that is not valid comes
                        // changed there: not remembered from one run to the next.
                        open.session->expireAll();
                        const QStringList paged = pagedToTheEnd(open, u"t"_s, u"v"_s, order, limit);
                        const QString where =
                            u"%1 %2 %3 by %4: %5"_s.arg(type, direction).arg(indexed).arg(limit);
                        QVERIFY2(ids(paged) == ids(whole),
                                 qPrintable(where.arg(paged.mid(130, 40).join(u' '))));
                    }
                }
            }
        }
    }

    void aDeepPageOfAnIndexedSortIsEnteredByTheIndex()
    {
        OpenSession open(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, v INT); CREATE INDEX ti ON t(v);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<1000) INSERT INTO t SELECT i, i/10 FROM n"_s);
        PageRequest request;
        request.scope.table = u"t"_s;
        request.sortColumn = u"v"_s;
        request.after = {{u"t"_s, {Value::integer(900)}, 0}, {Value::integer(900), Value::integer(90)}};
        QVERIFY(open.page(request));
        QString plan = open.log.last().sql;
        for (const QString &value : open.log.last().boundValues)
            plan.replace(plan.indexOf(u'?'), 1, value);
        const QString steps = open.file.rows(u"EXPLAIN QUERY PLAN "_s + plan).join(u' ');
        QVERIFY2(steps.contains(u"v>?"_s) && !steps.contains(u"TEMP B-TREE"_s), qPrintable(steps));
    }

    void aFilterTakesItsLettersAsTheyAre()
    {
        OpenSession open(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT, w);"
            "INSERT INTO t "
            "VALUES(1,'100%',NULL),(2,'100x',NULL),(3,'a_b',NULL),(4,'aXb',NULL),(5,'c\\d',NULL),"
            "(6,'it''s',NULL),(7,'HeLLo',NULL),(8,NULL,4711),(9,'\"q\"','%')"_s);
        const QList<std::pair<QString, QStringList>> cases = {
            {u"%"_s, {u"1"_s, u"9"_s}}, {u"0%"_s, {u"1"_s}},    {u"_"_s, {u"3"_s}},   {u"\\"_s, {u"5"_s}},
            {u"'"_s, {u"6"_s}},         {u"hello"_s, {u"7"_s}}, {u"711"_s, {u"8"_s}}, {u"\""_s, {u"9"_s}},
            {u"nowhere"_s, {}},         {u"a_b"_s, {u"3"_s}},
        };
        for (const auto &[filter, expected] : cases) {
            PageRequest request;
            request.scope.table = u"t"_s;
            request.filter = filter;
            QStringList found;
            const auto page = open.page(request);
            for (const Record &record : page->records)
                found += record.values[0].toText();
            QCOMPARE(found, expected);
        }
    }

    void summariesAreAskedInOneStatementUnderTheDisplaysOwnCause()
    {
        OpenSession open(kShop);
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
        OpenSession open(kShop);
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

    void anOwnerThatWasForgottenIsAskedForByItsKey()
    {
        OpenSession open(kShop);
        const RecordKey ada = open.row(u"author"_s, 0).key;
        open.follow(ada, u"books"_s);
        open.session->expireAll();
        open.log.clear();
        QCOMPARE(open.follow(ada, u"books"_s, 1), QStringList({u"One"_s, u"Two"_s}));
        QCOMPARE(open.statements(), 2);
        open.session->expireAll();
        open.file.run(u"DELETE FROM author WHERE id = 1"_s);
        const auto gone = open.page(OpenSession::related(ada, u"books"_s));
        QCOMPARE(gone.error().code, ErrorCode::RowVanished);
    }

    void whatCannotBeReadIsRefusedInWords()
    {
        OpenSession open(kShop + u"; CREATE VIEW v AS SELECT nosuch(id) AS n FROM author"_s);
        PageRequest request;
        request.scope.table = u"nowhere"_s;
        QCOMPARE(open.page(request).error().code, ErrorCode::UnknownTable);
        request.scope.table = u"v"_s;
        QCOMPARE(open.page(request).error().code, ErrorCode::BrokenTable);
        request.scope.table = u"book"_s;
        request.sortColumn = u"nothing"_s;
        QCOMPARE(open.page(request).error().code, ErrorCode::UnknownColumn);
        QCOMPARE(open.page(OpenSession::related(open.row(u"book"_s, 0).key, u"nothing"_s)).error().code,
                 ErrorCode::UnknownRelationship);
    }

    void viewsArePagedByOffset()
    {
        OpenSession open(
            u"CREATE TABLE t(a); INSERT INTO t VALUES(1),(2),(3),(4),(5); CREATE VIEW v AS SELECT a, a * 2 AS b FROM t"_s);
        PageRequest request;
        request.scope.table = u"v"_s;
        request.sortColumn = u"b"_s;
        request.sortOrder = Qt::DescendingOrder;
        request.limit = 2;
        QStringList all;
        for (bool more = true; more;) {
            const auto page = open.page(request);
            for (const Record &record : page->records)
                all += textOf(record);
            QVERIFY(!page->records.first().key.isValid());
            request.offsetHint += int(page->records.size());
            more = page->hasMore;
        }
        QCOMPARE(all.join(u' '), u"5|10 4|8 3|6 2|4 1|2"_s);
    }

    void everyRelationshipOfRealDatabasesShowsAsManyRowsAsItCounts()
    {
        SKIP_WITHOUT_REAL_DATA();
        for (const QString &path : tests::realDatabases()) {
            OpenSession open(ScratchDatabase::copyOf(path));
            const QByteArray before = open.file.checksum();
            for (const schema::MappedClass &mapped : open.session->schema().classes) {
                const QList<Record> rows = open.rows(mapped.table, 5);
                for (const schema::Relationship &relationship : mapped.relationships) {
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

private:
    static QStringList ids(const QStringList &rows)
    {
        QStringList all;
        for (const QString &row : rows)
            all += row.section(u'|', 0, 0);
        return all;
    }

    static QStringList pagedToTheEnd(OpenSession &open, const QString &table, const QString &sortColumn,
                                     Qt::SortOrder order, int limit)
    {
        PageRequest request;
        request.scope.table = table;
        request.sortColumn = sortColumn;
        request.sortOrder = order;
        request.limit = limit;
        QStringList all;
        for (bool more = true; more && all.size() < 2000;) {
            const auto page = open.page(request);
            if (!page)
                return {page.error().text()};
            for (const Record &record : page->records)
                all += textOf(record);
            more = page->hasMore;
            if (more)
                request.after = page->records.last();
        }
        return all;
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
