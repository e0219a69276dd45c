#include "core/sql/ddlbuilder.h"
#include "tests/sql/ddlround.h"
#include "tests/support/realdata.h"
#include "tests/support/reflected.h"
#include "tests/support/scratchdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::schema;
using namespace relata::tests;

namespace {

/// One CREATE TABLE as the reflector sees it.
Table tableOf(const QString &sql, const QString &name = u"t"_s)
{
    return *reflectedSql(sql).table(name);
}

} // namespace

/// CREATE statements of a schema, which make the same schema again.
class DdlBuilderTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNoTableGivesNoText();
    void aTableReadsWell();
    void aTableComesBackAsItWas_data();
    void aTableComesBackAsItWas();
    void parentsComeBeforeChildren();
    void theSampleComesBackAsItWas();
    void realDatabasesComeBackAsTheyWere_data();
    void realDatabasesComeBackAsTheyWere();
};

void DdlBuilderTest::whatIsNoTableGivesNoText()
{
    Table view;
    view.kind = TableKind::View;
    view.name = u"v"_s;
    QVERIFY(relata::sql::createTable(view).isEmpty());
    QVERIFY(relata::sql::createSchema({}).isEmpty());
}

void DdlBuilderTest::aTableReadsWell()
{
    const Table table = tableOf(uR"(
        CREATE TABLE user (id INTEGER PRIMARY KEY);
        CREATE TABLE t (id INTEGER PRIMARY KEY, "a ""b""" VARCHAR(9) NOT NULL DEFAULT 'x', user_id INT, n, CHECK (n > 0), UNIQUE (n),
          CONSTRAINT "fk" FOREIGN KEY (user_id) REFERENCES user ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED);
        CREATE INDEX i ON t (user_id, n);)"_s);
    const QStringList expected = {uR"(CREATE TABLE "t" (
    "id" INTEGER PRIMARY KEY,
    "a ""b""" VARCHAR(9) NOT NULL DEFAULT 'x',
    "user_id" INT,
    "n",
    UNIQUE ("n"),
    CONSTRAINT "fk" FOREIGN KEY ("user_id") REFERENCES "user" ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CHECK (n > 0)
))"_s,
                                  u"CREATE INDEX \"i\" ON \"t\" (\"user_id\", \"n\")"_s};
    QCOMPARE(relata::sql::createTable(table), expected);
}

void DdlBuilderTest::aTableComesBackAsItWas_data()
{
    QTest::addColumn<QString>("body");
    const auto row = [](const char *name, const QString &body) { QTest::newRow(name) << body; };
    row("rowid", u"(id INTEGER PRIMARY KEY)"_s);
    row("rowid in small letters", u"(id integer primary key not null, b)"_s);
    row("rowid named at the end", u"(a TEXT, id INTEGER, PRIMARY KEY (id))"_s);
    row("rowid with a default", u"(id INTEGER PRIMARY KEY DEFAULT 3, b)"_s);
    row("INT is no rowid", u"(id INT PRIMARY KEY)"_s);
    row("descending is no rowid", u"(id INTEGER PRIMARY KEY DESC, b)"_s);
    row("descending and not null", u"(id INTEGER NOT NULL PRIMARY KEY DESC, b)"_s);
    row("text key", u"(code TEXT PRIMARY KEY, n)"_s);
    row("composite key", u"(b INT NOT NULL, a INT, PRIMARY KEY (a, b))"_s);
    row("without rowid", u"(b INTEGER, a TEXT, PRIMARY KEY (b)) WITHOUT ROWID"_s);
    row("without rowid, composite", u"(b, a, PRIMARY KEY (b, a)) WITHOUT ROWID"_s);
    row("rowid as a column's name", u"(rowid TEXT, _rowid_ INT)"_s);
    row("no key, no types", u"(a, b, c)"_s);
    row("types", u"(a NUMERIC(8, 2), b DOUBLE PRECISION, c VARCHAR(3), d UNSIGNED BIG INT)"_s);
    row("names", u"(\"a b\" INT, \"q\"\"q\" INT, \"select\" INT, \"ä\" INT, \"x]\" INT)"_s);
    row("defaults", u"(a DEFAULT 1, b DEFAULT -1.5, c DEFAULT 'it''s', d DEFAULT NULL, e DEFAULT "
                    u"CURRENT_TIMESTAMP, f DEFAULT TRUE, "
                    u"g DEFAULT x'00ff', h DEFAULT (1 + 2), i DEFAULT (random()), j DEFAULT word, k DEFAULT "
                    u"\"quoted\", l DEFAULT +7, "
                    u"m DEFAULT 1e5, n DEFAULT 1.5e-7, o DEFAULT ('a' || 'b') NOT NULL, p DEFAULT ('-- no'), "
                    u"q DEFAULT (1 -- one\n), "
                    u"r DEFAULT 0x1F, s DEFAULT '')"_s);
    row("not null", u"(a INT NOT NULL, b TEXT NOT NULL DEFAULT '')"_s);
    row("uniques", u"(a UNIQUE, b, c, UNIQUE (c, b), UNIQUE (b))"_s);
    row("a unique on the key", u"(a TEXT UNIQUE, b, PRIMARY KEY (a), UNIQUE (b, a))"_s);
    row("checks",
        u"(a CHECK (a > 0), b, CONSTRAINT c CHECK (length(b) > (1 + 1)), CHECK (b <> ')'), CHECK (a < 9 -- small\n))"_s);
    row("links",
        u"(a REFERENCES p (id), b REFERENCES p, c, d CONSTRAINT named REFERENCES p (id) ON DELETE SET "
        u"DEFAULT, "
        u"CONSTRAINT \"my link\" FOREIGN KEY (c) REFERENCES p (code) ON UPDATE CASCADE ON DELETE RESTRICT)"_s);
    row("deferred links",
        u"(a REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED, b REFERENCES p (id) DEFERRABLE, "
        u"c REFERENCES p (id) NOT DEFERRABLE)"_s);
    row("a composite link", u"(a, b, FOREIGN KEY (a, b) REFERENCES p2 (x, y))"_s);
    row("a composite link without names", u"(a, b, FOREIGN KEY (a, b) REFERENCES p2)"_s);
    row("a self-reference", u"(id INTEGER PRIMARY KEY, parent_id REFERENCES t (id))"_s);
    row("a link that leads nowhere",
        u"(a REFERENCES ghost, b REFERENCES ghost (x), c REFERENCES p (nowhere))"_s);
    row("a circle", u"(a REFERENCES p3 (b), b UNIQUE)"_s);
    row("options", u"(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT) STRICT"_s);
    row("without rowid and strict", u"(a TEXT PRIMARY KEY, b ANY) STRICT, WITHOUT ROWID"_s);
    row("conflicts",
        u"(id INTEGER PRIMARY KEY ON CONFLICT REPLACE, a TEXT NOT NULL ON CONFLICT IGNORE DEFAULT '', "
        u"b UNIQUE ON CONFLICT FAIL, c, UNIQUE (c, b) ON CONFLICT ROLLBACK)"_s);
    row("names", u"(a, b, c, CONSTRAINT \"my key\" PRIMARY KEY (a, b), CONSTRAINT u UNIQUE (c), "
                 u"CONSTRAINT k CHECK (c > 1), CONSTRAINT k2 CHECK (c < 9))"_s);
    row("terms", u"(a TEXT, b, PRIMARY KEY (a COLLATE NOCASE, b DESC), UNIQUE (b DESC, a)) WITHOUT ROWID"_s);
    row("a descending text key", u"(a TEXT PRIMARY KEY DESC)"_s);
    row("generated",
        u"(a, b INT AS (a + 1), c INT NOT NULL GENERATED ALWAYS AS (a * (b)) STORED CHECK (c > 0))"_s);
    row("comments", u"( -- the table\n a INT, -- the \"first\", it's one\n b INT -- the last\n)"_s);
    row("triggers",
        u"(a, b); CREATE TRIGGER z AFTER INSERT ON t BEGIN UPDATE t SET b = 1; DELETE FROM t; END; "
        u"CREATE TRIGGER a BEFORE DELETE ON t BEGIN SELECT 1; END"_s);
    row("views", u"(a, b); CREATE VIEW w AS SELECT * FROM v; CREATE VIEW v(x) AS SELECT a -- c\n FROM t; "
                 u"CREATE TRIGGER i INSTEAD OF INSERT ON v BEGIN INSERT INTO t (a) VALUES (new.x); END"_s);
    row("virtual", u"(a); CREATE VIRTUAL TABLE f USING fts5(title, body)"_s);
    row("odd indexes", u"(a, b); CREATE UNIQUE INDEX e ON t (lower(a), b DESC) WHERE b > 1 AND a <> ''"_s);
    row("indexes", u"(a, b); CREATE INDEX i2 ON t (b, a); CREATE UNIQUE INDEX \"i 1\" ON t (a)"_s);
}

void DdlBuilderTest::aTableComesBackAsItWas()
{
    QFETCH(QString, body);
    const QString parents = uR"(CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT UNIQUE);
        CREATE TABLE p2 (x, y, PRIMARY KEY (x, y)); CREATE TABLE p3 (b UNIQUE REFERENCES t (b));)"_s;
    const ScratchDatabase database(parents + u"CREATE TABLE t "_s + body);
    const Schema before = reflected(database.file());
    const ScratchDatabase again(QString{});
    QCOMPARE(runAll(again.file(), relata::sql::createSchema(before)), QString());
    QCOMPARE(difference(before, reflected(again.file())), QString());
    QVERIFY(comparable(*before.table(u"p3"_s)) == comparable(*reflected(again.file()).table(u"p3"_s)));
}

void DdlBuilderTest::parentsComeBeforeChildren()
{
    const ScratchDatabase database(u"CREATE TABLE a (b_id REFERENCES b (id)); CREATE TABLE b (id INTEGER "
                                   u"PRIMARY KEY, c_id REFERENCES c (id), "
                                   u"a_id REFERENCES b (id)); CREATE TABLE c (id INTEGER PRIMARY KEY)"_s);
    QStringList order;
    for (const QString &text : relata::sql::createSchema(reflected(database.file())))
        order += text.section(u'"', 1, 1);
    QCOMPARE(order, (QStringList{u"c"_s, u"b"_s, u"a"_s}));
}

void DdlBuilderTest::theSampleComesBackAsItWas()
{
    const ScratchDatabase database(sampleSql(u"schema.sql"_s));
    const Schema before = reflected(database.file());
    const ScratchDatabase again(QString{});
    QCOMPARE(runAll(again.file(), relata::sql::createSchema(before)), QString());
    QCOMPARE(difference(before, reflected(again.file())), QString());
}

void DdlBuilderTest::realDatabasesComeBackAsTheyWere_data()
{
    SKIP_WITHOUT_REAL_DATA();
    QTest::addColumn<QString>("file");
    for (const QString &file : relata::tests::realDatabases())
        QTest::newRow(qPrintable(file.section(u'/', -1))) << file;
}

void DdlBuilderTest::realDatabasesComeBackAsTheyWere()
{
    QFETCH(QString, file);
    const ScratchDatabase copy = ScratchDatabase::copyOf(file);
    const Schema before = reflected(copy.file());
    const ScratchDatabase again(QString{});
    QCOMPARE(runAll(again.file(), relata::sql::createSchema(before)), QString());
    QCOMPARE(difference(before, reflected(again.file())), QString());
}

QTEST_GUILESS_MAIN(DdlBuilderTest)
#include "tst_ddlbuilder.moc"
