#include "core/db/reflector.h"
#include "core/mapping/configure/configure.h"
#include "core/mapping/declare/model.h"
#include "core/orm/session/createall.h"
#include "core/sql/createtables.h"
#include "tests/servers/everyengine.h"
#include "core/schema/partids.h"
#include "tests/support/constraints.h"

using namespace Qt::StringLiterals;
using namespace relata;
using schema::Action;
using schema::Table;

namespace {

bool isMariadb()
{
    return tests::engineInTurn() == tests::Engine::Mariadb;
}

Table author()
{
    Table table;
    table.name = u"Author \"and\" `co`"_s;
    table.columns = {{u"id"_s, u"INTEGER"_s, false, {}, {}},
                     {u"name"_s, u"VARCHAR(40)"_s, false, u"'none'"_s, {}}};
    table.primaryKey = {u"id"_s};
    table.uniques = {{{u"name"_s, u"id"_s}}};
    return table;
}

/// Refers to an author and to itself; its key has two columns, in another order than they stand.
Table book()
{
    Table table;
    table.name = u"book"_s;
    table.columns = {{u"shelf"_s, u"INTEGER"_s, false, {}, {}},
                     {u"number"_s, u"INTEGER"_s, false, u"5"_s, {}},
                     {u"author_id"_s, u"INTEGER"_s, true, {}, {}},
                     {u"next_number"_s, u"INTEGER"_s, true, {}, {}},
                     {u"next_shelf"_s, u"INTEGER"_s, true, {}, {}}};
    table.primaryKey = {u"number"_s, u"shelf"_s};
    schema::ForeignKey wrote;
    wrote.name = u"a_wrote"_s;
    wrote.columns = {u"author_id"_s};
    wrote.table = author().name;
    wrote.targetColumns = {u"id"_s};
    wrote.onDelete = Action::SetNull;
    wrote.onUpdate = Action::Cascade;
    wrote.deferrable = wrote.initiallyDeferred = !isMariadb();
    schema::ForeignKey next;
    next.name = u"b_next"_s;
    next.columns = {u"next_number"_s, u"next_shelf"_s};
    next.table = table.name;
    next.targetColumns = {u"number"_s, u"shelf"_s};
    table.foreignKeys = {wrote, next};
    table.indexes = {{u"by_shelf"_s, {u"shelf"_s, u"author_id"_s}, false, false}};
    return table;
}

/// Without what a server does not give back as it was said: ids and the names of types.
Table comparable(Table table)
{
    for (schema::ForeignKey &key : table.foreignKeys)
        key.id = {};
    schema::clearPartIds(table);
    for (schema::Column &column : table.columns)
        column.type.clear();
    table.id = {};
    return table;
}

} // namespace

/// Tables that are created on a server and read back. (SQLite has tests of its own.)
class ServerSchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        if (tests::engineInTurn() == tests::Engine::Sqlite)
            QSKIP("Not about SQLite.");
        m_connection = std::move(*m_database.create());
    }

    void whatIsCreatedIsReadBackAsItWas()
    {
        create({author(), book()});
        const auto schema = db::reflect(*m_connection);
        QVERIFY2(schema, schema ? "" : qPrintable(schema.error().text()));
        QCOMPARE(schema->tables.size(), 2);
        for (Table expected : {author(), book()}) {
            const Table *found = schema->table(expected.name);
            QVERIFY(found);
            Table read = comparable(*found);
            for (schema::Column &column : read.columns) { // PostgreSQL: 'none'::character varying
                if (column.defaultValue)
                    column.defaultValue = column.defaultValue->section(u"::"_s, 0, 0);
            }
            expected = comparable(expected);
            QCOMPARE(read.columns.size(), expected.columns.size());
            for (qsizetype i = 0; i < read.columns.size(); ++i)
                QVERIFY2(read.columns[i] == expected.columns[i], qPrintable(expected.columns[i].name));
            QCOMPARE(read.primaryKey, expected.primaryKey);
            QCOMPARE(read.uniques, expected.uniques);
            QVERIFY(read.foreignKeys == expected.foreignKeys);
            QVERIFY(read.indexes == expected.indexes);
            QVERIFY(read == expected);
        }
    }

    void typesAreToldInTheServersWords()
    {
        create({author()});
        const auto schema = db::reflect(*m_connection);
        const Table *table = schema->table(author().name);
        QCOMPARE(table->column(u"id"_s)->type, isMariadb() ? u"int(11)"_s : u"integer"_s);
        QCOMPARE(table->column(u"name"_s)->type, isMariadb() ? u"varchar(40)"_s : u"character varying(40)"_s);
    }

    void viewsChecksGeneratedColumnsAndTriggersAreSeen()
    {
        run(u"CREATE TABLE t(a INTEGER CHECK (a > 3), b INTEGER GENERATED ALWAYS AS (a * 2) STORED)"_s);
        run(u"CREATE VIEW v AS SELECT a FROM t"_s);
        if (isMariadb()) {
            run(u"CREATE TRIGGER watch BEFORE DELETE ON t FOR EACH ROW SET @gone = 1"_s);
        } else {
            run(u"CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"_s);
            run(u"CREATE TRIGGER watch BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION f()"_s);
        }
        const auto schema = db::reflect(*m_connection);
        const Table *table = schema->table(u"t"_s);
        QCOMPARE(table->checks.size(), 1);
        const QString condition = table->checks.first().condition;
        QVERIFY2(condition.contains(u"> 3"_s), qPrintable(condition));
        QCOMPARE(table->column(u"b"_s)->generated, schema::Generated::Stored);
        QVERIFY(!table->column(u"b"_s)->defaultValue);
        QCOMPARE(tests::namesOf(table->triggers), QStringList{u"watch"_s});
        QCOMPARE(schema->table(u"v"_s)->kind, schema::TableKind::View);
        QCOMPARE(schema->table(u"v"_s)->columns.size(), 1);
    }

    void aTableIsMissingAlsoWhereOneOfAnotherCaseIsThere()
    {
        const QString other = m_connection->dialect().quoted(u"Post"_s);
        run(u"CREATE TABLE %1(a INTEGER)"_s.arg(other));
        const auto left = orm::createAll(*m_connection, posts());
        QVERIFY2(left, left ? "" : qPrintable(left.error().text()));
        QCOMPARE(*left, QStringList());
        QVERIFY(m_connection->select({u"SELECT id FROM post"_s, {}}));
        QVERIFY(orm::createAll(*m_connection, posts())); // Now there is nothing to do.
    }

    void anIndexThatCannotBeCreatedIsTold()
    {
        mapping::Configuration configuration = posts();
        configuration.tables.first().indexes = {{u"plain"_s, {u"title"_s}, false, false},
                                                {u"open"_s, {u"title"_s}, true, true},
                                                {u"lower"_s, {QString()}, false, false}};
        const auto left = orm::createAll(*m_connection, configuration);
        QVERIFY2(left, left ? "" : qPrintable(left.error().text()));
        QCOMPARE(
            *left,
            (QStringList{u"The unique index 'open' of 'post' was not created: it is for a part of the rows "
                         "only, of which the schema does not have the text. Create it by hand."_s,
                         u"The index 'lower' of 'post' was not created: it has an expression, of which the "
                         "schema does not have the text. Create it by hand."_s}));
        const auto schema = db::reflect(*m_connection);
        QCOMPARE(schema->table(u"post"_s)->indexes.size(), 1);
    }

private:
    static mapping::Configuration posts()
    {
        return mapping::configure(mapping::declare(
            {mapping::Model(u"Post"_s, u"post"_s).key(u"id"_s).column(u"title"_s, u"VARCHAR(40)"_s)}));
    }
    void run(const QString &sql) const
    {
        const auto done = m_connection->run({sql, {}});
        QVERIFY2(done, done ? "" : qPrintable(sql + u'\n' + done.error().text() + done.error().detail));
    }
    void create(const QList<Table> &tables) const
    {
        for (const QString &sql : sql::createTables(tables, m_connection->dialect()))
            run(sql);
    }

    tests::EngineDatabase m_database;
    std::unique_ptr<db::Connection> m_connection;
};

RELATA_EVERY_ENGINE_MAIN(ServerSchemaTest)
#include "tst_serverschema.moc"
