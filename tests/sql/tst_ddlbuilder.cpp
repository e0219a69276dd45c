#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/schema/linkplanner.h"
#include "core/sql/ddlbuilder.h"
#include "tests/support/realdata.h"
#include "tests/support/scratchdatabase.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace relata::schema;
using relata::base::TableId;
using relata::tests::ScratchDatabase;

namespace {

Schema reflected(const QString &file)
{
    auto connection = relata::db::Connection::open({file, relata::base::ConnectionSettings::Mode::ReadOnly});
    if (!connection)
        qFatal("%s", qPrintable(connection.error().text()));
    return relata::db::reflect(**connection).value();
}

/// Runs statements one by one as the program would.
QString runAll(const QString &file, const QStringList &statements)
{
    auto connection = relata::db::Connection::open({file});
    if (!connection)
        return connection.error().text();
    for (const QString &statement : statements) {
        const auto rows = (*connection)->select({statement, {}});
        if (!rows)
            return rows.error().text() + u"\nin: "_s + statement;
        if (statement == "PRAGMA foreign_key_check"_L1 && !rows->isEmpty())
            return u"foreign keys are violated"_s;
    }
    return {};
}

/// What the DDL can say of a table: no ids, and not what the schema does not know the text of.
Table comparable(Table table)
{
    table.id = {};
    table.triggers.clear();
    const auto isUnknown = [](const Index &index) {
        return index.partial || std::any_of(index.columns.cbegin(), index.columns.cend(),
                                            [](const QString &c) { return c.isNull(); });
    };
    table.indexes.removeIf(isUnknown);
    for (Column &column : table.columns)
        column.generated = Generated::No;
    for (QString &check : table.checks)
        check.remove(u'"'); // RENAME COLUMN adds quotes.
    for (ForeignKey &key : table.foreignKeys)
        key.id = {};
    std::sort(table.foreignKeys.begin(), table.foreignKeys.end(),
              [](const ForeignKey &a, const ForeignKey &b) {
                  return std::tie(a.columns, a.table, a.name) < std::tie(b.columns, b.table, b.name);
              });
    return table;
}

/// The first table in which two schemas differ, as text; "" where they are equal.
QString difference(const Schema &a, const Schema &b)
{
    const auto count = [](const Schema &schema) {
        return std::count_if(schema.tables.cbegin(), schema.tables.cend(),
                             [](const Table &t) { return t.kind == TableKind::Table; });
    };
    if (count(a) != count(b))
        return u"%1 tables and %2"_s.arg(count(a)).arg(count(b));
    for (const Table &table : a.tables) {
        if (table.kind != TableKind::Table)
            continue;
        const Table *other = b.table(table.name);
        if (!other)
            return table.name + u" is missing"_s;
        if (comparable(table) != comparable(*other)) {
            return relata::sql::createTable(table).join(u"\n"_s) + u"\n-- is not\n"_s +
                   relata::sql::createTable(*other).join(u"\n"_s);
        }
    }
    return {};
}

/// One CREATE TABLE as the reflector sees it.
Table tableOf(const QString &sql, const QString &name = u"t"_s)
{
    const ScratchDatabase database(sql);
    return *reflected(database.file()).table(name);
}

QString sampleSql(const QString &name)
{
    QFile file(QString::fromLocal8Bit(RELATA_SOURCE_DIR) + u"/resources/sample/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the sample is missing");
    return QString::fromUtf8(file.readAll());
}

SchemaChange randomChange(const Schema &schema, QRandomGenerator &random)
{
    const auto below = [&random](qsizetype limit) { return int(random.bounded(int(limit))); };
    const auto table = [&]() -> const Table & { return schema.tables[below(schema.tables.size())]; };
    const Table &one = table();
    const Column &old = one.columns[below(one.columns.size())];
    const QStringList words = {u"note"_s, u"my column"_s, u"order"_s, u"x\"y"_s,
                               u"rank"_s, u"person"_s,    u"Item2"_s};
    const QString word = words[below(words.size())];
    Column now = old;
    switch (below(10)) {
    case 0:
    case 1:
        if (const auto plan = planLink(schema, {one.id, old.name, table().id, {}}))
            return plan->change;
        return {};
    case 2:
        return planTable(schema, word).value_or(SchemaChange());
    case 3:
        return planRemoval(schema, {one.id}, {}).value_or(SchemaChange());
    case 4:
        return one.foreignKeys.isEmpty()
                   ? SchemaChange()
                   : planRemoval(schema, {}, {one.foreignKeys[below(one.foreignKeys.size())].id}).value();
    case 5:
        return {u"rename"_s, {RenameTable{one.id, word}}};
    case 6:
        now = {word,
               u"VARCHAR(20)"_s,
               below(2) == 0,
               below(2) == 0 ? std::optional<QString>(u"'it''s'"_s) : std::nullopt,
               {}};
        return {u"add"_s, {AddColumn{one.id, below(2) == 0 ? -1 : below(one.columns.size()), now}}};
    case 7:
        return {u"remove"_s, {RemoveColumn{one.id, old.name}}};
    case 8:
        now.name = word;
        return {u"rename column"_s, {ChangeColumn{one.id, old.name, now}}};
    default:
        now.nullable = !now.nullable;
        now.defaultValue = u"(1 + 1)"_s;
        return {u"change"_s, {ChangeColumn{one.id, old.name, now}}};
    }
}

} // namespace

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
    void equalSchemasHaveNoDifference();
    void aDifferenceReadsWell_data();
    void aDifferenceReadsWell();
    void aRebuildNamesWhatItLoses();
    void aDifferenceLeadsFromOneSchemaToTheOther();
    void aRebuildKeepsTheRows();
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
    QVERIFY(*before.table(u"p3"_s) == *reflected(again.file()).table(u"p3"_s));
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
    Schema before = reflected(copy.file());
    before.tables.removeIf([](const Table &table) { return table.kind != TableKind::Table; });
    const ScratchDatabase again(QString{});
    QCOMPARE(runAll(again.file(), relata::sql::createSchema(before)), QString());
    QCOMPARE(difference(before, reflected(again.file())), QString());
}

void DdlBuilderTest::equalSchemasHaveNoDifference()
{
    const ScratchDatabase database(sampleSql(u"schema.sql"_s));
    const Schema schema = reflected(database.file());
    QCOMPARE(relata::sql::differenceSql(schema, schema), QStringList());
}

void DdlBuilderTest::aDifferenceReadsWell_data()
{
    QTest::addColumn<SchemaChange>("change");
    QTest::addColumn<QStringList>("expected");
    const TableId post = {1};
    const TableId user = {2};
    const auto step = [](const SchemaStep &one) { return SchemaChange{u"test"_s, {one}}; };
    AddTable table;
    table.table.id = {9};
    table.table.name = u"n"_s;
    table.table.columns = {{u"a"_s, {}, true, {}, {}}};
    table.table.rowidName = u"rowid"_s;
    QTest::newRow("add table") << step(table) << QStringList{u"CREATE TABLE \"n\" (\n    \"a\"\n)"_s};
    QTest::newRow("rename table") << step(RenameTable{user, u"person"_s})
                                  << QStringList{u"ALTER TABLE \"user\" RENAME TO \"person\""_s};
    QTest::newRow("rename column") << step(
                                          ChangeColumn{user, u"id"_s, {u"nr"_s, u"INTEGER"_s, false, {}, {}}})
                                   << QStringList{u"ALTER TABLE \"user\" RENAME COLUMN \"id\" TO \"nr\""_s};
    QTest::newRow("add column") << step(AddColumn{user, -1, {u"age"_s, u"INT"_s, false, u"0"_s, {}}})
                                << QStringList{
                                       u"ALTER TABLE \"user\" ADD COLUMN \"age\" INT NOT NULL DEFAULT 0"_s};
    QTest::newRow("remove column") << step(RemoveColumn{user, u"name"_s})
                                   << QStringList{u"ALTER TABLE \"user\" DROP COLUMN \"name\""_s};
    ForeignKey key;
    key.id = {7};
    key.columns = {u"user_id"_s};
    key.table = u"user"_s;
    key.targetColumns = {u"id"_s};
    QTest::newRow("draw a link")
        << SchemaChange{u"test"_s,
                        {AddColumn{post, -1, {u"user_id"_s, u"INTEGER"_s, true, {}, {}}},
                         AddForeignKey{post, -1, key}}}
        << QStringList{u"ALTER TABLE \"post\" ADD COLUMN \"user_id\" INTEGER REFERENCES \"user\" (\"id\")"_s};
    QTest::newRow("remove table") << step(RemoveTable{post}) << QStringList{u"PRAGMA foreign_keys = OFF"_s,
                                                                            u"BEGIN IMMEDIATE"_s,
                                                                            u"DROP TABLE \"post\""_s,
                                                                            u"PRAGMA foreign_key_check"_s,
                                                                            u"COMMIT"_s,
                                                                            u"PRAGMA foreign_keys = ON"_s};
    QTest::newRow("change a column")
        << step(ChangeColumn{user, u"name"_s, {u"name"_s, u"TEXT"_s, false, u"'?'"_s, {}}})
        << QStringList{
               u"PRAGMA foreign_keys = OFF"_s,
               u"BEGIN IMMEDIATE"_s,
               u"PRAGMA legacy_alter_table = ON"_s,
               u"CREATE TABLE \"relata_new_user\" (\n    \"id\" INTEGER PRIMARY KEY,\n    \"name\" TEXT NOT NULL DEFAULT '?'\n)"_s,
               u"INSERT INTO \"relata_new_user\" (\"id\", \"name\")\nSELECT \"id\", coalesce(\"name\", '?')\n  FROM \"user\""_s,
               u"DROP TABLE \"user\""_s,
               u"ALTER TABLE \"relata_new_user\" RENAME TO \"user\""_s,
               u"PRAGMA legacy_alter_table = OFF"_s,
               u"PRAGMA foreign_key_check"_s,
               u"COMMIT"_s,
               u"PRAGMA foreign_keys = ON"_s};
    QTest::newRow("swap two names") << SchemaChange{u"test"_s,
                                                    {RenameTable{user, u"x"_s}, RenameTable{post, u"user"_s},
                                                     RenameTable{user, u"post"_s}}}
                                    << QStringList{u"ALTER TABLE \"user\" RENAME TO \"relata_old_user\""_s,
                                                   u"ALTER TABLE \"post\" RENAME TO \"user\""_s,
                                                   u"ALTER TABLE \"relata_old_user\" RENAME TO \"post\""_s};
}

void DdlBuilderTest::aDifferenceReadsWell()
{
    QFETCH(SchemaChange, change);
    const ScratchDatabase database(
        u"CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT); CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);"_s);
    const Schema before = reflected(database.file());
    Schema after = before;
    const auto applied = applyChange(after, change);
    QVERIFY2(applied, qPrintable(applied ? QString() : applied.error().text()));
    QTEST(relata::sql::differenceSql(before, after), "expected");
    QCOMPARE(runAll(database.file(), relata::sql::differenceSql(before, after)), QString());
    QCOMPARE(difference(after, reflected(database.file())), QString());
}

void DdlBuilderTest::aRebuildNamesWhatItLoses()
{
    const ScratchDatabase database(uR"(CREATE TABLE t (a TEXT, b GENERATED ALWAYS AS (a || 'x'));
        CREATE INDEX e ON t (lower(a)); CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;)"_s);
    const Schema before = reflected(database.file());
    Schema after = before;
    QVERIFY(applyChange(after, {u"test"_s, {ChangeColumn{{1}, u"a"_s, {u"a"_s, u"INT"_s, true, {}, {}}}}}));
    const QString text = relata::sql::differenceSql(before, after).join(u'\n');
    QVERIFY(text.contains(u"-- Create these triggers again afterwards: g\n"_s));
    QVERIFY(text.contains(u"-- Create this index again afterwards: e\n"_s));
    QVERIFY(text.contains(u"-- This column keeps its values but is not generated any more: b\n"_s));
    QCOMPARE(runAll(database.file(), relata::sql::differenceSql(before, after)), QString());
}

void DdlBuilderTest::aDifferenceLeadsFromOneSchemaToTheOther()
{
    const ScratchDatabase original(sampleSql(u"schema.sql"_s).section(u"CREATE VIEW"_s, 0, 0));
    const Schema before = reflected(original.file());
    int differences = 0;
    for (quint32 seed = 1; seed <= 25; ++seed) {
        QRandomGenerator random(seed);
        Schema after = before;
        for (int i = 0; i < 6; ++i)
            static_cast<void>(applyChange(after, randomChange(after, random)));
        const QStringList statements = relata::sql::differenceSql(before, after);
        differences += statements.isEmpty() ? 0 : 1;
        const ScratchDatabase copy = ScratchDatabase::copyOf(original.file());
        const QString failure = runAll(copy.file(), statements);
        QVERIFY2(failure.isEmpty(),
                 qPrintable(u"seed %1: %2\n%3"_s.arg(seed).arg(failure, statements.join(u";\n"_s))));
        const QString rest = difference(after, reflected(copy.file()));
        QVERIFY2(rest.isEmpty(),
                 qPrintable(u"seed %1: %2\n%3"_s.arg(seed).arg(rest, statements.join(u";\n"_s))));
        const ScratchDatabase again(QString{});
        QCOMPARE(runAll(again.file(), relata::sql::createSchema(after)), QString());
        QCOMPARE(difference(after, reflected(again.file())), QString());
    }
    QVERIFY(differences > 20);
}

void DdlBuilderTest::aRebuildKeepsTheRows()
{
    const ScratchDatabase database(sampleSql(u"schema.sql"_s) + sampleSql(u"data.sql"_s));
    const Schema before = reflected(database.file());
    const QString query = u"SELECT id, username, full_name FROM user ORDER BY id"_s;
    const QStringList rows = database.rows(query);
    const QStringList posts = database.rows(u"SELECT id, user_id FROM post ORDER BY id"_s);
    QVERIFY(!rows.isEmpty());
    Schema after = before;
    const Table &user = *before.table(u"user"_s);
    Column email = *user.column(u"email"_s);
    email.type = u"TEXT"_s;
    QVERIFY(applyChange(
        after,
        {u"test"_s, {ChangeColumn{user.id, u"email"_s, email}, RemoveColumn{user.id, u"last_seen_at"_s}}}));
    QCOMPARE(runAll(database.file(), relata::sql::differenceSql(before, after)), QString());
    QCOMPARE(database.rows(query), rows);
    QCOMPARE(database.rows(u"SELECT id, user_id FROM post ORDER BY id"_s), posts);
    QCOMPARE(difference(after, reflected(database.file())), QString());
    QVERIFY(!database.rows(u"SELECT * FROM post_overview"_s).isEmpty());
}

QTEST_GUILESS_MAIN(DdlBuilderTest)
#include "tst_ddlbuilder.moc"
