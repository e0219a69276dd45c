#include "core/mapping/plan/editside.h"
#include "core/orm/plan/loadplan.h"
#include "core/records/browsermapping.h"
#include "tests/records/opensession.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Cause;
using mapping::Lazy;
using tests::OpenSession;

namespace {

const QString kBlog = uR"(
CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT, user_id INTEGER REFERENCES user(id));
CREATE TABLE comment (id INTEGER PRIMARY KEY, text TEXT, post_id INTEGER REFERENCES post(id));
CREATE TABLE tag (id INTEGER PRIMARY KEY, word TEXT);
CREATE TABLE post_tag (post_id INTEGER REFERENCES post(id), tag_id INTEGER REFERENCES tag(id),
                       PRIMARY KEY (post_id, tag_id));
INSERT INTO user VALUES (1, 'alice'), (2, 'bob'), (3, 'carol');
INSERT INTO post VALUES (1, 'First Post', 1), (2, 'Second Post', 1), (3, 'Third', 2);
INSERT INTO comment VALUES (1, 'good', 1), (2, 'bad', 1), (3, 'ugly', 3);
INSERT INTO tag VALUES (1, 'red'), (2, 'blue');
INSERT INTO post_tag VALUES (1, 1), (1, 2), (3, 1);
)"_s;

/// A session on the blog whose relationships are declared otherwise than as the tables say.
struct DeclaredSession : OpenSession
{
    explicit DeclaredSession(const QString &sql = kBlog) : OpenSession(sql) {}

    void declare(const QString &tableName, const QString &relationship,
                 const std::function<void(mapping::RelationshipOptions &)> &edit)
    {
        const mapping::MappedSchema before = session->schema();
        const auto given =
            mapping::withSideEdited({before, m_given}, *before.relationship(tableName, relationship), edit);
        if (!given)
            qFatal("%s", qPrintable(given.error().text()));
        m_given = *given;
        session = std::make_unique<records::RecordSession>(*connection, mapping::mapped({before, m_given}));
        log.clear();
    }
    void load(const QString &tableName, const QString &relationship, const QString &lazy)
    {
        declare(tableName, relationship,
                [&lazy](mapping::RelationshipOptions &options) { options.lazy = lazy; });
    }

    base::Result<base::RecordPage> open(const QString &tableName, int limit = 200,
                                        const base::Record &after = {})
    {
        base::PageRequest request;
        request.scope.table = tableName;
        request.limit = limit;
        request.after = after;
        return page(request);
    }

    /// Statements of clicks since the last call; those of the display are not counted.
    qsizetype clicks()
    {
        const qsizetype count = std::ranges::count_if(
            log, [](const base::StatementRecord &record) { return record.cause.kind == Cause::Kind::Click; });
        log.clear();
        return count;
    }

    /// What a plan says that opening a table costs, for keys per step as they are counted here.
    qint64 planned(const QString &tableName, const QList<orm::LoadPlan::KeysOfRuns> &keys) const
    {
        const orm::MapperRegistry registry(records::browserMapping(session->schema()), sql::Dialect());
        for (const orm::Mapper &mapper : registry.mappers()) {
            if (mapper.table->name == tableName)
                return orm::LoadPlan(registry, mapper.index, {}).statementCount(keys);
        }
        return -1;
    }

private:
    mapping::Given m_given;
};

} // namespace

/// Relationships load as a design declares them.
class DeclaredLoadingTest : public QObject
{
    Q_OBJECT

private slots:
    void anEagerListComesWithThePageByAsManyStatementsAsPlanned_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("relationship");
        QTest::addColumn<QString>("lazy");
        QTest::addColumn<int>("keys"); ///< distinct ones of the relationship's owners
        for (const QString &lazy : {u"joined"_s, u"subquery"_s, u"selectin"_s, u"immediate"_s}) {
            QTest::newRow(qPrintable(u"one-to-many "_s + lazy)) << u"user"_s << u"posts"_s << lazy << 3;
            QTest::newRow(qPrintable(u"many-to-one "_s + lazy)) << u"post"_s << u"user"_s << lazy << 2;
            QTest::newRow(qPrintable(u"many-to-many "_s + lazy)) << u"post"_s << u"tags"_s << lazy << 3;
        }
    }
    void anEagerListComesWithThePageByAsManyStatementsAsPlanned()
    {
        QFETCH(QString, table);
        QFETCH(QString, relationship);
        QFETCH(QString, lazy);
        QFETCH(int, keys);
        DeclaredSession plain;
        QHash<base::RecordKey, QStringList> expected;
        for (const base::Record &row : plain.rows(table))
            expected.insert(row.key, plain.follow(row.key, relationship));

        DeclaredSession open;
        open.load(table, relationship, lazy);
        const auto page = open.open(table);
        QVERIFY2(page, page ? "" : qPrintable(page.error().text()));
        QCOMPARE(page->records.size(), expected.size());
        QVERIFY(page->byPage.isEmpty());
        QCOMPARE(open.clicks(), open.planned(table, {{1}, {keys}}));
        for (const base::Record &row : page->records) {
            QStringList found = open.follow(row.key, relationship);
            found.sort();
            QCOMPARE(found, expected.value(row.key));
        }
        QCOMPARE(open.clicks(), 0); // They were in memory.
    }

    void whatIsLoadedOnExpansionBringsAlongWhatItsClassDeclares()
    {
        DeclaredSession open;
        open.load(u"post"_s, u"comments"_s, u"selectin"_s);
        const base::Record alice = open.open(u"user"_s)->records.first();
        open.log.clear();
        QCOMPARE(open.follow(alice.key, u"posts"_s), QStringList({u"1"_s, u"2"_s}));
        QCOMPARE(open.clicks(), 2); // The posts, and the comments on all of them.
        const base::RecordKey first = open.page(open.related(alice.key, u"posts"_s))->records.first().key;
        QCOMPARE(open.follow(first, u"comments"_s, 1), QStringList({u"good"_s, u"bad"_s}));
        QCOMPARE(open.clicks(), 0);
    }

    void aFilteredPageBringsItsRowsAlongToo()
    {
        DeclaredSession open;
        open.load(u"user"_s, u"posts"_s, u"selectin"_s);
        base::PageRequest request;
        request.scope.table = u"user"_s;
        request.filter = u"ali"_s;
        const auto page = open.page(request);
        QVERIFY(page);
        QCOMPARE(page->records.size(), 1);
        QCOMPARE(open.clicks(), 2);
        QCOMPARE(open.follow(page->records.first().key, u"posts"_s), QStringList({u"1"_s, u"2"_s}));
        QCOMPARE(open.clicks(), 0);
    }

    void pagesOfAnEagerTableFollowEachOther()
    {
        DeclaredSession open;
        open.load(u"user"_s, u"posts"_s, u"joined"_s);
        const auto first = open.open(u"user"_s, 2);
        QVERIFY(first);
        QCOMPARE(first->records.size(), 2);
        QVERIFY(first->hasMore);
        QCOMPARE(open.clicks(), 1);
        const auto second = open.open(u"user"_s, 2, first->records.last());
        QVERIFY(second);
        QCOMPARE(second->records.size(), 1);
        QCOMPARE(second->records.first().values[1], base::Value::text(u"carol"_s));
        QVERIFY(!second->hasMore);
        QCOMPARE(open.clicks(), 1); // "Load more" costs as much again.
    }

    void aFullLastPageDoesNotPromiseMore()
    {
        DeclaredSession open;
        open.load(u"user"_s, u"posts"_s, u"selectin"_s);
        const auto page = open.open(u"user"_s, 3);
        QVERIFY(page);
        QCOMPARE(page->records.size(), 3);
        QVERIFY(!page->hasMore);
    }

    void keysOfSeveralColumnsArePagedToo()
    {
        DeclaredSession open(
            u"CREATE TABLE line (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b));"
            "CREATE TABLE part (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, "
            "                   FOREIGN KEY (a, b) REFERENCES line(a, b));"
            "INSERT INTO line VALUES (1, 1), (1, 2), (2, 1), (2, 2);"
            "INSERT INTO part VALUES (1, 1, 2), (2, 2, 1), (3, 2, 1)"_s);
        open.load(u"line"_s, u"parts"_s, u"selectin"_s);
        QStringList seen;
        base::Record last;
        for (int i = 0; i < 4; ++i) {
            const auto page = open.open(u"line"_s, 1, last);
            QVERIFY2(page, page ? "" : qPrintable(page.error().text()));
            QCOMPARE(page->records.size(), 1);
            QCOMPARE(page->hasMore, i < 3);
            last = page->records.first();
            open.log.clear();
            seen += last.key.toDisplay() + u':' + open.follow(last.key, u"parts"_s).join(u' ');
            QCOMPARE(open.clicks(), 0);
        }
        QCOMPARE(seen.join(u' '), u"(1, 1): (1, 2):1 (2, 1):2 3 (2, 2):"_s);
    }

    void whatIsTooMuchForAPageWaitsForItsExpansion()
    {
        DeclaredSession open(
            u"CREATE TABLE small (id INTEGER PRIMARY KEY);"
            "CREATE TABLE big (id INTEGER PRIMARY KEY, small_id INTEGER REFERENCES small(id));"
            "CREATE TABLE few (id INTEGER PRIMARY KEY, small_id INTEGER REFERENCES small(id));"
            "INSERT INTO small VALUES (1), (2);"
            "INSERT INTO few VALUES (1, 1);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001) "
            "INSERT INTO big SELECT i, 1 + i % 2 FROM n"_s);
        open.load(u"small"_s, u"bigs"_s, u"joined"_s);
        open.load(u"small"_s, u"fews"_s, u"joined"_s);
        const auto page = open.open(u"small"_s);
        QVERIFY(page);
        QCOMPARE(page->byPage, QStringList(u"bigs"_s));
        QCOMPARE(open.clicks(), 1);
        const auto some = open.page(open.related(page->records.first().key, u"bigs"_s, 200));
        QVERIFY(some);
        QCOMPARE(some->records.size(), 200);
        QVERIFY(some->hasMore);
        QCOMPARE(open.clicks(), 1);
        QCOMPARE(open.follow(page->records.first().key, u"fews"_s), QStringList(u"1"_s));
        QCOMPARE(open.clicks(), 0);
    }

    void tenThousandRowsAreNotTooMuch()
    {
        DeclaredSession open(
            u"CREATE TABLE small (id INTEGER PRIMARY KEY);"
            "CREATE TABLE big (id INTEGER PRIMARY KEY, small_id INTEGER REFERENCES small(id));"
            "INSERT INTO small VALUES (1);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
            "INSERT INTO big SELECT i, 1 FROM n"_s);
        open.load(u"small"_s, u"bigs"_s, u"selectin"_s);
        const auto page = open.open(u"small"_s);
        QVERIFY(page);
        QVERIFY(page->byPage.isEmpty());
        open.log.clear();
        QCOMPARE(open.follow(page->records.first().key, u"bigs"_s).size(), 200);
        QCOMPARE(open.clicks(), 0);
    }

    void whatRefusesToLoadSaysSoAndLoadsOnce_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("relationship");
        QTest::addColumn<QString>("lazy");
        for (const QString &lazy : {u"raise"_s, u"raise_on_sql"_s}) {
            QTest::newRow(qPrintable(u"a list "_s + lazy)) << u"user"_s << u"posts"_s << lazy;
            QTest::newRow(qPrintable(u"a parent "_s + lazy)) << u"post"_s << u"user"_s << lazy;
        }
    }
    void whatRefusesToLoadSaysSoAndLoadsOnce()
    {
        QFETCH(QString, table);
        QFETCH(QString, relationship);
        QFETCH(QString, lazy);
        DeclaredSession open;
        open.load(table, relationship, lazy);
        base::PageRequest request = open.related(open.open(table)->records.first().key, relationship);
        open.log.clear();
        const auto refused = open.page(request);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::LoadRefused);
        QVERIFY2(refused.error().sentence.contains(u"declared lazy='"_s + lazy + u'\''),
                 qPrintable(refused.error().sentence));
        QCOMPARE(open.clicks(), 0);
        request.once = true;
        const auto once = open.page(request);
        QVERIFY(once);
        QVERIFY(!once->records.isEmpty());
        QCOMPARE(open.clicks(), 1);
        request.once = false; // It is loaded now, and so there is nothing to refuse.
        const auto again = open.page(request);
        QVERIFY(again);
        QCOMPARE(again->records, once->records);
        QCOMPARE(open.clicks(), 0);
    }

    void aParentInMemoryIsEnoughForRaiseOnSqlAndNotForRaise()
    {
        for (const bool isOnSql : {true, false}) {
            DeclaredSession open;
            open.load(u"post"_s, u"user"_s, isOnSql ? u"raise_on_sql"_s : u"raise"_s);
            const base::RecordKey post = open.open(u"post"_s)->records.first().key;
            QVERIFY(open.open(u"user"_s)); // Alice is in memory by that.
            open.log.clear();
            const auto found = open.page(open.related(post, u"user"_s));
            QCOMPARE(found.has_value(), isOnSql);
            QCOMPARE(open.clicks(), 0);
        }
    }

    void noloadIsAlwaysEmpty()
    {
        DeclaredSession open;
        open.load(u"user"_s, u"posts"_s, u"noload"_s);
        base::PageRequest request = open.related(open.open(u"user"_s)->records.first().key, u"posts"_s);
        open.log.clear();
        for (const bool once : {false, true}) {
            request.once = once;
            const auto page = open.page(request);
            QVERIFY(page);
            QVERIFY(page->records.isEmpty());
        }
        QCOMPARE(open.clicks(), 0);
    }

    void aQueryIsAskedEachTime_data()
    {
        QTest::addColumn<QString>("lazy");
        QTest::newRow("dynamic") << u"dynamic"_s;
        QTest::newRow("write_only") << u"write_only"_s;
    }
    void aQueryIsAskedEachTime()
    {
        QFETCH(QString, lazy);
        DeclaredSession open;
        open.load(u"user"_s, u"posts"_s, lazy);
        base::PageRequest request = open.related(open.open(u"user"_s)->records.first().key, u"posts"_s);
        open.log.clear();
        for (int i = 1; i <= 2; ++i) {
            QCOMPARE(open.page(request)->records.size(), 2);
            QCOMPARE(open.clicks(), 1);
        }
        request.once = true; // Who shows the same rows beside it asks nothing.
        QCOMPARE(open.page(request)->records.size(), 2);
        QCOMPARE(open.clicks(), 0);
    }

    void aListComesInItsDeclaredOrder()
    {
        DeclaredSession open;
        open.declare(u"user"_s, u"posts"_s, [](mapping::RelationshipOptions &options) {
            options.orderBy = {{{u"post"_s, u"title"_s}, true}};
        });
        const base::RecordKey alice = open.open(u"user"_s)->records.first().key;
        open.log.clear();
        QCOMPARE(open.follow(alice, u"posts"_s, 1), QStringList({u"Second Post"_s, u"First Post"_s}));
        QCOMPARE(open.clicks(), 1);
    }

    void editsOfRowsThatCameAlongAreSaved()
    {
        DeclaredSession open;
        open.load(u"user"_s, u"posts"_s, u"joined"_s);
        const base::RecordKey alice = open.open(u"user"_s)->records.first().key;
        const base::Record post = open.page(open.related(alice, u"posts"_s))->records.first();
        QVERIFY(open.edit(post, u"title"_s, base::Value::text(u"changed"_s)));
        QVERIFY(open.open(u"user"_s)); // Reading again does not lose it.
        const auto saved = open.save();
        QVERIFY(saved);
        QCOMPARE(open.file.rows(u"SELECT title FROM post WHERE id = 1"_s), QStringList(u"changed"_s));
        open.log.clear();
        QCOMPARE(open.follow(alice, u"posts"_s, 1).first(), u"changed"_s);
    }

    void aSaveWritesNoMoreStatementsWhereListsComeAlong()
    {
        QList<qsizetype> counts;
        for (const QString &lazy : {u"select"_s, u"selectin"_s}) {
            DeclaredSession open;
            open.load(u"user"_s, u"posts"_s, lazy);
            open.load(u"post"_s, u"comments"_s, lazy);
            const base::Record user = open.open(u"user"_s)->records.first();
            QVERIFY(open.edit(user, u"name"_s, base::Value::text(u"Alice"_s)));
            open.log.clear();
            QVERIFY(open.save());
            counts += open.log.size();
        }
        QCOMPARE(counts[1], counts[0]);
    }
};

QTEST_GUILESS_MAIN(DeclaredLoadingTest)
#include "tst_declaredloading.moc"
