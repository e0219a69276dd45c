#include "core/mapping/findings.h"
#include "core/mapping/lint/namingstyle.h"
#include "core/mapping/lint/sqlkeywords.h"
#include "core/mapping/lint/typewords.h"
#include "core/project/documentchange.h"
#include "tests/support/realdata.h"
#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Diagnostic;
using mapping::Grade;

namespace {

mapping::Design designOf(const QString &sql)
{
    return {tests::reflectedSql(sql), {}};
}

QList<Diagnostic> foundIn(const mapping::Design &design)
{
    return mapping::findings(mapping::mapped(design));
}

QList<Diagnostic> ofKind(const QList<Diagnostic> &found, const QString &kind)
{
    QList<Diagnostic> those;
    std::ranges::copy_if(found, std::back_inserter(those),
                         [&kind](const Diagnostic &each) { return each.kind == kind; });
    return those;
}

qsizetype errorsIn(const QList<Diagnostic> &found)
{
    return std::ranges::count(found, Grade::Error, &Diagnostic::grade);
}

/// The design after a fix; the test fails where the fix is refused.
mapping::Design mended(mapping::Design design, const mapping::Fix &fix)
{
    const auto change = project::changeOf(design, fix);
    if (!change)
        qFatal("%s", qPrintable(change.error().text()));
    for (const project::SingleChange &each : change->changes) {
        if (const auto *tables = std::get_if<schema::SchemaChange>(&each)) {
            const auto done = schema::applyChange(design.schema, *tables);
            if (!done)
                qFatal("%s: %s", qPrintable(fix.text), qPrintable(done.error().text()));
        } else if (const auto *given = std::get_if<mapping::GivenChange>(&each)) {
            design.given = given->after;
        }
    }
    return design;
}

const auto kUser = u"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);"_s;

} // namespace

class SchemaLintsTest : public QObject
{
    Q_OBJECT

private slots:
    void aHabitThatBitesIsToldAndItsFixMendsIt_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("fix");
        QTest::newRow("key without index")
            << kUser + u"CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id))"_s
            << u"foreign-key-without-index"_s << u"post.user_id"_s << u"Add an index on 'post.user_id'"_s;
        QTest::newRow("indexed in part only")
            << kUser +
                   u"CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));"
                   "CREATE INDEX some ON post (user_id) WHERE id > 5; CREATE INDEX other ON post (id, user_id)"_s
            << u"foreign-key-without-index"_s << u"post.user_id"_s << u"Add an index on 'post.user_id'"_s;
        QTest::newRow("type of SQLAlchemy")
            << u"CREATE TABLE users (id INTEGER PRIMARY KEY, name String(80))"_s << u"unknown-type"_s
            << u"users.name"_s << u"Make 'users.name' VARCHAR(80)"_s;
        QTest::newRow("misspelt type")
            << u"CREATE TABLE users (id INTEGER PRIMARY KEY, name Strng)"_s << u"unknown-type"_s
            << u"users.name"_s << u"Make 'users.name' VARCHAR"_s;
        QTest::newRow("key to a plural")
            << kUser + u"CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER)"_s
            << u"looks-like-foreign-key"_s << u"post.user_id"_s
            << u"Add a foreign key from 'post.user_id' to 'users.id'"_s;
        QTest::newRow("key in CamelCase")
            << u"CREATE TABLE Customer (CustomerId INTEGER PRIMARY KEY);"
               "CREATE TABLE Sale (SaleId INTEGER PRIMARY KEY, CustomerId INTEGER)"_s
            << u"looks-like-foreign-key"_s << u"Sale.CustomerId"_s
            << u"Add a foreign key from 'Sale.CustomerId' to 'Customer.CustomerId'"_s;
        QTest::newRow("tree") << u"CREATE TABLE node (id INTEGER PRIMARY KEY, parent_id INTEGER)"_s
                              << u"looks-like-foreign-key"_s << u"node.parent_id"_s
                              << u"Add a foreign key from 'node.parent_id' to 'node.id'"_s;
        QTest::newRow("junction")
            << kUser +
                   u"CREATE TABLE tag (id INTEGER PRIMARY KEY);"
                   "CREATE TABLE user_tag (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), "
                   "tag_id INTEGER REFERENCES tag (id))"_s
            << u"junction-without-unique"_s << u"user_tag"_s << u"Make 'user_tag.user_id, tag_id' unique"_s;
        QTest::newRow("column in another style")
            << u"CREATE TABLE users (id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, zip_code TEXT,"
               "birth_day DATE, phoneNumber TEXT)"_s
            << u"naming-style"_s << u"users.phoneNumber"_s
            << u"Rename 'users.phoneNumber' to 'phone_number'"_s;
        QTest::newRow("table in another style")
            << u"CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY);"
               "CREATE TABLE c_d (id INTEGER PRIMARY KEY); CREATE TABLE e (id INTEGER PRIMARY KEY);"
               "CREATE TABLE f (id INTEGER PRIMARY KEY); CREATE TABLE UserGroup (id INTEGER PRIMARY KEY)"_s
            << u"naming-style"_s << u"UserGroup"_s << u"Rename 'UserGroup' to 'user_group'"_s;
        QTest::newRow("key to bytes")
            << u"CREATE TABLE users (id BLOB PRIMARY KEY NOT NULL);"
               "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER "
               "UNIQUE REFERENCES users (id))"_s
            << u"key-type-differs"_s << u"post.user_id"_s << u"Make 'post.user_id' BLOB"_s;
        QTest::newRow("circle of two tables")
            << u"CREATE TABLE player (id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL UNIQUE REFERENCES "
               u"team (id));"
               "CREATE TABLE team (id INTEGER PRIMARY KEY, captain_id INTEGER UNIQUE REFERENCES player (id))"_s
            << u"cycle-without-post-update"_s << u"Team.captain"_s
            << u"Set post_update=True of 'Team.captain', 'Player.captain_team'"_s;
        QTest::newRow("no key") << u"CREATE TABLE note (text TEXT)"_s << u"no-primary-key"_s << u"note"_s
                                << u"Make 'note.id' the primary key"_s;
        QTest::newRow("text to a number")
            << kUser +
                   u"CREATE TABLE post (id INTEGER PRIMARY KEY, user_id TEXT UNIQUE REFERENCES users (id))"_s
            << u"type-mismatch"_s << u"post.user_id"_s << u"Make 'post.user_id' INTEGER"_s;
    }
    void aHabitThatBitesIsToldAndItsFixMendsIt()
    {
        QFETCH(QString, sql);
        QFETCH(QString, kind);
        QFETCH(QString, place);
        QFETCH(QString, fix);
        const mapping::Design design = designOf(sql);
        const QList<Diagnostic> found = ofKind(foundIn(design), kind);
        QCOMPARE(found.size(), 1);
        QCOMPARE(mapping::placeText(found.first().where), place);
        QCOMPARE(found.first().fixes.size(), 1);
        QCOMPARE(found.first().fixes.first().text, fix);
        const QList<Diagnostic> after = foundIn(mended(design, found.first().fixes.first()));
        QVERIFY(ofKind(after, kind).isEmpty());
        QCOMPARE(errorsIn(after), 0);
    }

    void anExpressionThatTheDatabaseWouldRefuseIsAnErrorWithItsFixes_data()
    {
        QTest::addColumn<QString>("check");
        QTest::addColumn<QStringList>("fixes");
        QTest::newRow("a misspelt column")
            << u"prise > 0"_s
            << QStringList{u"Use 'price' instead of 'prise'"_s, u"Remove CHECK (prise > 0)"_s};
        QTest::newRow("no such column") << u"zzzzzz > 0"_s << QStringList{u"Remove CHECK (zzzzzz > 0)"_s};
        QTest::newRow("half a condition") << u"price >"_s << QStringList{u"Remove CHECK (price >)"_s};
    }
    void anExpressionThatTheDatabaseWouldRefuseIsAnErrorWithItsFixes()
    {
        QFETCH(QString, check);
        QFETCH(QStringList, fixes);
        mapping::Design design = designOf(u"CREATE TABLE product (id INTEGER PRIMARY KEY, price INTEGER)"_s);
        design.schema.tables.first().checks = {schema::Check{check}};
        const QList<Diagnostic> found = ofKind(foundIn(design), u"wrong-check"_s);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().grade, mapping::Grade::Error);
        QVERIFY2(found.first().sentence.startsWith(u"CHECK (%1) in 'product' "_s.arg(check)),
                 qPrintable(found.first().sentence));
        QStringList offered;
        for (const mapping::Fix &fix : found.first().fixes)
            offered += fix.text;
        QCOMPARE(offered, fixes);
        for (const mapping::Fix &fix : found.first().fixes)
            QCOMPARE(errorsIn(foundIn(mended(design, fix))), 0);
    }

    void theTermsOfColumnsAndIndexesAreLookedAtToo()
    {
        mapping::Design design = designOf(u"CREATE TABLE product (id INTEGER PRIMARY KEY, price INTEGER, "
                                          "total INTEGER AS (price * 2), at TEXT DEFAULT (datetime('now')));"
                                          "CREATE INDEX i ON product (abs(price) DESC) WHERE price > 0"_s);
        QCOMPARE(errorsIn(foundIn(design)), 0);
        schema::Table &product = design.schema.tables.first();
        product.columns[2].expression = u"prise * 2"_s;
        product.columns[3].defaultValue = u"(datetime('now') ||)"_s;
        product.indexes[0].terms = {u"abs(prise) DESC"_s};
        product.indexes[0].condition = u"price >"_s;
        QStringList kinds;
        for (const Diagnostic &each : foundIn(design)) {
            if (each.grade != mapping::Grade::Error)
                continue;
            kinds += each.kind;
            for (const mapping::Fix &fix : each.fixes)
                QVERIFY2(errorsIn(foundIn(mended(design, fix))) < 4, qPrintable(fix.text));
        }
        QCOMPARE(kinds,
                 (QStringList{u"wrong-generated"_s, u"wrong-default"_s, u"wrong-index"_s, u"wrong-index"_s}));
        design.schema.engine = u"postgresql"_s;
        QCOMPARE(errorsIn(foundIn(design)), 0);
    }

    void whatIsAsItShouldBeIsNotTold_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("indexed") << kUser + u"CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER "
                                            "REFERENCES users (id)); CREATE INDEX i ON post (user_id, id)"_s;
        QTest::newRow("unique") << kUser +
                                       u"CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER UNIQUE "
                                       "REFERENCES users (id))"_s;
        QTest::newRow("the key itself")
            << kUser + u"CREATE TABLE post (user_id INTEGER PRIMARY KEY REFERENCES users (id))"_s;
        QTest::newRow("types of all engines")
            << u"CREATE TABLE t (id integer PRIMARY KEY, a double precision, b CHARACTER VARYING(3), "
               "c UNSIGNED BIG INT, d BLOB SUB_TYPE TEXT, e LONGVARCHAR, f, g Integer, h Datetime, i BYTEA)"_s;
        QTest::newRow("another thing") << kUser + u"CREATE TABLE post (id INTEGER PRIMARY KEY, order_id "
                                                  "INTEGER, user_id TEXT, paid INTEGER)"_s;
        QTest::newRow("own key") << u"CREATE TABLE users (user_id INTEGER PRIMARY KEY)"_s;
        QTest::newRow("junction with a key")
            << kUser + u"CREATE TABLE tag (id INTEGER PRIMARY KEY);"
                       "CREATE TABLE user_tag (user_id INTEGER NOT NULL REFERENCES users (id), tag_id "
                       "INTEGER NOT "
                       "NULL REFERENCES tag (id), PRIMARY KEY (user_id, tag_id));"
                       "CREATE INDEX i ON user_tag (tag_id)"_s;
        QTest::newRow("words that SQLite takes as they are")
            << u"CREATE TABLE user (id INTEGER PRIMARY KEY, key TEXT, offset INTEGER, date DATE)"_s;
        QTest::newRow("too few to have a style")
            << u"CREATE TABLE users (id INTEGER PRIMARY KEY, first_name TEXT, lastName TEXT)"_s;
    }
    void whatIsAsItShouldBeIsNotTold()
    {
        QFETCH(QString, sql);
        for (const Diagnostic &each : foundIn(designOf(sql)))
            QVERIFY2(each.grade != Grade::Lint, qPrintable(each.kind + u": "_s + each.sentence));
    }

    void aKeywordIsToldByTheEngineThatHasIt()
    {
        mapping::Design design = designOf(u"CREATE TABLE user (id INTEGER PRIMARY KEY, \"order\" TEXT)"_s);
        QList<Diagnostic> found = ofKind(foundIn(design), u"keyword-as-name"_s);
        QCOMPARE(found.size(), 1);
        QCOMPARE(mapping::placeText(found.first().where), u"user.order"_s);
        QVERIFY(found.first().sentence.contains(u"SQLite"_s));
        QVERIFY(found.first().fixes.isEmpty());
        design.schema.engine = u"postgresql"_s;
        found = ofKind(foundIn(design), u"keyword-as-name"_s);
        QCOMPARE(found.size(), 2);
        QCOMPARE(mapping::placeText(found.first().where), u"user"_s);
        QVERIFY(mapping::isKeyword(u"mysql"_s, u"Rank"_s));
        QVERIFY(!mapping::isKeyword(u"sqlite"_s, u"rank"_s));
    }

    void aTypeOfPythonHasASqlWord_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("likely");
        QTest::newRow("length") << u"String(80)"_s << u"VARCHAR(80)"_s;
        QTest::newRow("named length") << u"String(length=80)"_s << u"VARCHAR(80)"_s;
        QTest::newRow("module") << u"db.Integer"_s << u"INTEGER"_s;
        QTest::newRow("module and length") << u"db.String(120)"_s << u"VARCHAR(120)"_s;
        QTest::newRow("bytes") << u"LargeBinary"_s << u"BLOB"_s;
        QTest::newRow("str") << u"str"_s << u"VARCHAR"_s;
        QTest::newRow("slip") << u"VARCHR(20)"_s << u"VARCHAR(20)"_s;
        QTest::newRow("another") << u"Intger"_s << u"INTEGER"_s;
        QTest::newRow("nothing near") << u"qwertzuiop"_s << QString();
    }
    void aTypeOfPythonHasASqlWord()
    {
        QFETCH(QString, written);
        QFETCH(QString, likely);
        QVERIFY(!mapping::isKnownType(written));
        QCOMPARE(mapping::likelyType(written), likely);
    }

    void aTypeThatPeopleMadeOnAServerIsTheirs()
    {
        mapping::Design design =
            designOf(u"CREATE TABLE film (id INTEGER PRIMARY KEY, rating mpaa_rating)"_s);
        QCOMPARE(ofKind(foundIn(design), u"unknown-type"_s).size(), 1);
        design.schema.engine = u"postgresql"_s;
        QVERIFY(ofKind(foundIn(design), u"unknown-type"_s).isEmpty());
    }

    void aSecondLinkThatMayBreakTheFirstHasNoFix()
    {
        const auto found = ofKind(
            foundIn(designOf(
                kUser + u"CREATE TABLE post (id INTEGER PRIMARY KEY, author INTEGER REFERENCES users (id), "
                        "user_id INTEGER)"_s)),
            u"looks-like-foreign-key"_s);
        QCOMPARE(found.size(), 1);
        QVERIFY(found.first().fixes.isEmpty());
    }

    void aNameIsWrittenInAnyStyle()
    {
        using mapping::NamingStyle;
        QCOMPARE(mapping::inStyle(NamingStyle::Snake, u"UserGroup"_s), u"user_group"_s);
        QCOMPARE(mapping::inStyle(NamingStyle::Mixed, u"user_group"_s), u"userGroup"_s);
        QCOMPARE(mapping::inStyle(NamingStyle::Camel, u"user_group"_s), u"UserGroup"_s);
        QCOMPARE(mapping::inStyle(NamingStyle::Upper, u"userGroup"_s), u"USER_GROUP"_s);
        QVERIFY(!mapping::styleOf({u"a"_s, u"b"_s, u"c"_s, u"d_e"_s}));
    }

    void noFixOnARealDatabaseMakesAnError_data() { tests::addRealDatabases(); }
    void noFixOnARealDatabaseMakesAnError()
    {
        QFETCH(QString, file);
        SKIP_WITHOUT_REAL_DATA();
        if (file.isEmpty())
            return;
        const mapping::Design design{tests::reflected(file), {}};
        const QList<Diagnostic> found = foundIn(design);
        if (design.schema.tables.size() > 100)
            return; // Thousands of fixes, each of which has all found anew.
        for (const Diagnostic &each : found) {
            if (each.grade != Grade::Lint || !each.where.relationship.isEmpty())
                continue;
            for (const mapping::Fix &fix : each.fixes) {
                const QList<Diagnostic> after = foundIn(mended(design, fix));
                QVERIFY2(errorsIn(after) <= errorsIn(found), qPrintable(fix.text));
                const auto isSame = [&each](const Diagnostic &other) {
                    return mapping::findingKey(other) == mapping::findingKey(each);
                };
                QVERIFY2(std::ranges::none_of(after, isSame), qPrintable(fix.text));
            }
        }
    }
};

QTEST_APPLESS_MAIN(SchemaLintsTest)
#include "tst_schemalints.moc"
