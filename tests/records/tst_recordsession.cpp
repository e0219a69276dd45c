#include "tests/records/library.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::DisplaySql;
using base::ErrorCode;
using base::Record;
using base::RecordKey;
using base::Value;
using schema::Direction;

/// Relationships followed, and how many statements that costs.
class SessionTest : public QObject
{
    Q_OBJECT

private slots:
    void expandingAOneToManyAsksOnceAndNeverAgain()
    {
        OpenSession open(kLibrary);
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
        OpenSession open(kLibrary);
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

    void aParentIsAskedForByItsKeyAsLazySelectDoes()
    {
        OpenSession open(kLibrary);
        open.follow(open.row(u"book"_s, 0).key, u"author"_s);
        QCOMPARE(open.log.size(), 1);
        QCOMPARE(
            open.log.first().sql,
            u"SELECT \"author\".\"id\", \"author\".\"name\" FROM \"author\" WHERE \"author\".\"id\" = ?"_s);
        QCOMPARE(open.log.first().cause, open.cause);
    }

    void aManyToOneAsksNothingWhenTheTableOfItsParentWasBrowsed()
    {
        OpenSession open(kLibrary);
        const QList<Record> books = open.rows(u"book"_s);
        open.rows(u"author"_s);
        QCOMPARE(open.follow(books[2].key, u"author"_s, 1), QStringList{u"Ben"_s});
        QCOMPARE(open.statements(), 0);
    }

    void aOneToOneAsksOnceFromEitherSide()
    {
        OpenSession open(kLibrary);
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

    void anOwnerThatWasForgottenIsAskedForByItsKey()
    {
        OpenSession open(kLibrary);
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
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_recordsession.moc"
