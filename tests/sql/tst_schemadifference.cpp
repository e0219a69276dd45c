#include "core/schema/linkplanner.h"
#include "core/schema/linkremoval.h"
#include "core/sql/ddlbuilder.h"
#include "core/sql/schemadifference.h"
#include "tests/sql/ddlround.h"
#include "tests/support/reflected.h"
#include "tests/support/scratchdatabase.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::schema;
using namespace relata::tests;
using relata::base::TableId;

namespace {

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

/// Statements that lead from one schema to another and keep the rows.
class SchemaDifferenceTest : public QObject
{
    Q_OBJECT

private slots:
    void equalSchemasHaveNoDifference();
    void aDifferenceReadsWell_data();
    void aDifferenceReadsWell();
    void aRebuildNamesWhatItLoses();
    void aDifferenceLeadsFromOneSchemaToTheOther();
    void aRebuildKeepsTheRows();
    void whoGoesOnAfterARefusedRowLosesNone_data();
    void whoGoesOnAfterARefusedRowLosesNone();
    void columnsThatChangeTheirNamesKeepTheirValues();
    void aTriggerThatNamesWhatChangesIsLeftToPeople();
    void aRebuildKeepsTriggersAndWhatIsGenerated();
};

void SchemaDifferenceTest::equalSchemasHaveNoDifference()
{
    const ScratchDatabase database(sampleSql(u"schema.sql"_s));
    const Schema schema = reflected(database.file());
    QCOMPARE(relata::sql::differenceSql(schema, schema), QStringList());
}

void SchemaDifferenceTest::aDifferenceReadsWell_data()
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
    QTest::newRow("remove column")
        << step(RemoveColumn{user, u"name"_s})
        << QStringList{
               u"-- What stands in this column goes with it.\nALTER TABLE \"user\" DROP COLUMN \"name\""_s};
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
    QTest::newRow("remove table") << step(RemoveTable{post})
                                  << QStringList{
                                         u"PRAGMA foreign_keys = OFF"_s,
                                         u"BEGIN IMMEDIATE"_s,
                                         u"-- All rows of this table go with it.\nDROP TABLE \"post\""_s,
                                         u"PRAGMA foreign_key_check"_s,
                                         u"COMMIT"_s,
                                         u"PRAGMA foreign_keys = ON"_s};
    QTest::newRow("change a column")
        << step(ChangeColumn{user, u"name"_s, {u"name"_s, u"TEXT"_s, false, u"'?'"_s, {}}})
        << QStringList{
               u"PRAGMA foreign_keys = OFF"_s,
               u"BEGIN IMMEDIATE"_s,
               u"PRAGMA legacy_alter_table = ON"_s,
               u"ALTER TABLE \"user\" RENAME TO \"relata_before_user\""_s,
               u"CREATE TABLE \"user\" (\n    \"id\" INTEGER PRIMARY KEY,\n    \"name\" TEXT NOT NULL DEFAULT '?'\n)"_s,
               u"INSERT OR ROLLBACK INTO \"user\" (\"id\", \"name\")\nSELECT \"id\", coalesce(\"name\", '?')\n  FROM \"relata_before_user\""_s,
               u"DROP TABLE \"relata_before_user\""_s,
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

void SchemaDifferenceTest::aDifferenceReadsWell()
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

void SchemaDifferenceTest::aRebuildNamesWhatItLoses()
{
    const ScratchDatabase database(uR"(CREATE TABLE t (a TEXT, b GENERATED ALWAYS AS (a || 'x'));
        CREATE INDEX e ON t (lower(a)); CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;)"_s);
    const Schema before = reflected(database.file());
    Schema after = before;
    QVERIFY(applyChange(after, {u"test"_s, {ChangeColumn{{1}, u"a"_s, {u"a"_s, u"INT"_s, true, {}, {}}}}}));
    const QString text = relata::sql::differenceSql(before, after).join(u'\n');
    QVERIFY(text.contains(u"CREATE INDEX \"e\" ON \"t\" (lower(a))"_s));
    QVERIFY(!text.contains(u"afterwards"_s));
    QCOMPARE(runAll(database.file(), relata::sql::differenceSql(before, after)), QString());
    QCOMPARE(difference(after, reflected(database.file())), QString());
    // What is renamed is renamed in the database's own text of the trigger, which is not known here.
    QVERIFY(applyChange(after, {u"test"_s, {RenameTable{{1}, u"s"_s}}}));
    Schema unknown = before;
    unknown.tables.first().columns[1].expression.clear();
    Schema changed = unknown;
    changed.tables.first().name = u"s"_s;
    changed.tables.first().columns[0].type = u"INT"_s;
    const QString losses = relata::sql::differenceSql(unknown, changed).join(u'\n');
    QVERIFY2(losses.contains(u"-- Create this trigger again afterwards: g\n"_s), qPrintable(losses));
    QVERIFY(losses.contains(u"-- This column keeps its values but is not generated any more: b\n"_s));
}

void SchemaDifferenceTest::aDifferenceLeadsFromOneSchemaToTheOther()
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

void SchemaDifferenceTest::aRebuildKeepsTheRows()
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

/// What a query gives in a file, values separated by blanks and rows by semicolons.
static QString valuesIn(const QString &file, const QString &query)
{
    auto connection = relata::db::Connection::open({file});
    const auto rows = (*connection)->select({query, {}});
    if (!rows)
        return rows.error().text();
    QStringList all;
    for (int row = 0; row < rows->rowCount(); ++row) {
        QStringList values;
        for (int column = 0; column < rows->columnCount(); ++column)
            values += rows->value(row, column).toText();
        all += values.join(u' ');
    }
    return all.join(u"; "_s);
}

void SchemaDifferenceTest::whoGoesOnAfterARefusedRowLosesNone_data()
{
    QTest::addColumn<SchemaChange>("change");
    const TableId album{1};
    const auto step = [](const SchemaStep &each) { return SchemaChange{u"test"_s, {each}}; };
    QTest::newRow("NOT NULL where one is NULL")
        << step(ChangeColumn{album, u"title"_s, {u"title"_s, u"TEXT"_s, false, {}}});
    QTest::newRow("a column that would be NULL")
        << step(AddColumn{album, 0, {u"must"_s, u"TEXT"_s, false, {}}});
    QTest::newRow("UNIQUE where two are equal") << step(AddUnique{album, -1, {{u"artist"_s}}});
}

/// As the shell of SQLite does, which does not stop at an error unless it is told to.
void SchemaDifferenceTest::whoGoesOnAfterARefusedRowLosesNone()
{
    QFETCH(SchemaChange, change);
    const ScratchDatabase database(
        u"CREATE TABLE album (id INTEGER PRIMARY KEY, title TEXT, artist INT);"
        "INSERT INTO album VALUES (1, 'Rock', 1), (2, NULL, 1); CREATE INDEX by_artist ON album (artist)"_s);
    const Schema before = reflected(database.file());
    Schema after = before;
    QVERIFY(applyChange(after, change));
    auto connection = relata::db::Connection::open({database.file()});
    QVERIFY(connection);
    int refused = 0;
    for (const QString &statement : relata::sql::differenceSql(before, after))
        refused += (*connection)->run({statement, {}}) ? 0 : 1;
    connection->reset();
    QVERIFY(refused > 0);
    QCOMPARE(valuesIn(database.file(), u"SELECT id, title, artist FROM album"_s), u"1 Rock 1; 2  1"_s);
    QCOMPARE(difference(before, reflected(database.file())), QString());
}

void SchemaDifferenceTest::aTriggerThatNamesWhatChangesIsLeftToPeople()
{
    const ScratchDatabase database(
        u"CREATE TABLE a (x TEXT, gone TEXT); CREATE TABLE b (old TEXT); CREATE TABLE c (y TEXT, z TEXT); "
        "CREATE TRIGGER ta AFTER INSERT ON a BEGIN UPDATE b SET old = new.x; END; "
        "CREATE TRIGGER tc AFTER INSERT ON c BEGIN UPDATE c SET z = 1; END"_s);
    const Schema before = reflected(database.file());
    Schema renamed = before;
    QVERIFY(applyChange(renamed, {u"x"_s,
                                  {ChangeColumn{{1}, u"x"_s, {u"x"_s, u"INT"_s, true, {}, {}}},
                                   ChangeColumn{{2}, u"old"_s, {u"new"_s, u"TEXT"_s, true, {}, {}}}}}));
    renamed.tables[1].columns[0].id = before.tables[1].columns[0].id;
    const QString text = relata::sql::differenceSql(before, renamed).join(u'\n');
    QVERIFY2(text.contains(u"-- Create this trigger again afterwards: ta"_s), qPrintable(text));
    QVERIFY(!text.contains(u"CREATE TRIGGER"_s));
    Schema dropped = before;
    dropped.tables[2].columns.removeAt(1);
    dropped.tables[2].columns[0].type = u"INT"_s;
    QVERIFY(relata::sql::differenceSql(before, dropped)
                .join(u'\n')
                .contains(u"-- Create this trigger again afterwards: tc"_s));
}

void SchemaDifferenceTest::columnsThatChangeTheirNamesKeepTheirValues()
{
    const ScratchDatabase database(
        u"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT); INSERT INTO t VALUES (1, 'A', 'B', 'C')"_s);
    const Schema before = reflected(database.file());
    Schema after = before;
    Table &table = after.tables.first();
    // a and b change places and names, c another type, too; what was b goes to the end.
    table.columns[1].name = u"b"_s;
    table.columns[2].name = u"a"_s;
    table.columns[3].name = u"number"_s;
    table.columns[3].type = u"INTEGER"_s;
    table.columns.move(2, 3);
    table.columns.insert(1, Column{u"c"_s, u"TEXT"_s, true, {}});
    QCOMPARE(runAll(database.file(), relata::sql::differenceSql(before, after)), QString());
    QCOMPARE(valuesIn(database.file(), u"SELECT id, b, a, number, c IS NULL FROM t"_s), u"1 A B C 1"_s);
    QCOMPARE(difference(after, reflected(database.file())), QString());
}

void SchemaDifferenceTest::aRebuildKeepsTriggersAndWhatIsGenerated()
{
    const ScratchDatabase database(
        u"CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT, b INT AS (a + 1) STORED) STRICT; "
        "CREATE TRIGGER up AFTER INSERT ON t BEGIN UPDATE t SET a = 7 WHERE id = new.id; END; "
        "INSERT INTO t (a) VALUES (1), (2), (3); DELETE FROM t WHERE id = 3"_s);
    const Schema before = reflected(database.file());
    Schema after = before;
    after.tables.first().columns.move(1, 2);
    after.tables.first().columns[1].expression = u"a * 10"_s;
    QCOMPARE(runAll(database.file(), relata::sql::differenceSql(before, after)), QString());
    QCOMPARE(difference(after, reflected(database.file())), QString());
    QCOMPARE(valuesIn(database.file(), u"SELECT id, b, a FROM t"_s), u"1 70 7; 2 70 7"_s);
    QCOMPARE(valuesIn(database.file(), u"INSERT INTO t (a) VALUES (3) RETURNING id"_s), u"4"_s);
    QCOMPARE(valuesIn(database.file(), u"SELECT b FROM t WHERE id = 4"_s), u"70"_s);
}

QTEST_GUILESS_MAIN(SchemaDifferenceTest)
#include "tst_schemadifference.moc"
