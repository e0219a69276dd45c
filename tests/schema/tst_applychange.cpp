#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/schema/junction.h"
#include "core/schema/linkplanner.h"
#include "core/schema/schemachange.h"
#include "tests/support/scratchdatabase.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::schema;
using relata::base::ErrorCode;
using relata::base::LinkId;
using relata::base::TableId;
using relata::tests::ScratchDatabase;

namespace {

Schema reflected(const QString &sql)
{
    const ScratchDatabase database(sql);
    auto connection = relata::db::Connection::open({database.file()});
    if (!connection)
        qFatal("%s", qPrintable(connection.error().text()));
    const auto schema = relata::db::reflect(**connection);
    if (!schema)
        qFatal("%s", qPrintable(schema.error().text()));
    return *schema;
}

Schema sample()
{
    QFile file(QString::fromLocal8Bit(RELATA_SOURCE_DIR) + u"/resources/sample/schema.sql"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the sample schema is missing");
    return reflected(QString::fromUtf8(file.readAll()));
}

Schema blog()
{
    return reflected(uR"(
        CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT UNIQUE, age INT CHECK (age > 0 AND "age" < 200), note TEXT);
        CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user (id), title TEXT);
        CREATE INDEX post_title ON post (title);
        CREATE TABLE tag (name TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE post_tag (post_id INTEGER NOT NULL REFERENCES post, tag TEXT NOT NULL REFERENCES tag (name),
                               PRIMARY KEY (post_id, tag));
        CREATE TABLE lost (id INTEGER PRIMARY KEY, ghost_id INTEGER REFERENCES ghost (id), single TEXT);
        CREATE TABLE only (thing TEXT);
        CREATE TABLE sum (a INT, b INT GENERATED ALWAYS AS (a + 1) VIRTUAL);
        CREATE VIEW titles AS SELECT title FROM post;
    )"_s);
}

TableId idOf(const Schema &schema, const QString &name)
{
    const Table *table = schema.table(name);
    return table ? table->id : TableId{};
}

LinkId linkOf(const Schema &schema, const QString &table, int index = 0)
{
    return schema.table(table)->foreignKeys[index].id;
}

Column column(const QString &name, const QString &type = u"TEXT"_s)
{
    Column made;
    made.name = name;
    made.type = type;
    return made;
}

AddTable newTable(const Schema &schema, const QString &name)
{
    AddTable step;
    step.table.id = schema.freeTableId();
    step.table.name = name;
    step.table.columns = {column(u"a"_s)};
    return step;
}

ForeignKey key(const Schema &schema, const QStringList &columns, const QString &table,
               const QStringList &targets)
{
    ForeignKey made;
    made.id = schema.freeLinkId();
    made.columns = columns;
    made.table = table;
    made.targetColumns = targets;
    return made;
}

/// What is wrong with the names in a schema, "" where every key, link and relationship leads somewhere.
QString danglingName(const Schema &schema)
{
    for (const Table &table : schema.tables) {
        if (table.kind != TableKind::Table)
            continue;
        for (const QString &name : table.primaryKey) {
            if (table.columnIndex(name) < 0)
                return table.name + u" key "_s + name;
        }
        for (const ForeignKey &each : table.foreignKeys) {
            if (!isResolved(schema, table, each))
                return table.name + u" -> "_s + each.table;
        }
    }
    for (const MappedClass &mapped : schema.classes) {
        if (!schema.table(mapped.table))
            return mapped.name;
        for (const Relationship &each : mapped.relationships) {
            const MappedClass *target = schema.classOf(each.targetTable);
            if (!target || target->name != each.target || !schema.tableOfLink(each.link))
                return mapped.name + u'.' + each.name;
            const Relationship *other = target->relationship(each.backPopulates);
            if (!other || other->backPopulates != each.name)
                return mapped.name + u'.' + each.name + u" has no other side"_s;
        }
    }
    return {};
}

/// Draws changes, sensible ones and others, from a fixed seed.
class RandomChanges
{
public:
    explicit RandomChanges(quint32 seed) : m_random(seed) {}

    SchemaChange next(const Schema &schema)
    {
        const Table &table = any(schema.tables);
        const Column &old = any(table.columns);
        switch (below(14)) {
        case 0:
        case 1:
        case 2:
            if (const auto plan = planLink(schema, {table.id, maybe(old.name), any(schema.tables).id,
                                                    maybe(any(any(schema.tables).columns).name)}))
                return plan->change;
            return {};
        case 3:
            return planTable(schema, word()).value_or(SchemaChange());
        case 4:
            return planRemoval(schema, {table.id}, {}).value_or(SchemaChange());
        case 5:
            return table.foreignKeys.isEmpty()
                       ? SchemaChange()
                       : planRemoval(schema, {}, {any(table.foreignKeys).id}).value_or(SchemaChange());
        case 6:
        case 7:
            return {u"rename table"_s, {RenameTable{table.id, word()}}};
        case 8:
            return {u"add column"_s,
                    {AddColumn{table.id, below(int(table.columns.size()) + 2) - 1, column(word(), type())}}};
        case 9:
            return {u"remove column"_s, {RemoveColumn{table.id, old.name}}};
        case 10:
        case 11: {
            Column now = old;
            now.name = below(3) == 0 ? old.name : word();
            now.nullable = below(2) == 0;
            now.type = below(3) == 0 ? type() : old.type;
            return {u"change column"_s, {ChangeColumn{table.id, old.name, now}}};
        }
        case 12:
            return {u"set key"_s,
                    {SetPrimaryKey{table.id, below(3) == 0 ? QStringList() : QStringList{old.name}}}};
        default:
            return {u"two steps"_s,
                    {AddColumn{table.id, -1, column(word())}, RemoveColumn{any(schema.tables).id, word()}}};
        }
    }

private:
    int below(int limit) { return int(m_random.bounded(limit)); }
    template<typename T>
    const T &any(const QList<T> &list)
    {
        return list[below(int(list.size()))];
    }
    QString maybe(const QString &name) { return below(3) == 0 ? QString() : name; }
    QString word()
    {
        static const QStringList words = {u"user"_s,  u"User"_s, u"person"_s, u"order"_s,     u"my table"_s,
                                          u"rowid"_s, u"a\"b"_s, u"POST"_s,   u"status"_s,    u"x"_s,
                                          u"note"_s,  u"_"_s,    u"Über"_s,   u"user_post"_s, u"UserPost"_s};
        return any(words);
    }
    QString type()
    {
        static const QStringList types = {u"INTEGER"_s, u"TEXT"_s, u"VARCHAR(20)"_s, QString()};
        return any(types);
    }

    QRandomGenerator m_random;
};

} // namespace

class ApplyChangeTest : public QObject
{
    Q_OBJECT

private slots:
    void aStepThatCannotBeIsRefusedAndTheSchemaStays_data();
    void aStepThatCannotBeIsRefusedAndTheSchemaStays();
    void aLateRefusalTakesTheEarlierStepsBack();
    void aRenamedTableTakesItsLinksAndRelationshipsAlong();
    void aClassFollowsItsTableOnlyIfItWasNamedAfterIt();
    void aClassThatTheNewNameFitsByChanceKeepsItsNameAfterUndo();
    void aRenamedColumnTakesItsKeysAndRelationshipsAlong();
    void aRenamedColumnIsRenamedInChecks_data();
    void aRenamedColumnIsRenamedInChecks();
    void theRowidFollowsThePrimaryKey();
    void aForeignKeyThatLeadsNowhereCanBeRemovedAndPutBack();
    void anInverseGivesBackAnEqualSchema_data();
    void anInverseGivesBackAnEqualSchema();
    void inversesInReverseOrderGiveBackAnEqualSchema();

private:
    Schema m_blog = blog();
};

void ApplyChangeTest::aStepThatCannotBeIsRefusedAndTheSchemaStays_data()
{
    QTest::addColumn<SchemaStep>("step");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("sentence");

    const Schema &s = m_blog;
    const TableId user = idOf(s, u"user"_s);
    const TableId post = idOf(s, u"post"_s);
    const TableId view = idOf(s, u"titles"_s);
    const TableId none = {99};
    const auto row = [](const char *name, const SchemaStep &step, ErrorCode code, const QString &sentence) {
        QTest::newRow(name) << step << code << sentence;
    };
    const auto changedTable = [&s](auto change) {
        AddTable step = newTable(s, u"new"_s);
        change(step);
        return step;
    };
    row("table without a name", newTable(s, u" "_s), ErrorCode::NameEmpty, u"A table needs a name."_s);
    row("table's name taken", newTable(s, u"USER"_s), ErrorCode::NameTaken,
        u"There is already a table 'user'."_s);
    row("table's name a view's", newTable(s, u"titles"_s), ErrorCode::NameTaken,
        u"There is already a view 'titles'."_s);
    row("table's name an index's", newTable(s, u"post_title"_s), ErrorCode::NameTaken,
        u"There is already an index 'post_title'."_s);
    row("table's name SQLite's", newTable(s, u"sqlite_x"_s), ErrorCode::NameTaken, {});
    row("table without columns", changedTable([](AddTable &t) { t.table.columns.clear(); }),
        ErrorCode::InvalidChange, u"The table 'new' has no column."_s);
    row("table with a column twice", changedTable([](AddTable &t) { t.table.columns += column(u"A"_s); }),
        ErrorCode::NameTaken, {});
    row("table with an unknown key", changedTable([](AddTable &t) { t.table.primaryKey = {u"b"_s}; }),
        ErrorCode::UnknownColumn, u"'new' has no column 'b'."_s);
    row("table with a used id", changedTable([&](AddTable &t) { t.table.id = user; }),
        ErrorCode::InvalidChange, {});
    row("table far behind the end", changedTable([](AddTable &t) { t.position = 50; }),
        ErrorCode::InvalidChange, {});
    row("class taken", changedTable([](AddTable &t) {
            t.mapped = {u"Post"_s, u"new"_s, {}};
        }),
        ErrorCode::NameTaken, u"There is already a class 'Post'."_s);
    row("class of another table", changedTable([](AddTable &t) {
            t.mapped = {u"New"_s, u"post"_s, {}};
        }),
        ErrorCode::InvalidChange, {});
    row("a view added", changedTable([](AddTable &t) { t.table.kind = TableKind::View; }),
        ErrorCode::InvalidChange, {});

    row("remove unknown table", RemoveTable{none}, ErrorCode::UnknownTable, {});
    row("remove a view", RemoveTable{view}, ErrorCode::InvalidChange,
        u"'titles' is a view; only tables can be changed here."_s);
    row("remove a parent", RemoveTable{user}, ErrorCode::InvalidChange, u"'post' still refers to 'user'."_s);
    row("remove a child", RemoveTable{idOf(s, u"post_tag"_s)}, ErrorCode::InvalidChange,
        u"'post_tag' still refers to 'post'."_s);

    row("rename unknown table", RenameTable{none, u"x"_s}, ErrorCode::UnknownTable, {});
    row("rename to nothing", RenameTable{user, u""_s}, ErrorCode::NameEmpty, {});
    row("rename to a taken name", RenameTable{user, u"Post"_s}, ErrorCode::NameTaken, {});

    row("column of an unknown table", AddColumn{none, -1, column(u"x"_s)}, ErrorCode::UnknownTable, {});
    row("column of a view", AddColumn{view, -1, column(u"x"_s)}, ErrorCode::InvalidChange, {});
    row("column without a name", AddColumn{user, -1, column(u""_s)}, ErrorCode::NameEmpty,
        u"A column needs a name."_s);
    row("column's name taken", AddColumn{user, -1, column(u"Name"_s)}, ErrorCode::NameTaken,
        u"'user' already has a column 'name'."_s);
    row("column's name a relationship's", AddColumn{user, -1, column(u"posts"_s)}, ErrorCode::NameTaken,
        u"'user' already has a relationship 'posts'."_s);
    row("column before the start", AddColumn{user, -2, column(u"x"_s)}, ErrorCode::InvalidChange, {});

    row("remove unknown column", RemoveColumn{user, u"x"_s}, ErrorCode::UnknownColumn,
        u"'user' has no column 'x'."_s);
    row("remove key column", RemoveColumn{user, u"id"_s}, ErrorCode::InvalidChange,
        u"'user.id' is still used by the primary key."_s);
    row("remove unique column", RemoveColumn{user, u"name"_s}, ErrorCode::InvalidChange, {});
    row("remove checked column", RemoveColumn{user, u"AGE"_s}, ErrorCode::InvalidChange, {});
    row("remove indexed column", RemoveColumn{post, u"title"_s}, ErrorCode::InvalidChange,
        u"'post.title' is still used by the index 'post_title'."_s);
    row("remove linked column", RemoveColumn{post, u"user_id"_s}, ErrorCode::InvalidChange,
        u"'post.user_id' is still used by the link from 'post' to 'user'."_s);
    row("remove the only column", RemoveColumn{idOf(s, u"only"_s), u"thing"_s}, ErrorCode::InvalidChange,
        u"'thing' is the only column of 'only'."_s);

    row("change unknown column", ChangeColumn{user, u"x"_s, column(u"y"_s)}, ErrorCode::UnknownColumn, {});
    row("rename column to nothing", ChangeColumn{user, u"name"_s, column(u""_s)}, ErrorCode::NameEmpty, {});
    row("rename column to a taken name", ChangeColumn{user, u"name"_s, column(u"ID"_s)}, ErrorCode::NameTaken,
        {});
    row("change a generated column", ChangeColumn{idOf(s, u"sum"_s), u"b"_s, column(u"b"_s)},
        ErrorCode::InvalidChange, {});

    row("key of unknown columns", SetPrimaryKey{user, {u"x"_s}}, ErrorCode::UnknownColumn, {});
    row("key with a column twice", SetPrimaryKey{user, {u"id"_s, u"ID"_s}}, ErrorCode::InvalidChange, {});
    row("key of a generated column", SetPrimaryKey{idOf(s, u"sum"_s), {u"b"_s}}, ErrorCode::InvalidChange,
        {});
    row("no key without rowid", SetPrimaryKey{idOf(s, u"tag"_s), {}}, ErrorCode::InvalidChange, {});
    row("key that is referred to without its name", SetPrimaryKey{post, {u"title"_s}},
        ErrorCode::InvalidChange,
        u"'post_tag.post_id' refers to the primary key of 'post' without naming its columns."_s);

    row("link of no columns", AddForeignKey{post, -1, key(s, {}, u"user"_s, {})}, ErrorCode::InvalidChange,
        {});
    row("link of unknown columns", AddForeignKey{post, -1, key(s, {u"x"_s}, u"user"_s, {u"id"_s})},
        ErrorCode::UnknownColumn, u"'post' has no column 'x'."_s);
    row("link to an unknown table", AddForeignKey{post, -1, key(s, {u"id"_s}, u"ghost"_s, {u"id"_s})},
        ErrorCode::UnknownTable, u"'post' cannot refer to 'ghost': there is no such table."_s);
    row("link to unknown columns", AddForeignKey{post, -1, key(s, {u"id"_s}, u"user"_s, {u"x"_s})},
        ErrorCode::UnknownColumn, u"'user' has no column 'x'."_s);
    row("link to a view", AddForeignKey{post, -1, key(s, {u"title"_s}, u"titles"_s, {u"title"_s})},
        ErrorCode::InvalidChange, {});
    row("link of one column to two",
        AddForeignKey{post, -1, key(s, {u"id"_s}, u"user"_s, {u"id"_s, u"name"_s})}, ErrorCode::InvalidChange,
        {});
    ForeignKey used = key(s, {u"id"_s}, u"user"_s, {u"id"_s});
    used.id = linkOf(s, u"post"_s);
    row("link with a used id", AddForeignKey{post, -1, used}, ErrorCode::InvalidChange, {});
    row("remove unknown link", RemoveForeignKey{user, linkOf(s, u"post"_s)}, ErrorCode::UnknownRelationship,
        {});
    row("remove a link under a relationship", RemoveForeignKey{post, linkOf(s, u"post"_s)},
        ErrorCode::InvalidChange,
        u"The relationship 'Post.user' still stands on the link from 'post' to 'user'."_s);

    Relationship side = *s.relationship(u"post"_s, u"user"_s);
    row("relationship's name taken", AddRelationship{u"post"_s, -1, side}, ErrorCode::NameTaken, {});
    side.name = u"title"_s;
    row("relationship's name a column's", AddRelationship{u"post"_s, -1, side}, ErrorCode::NameTaken, {});
    side.name = QString();
    row("relationship without a name", AddRelationship{u"post"_s, -1, side}, ErrorCode::NameEmpty, {});
    side.name = u"writer"_s;
    row("relationship of no class", AddRelationship{u"post_tag"_s, -1, side}, ErrorCode::UnknownTable, {});
    side.link = {99};
    row("relationship on no link", AddRelationship{u"post"_s, -1, side}, ErrorCode::InvalidChange, {});
    side.link = linkOf(s, u"post"_s);
    side.pairs = {{u"user_id"_s, u"x"_s}};
    row("relationship by unknown columns", AddRelationship{u"post"_s, -1, side}, ErrorCode::UnknownColumn,
        {});
    side.target = u"Nobody"_s;
    row("relationship to no class", AddRelationship{u"post"_s, -1, side}, ErrorCode::UnknownTable, {});
    row("remove unknown relationship", RemoveRelationship{u"post"_s, u"x"_s}, ErrorCode::UnknownRelationship,
        u"'post' has no relationship 'x'."_s);
}

void ApplyChangeTest::aStepThatCannotBeIsRefusedAndTheSchemaStays()
{
    QFETCH(SchemaStep, step);
    QFETCH(ErrorCode, code);
    QFETCH(QString, sentence);
    Schema schema = m_blog;
    const auto applied = applyChange(schema, {u"test"_s, {step}});
    QVERIFY(!applied);
    QCOMPARE(relata::base::errorSlug(applied.error().code), relata::base::errorSlug(code));
    if (!sentence.isEmpty())
        QCOMPARE(applied.error().sentence, sentence);
    QVERIFY(!applied.error().sentence.isEmpty());
    QVERIFY(!applied.error().hint.isEmpty());
    QVERIFY(schema == m_blog);
}

void ApplyChangeTest::aLateRefusalTakesTheEarlierStepsBack()
{
    Schema schema = m_blog;
    const TableId user = idOf(schema, u"user"_s);
    QVERIFY(!applyChange(schema, {u"test"_s,
                                  {RenameTable{user, u"person"_s}, AddColumn{user, 0, column(u"x"_s)},
                                   RemoveColumn{user, u"no such column"_s}}}));
    QVERIFY(schema == m_blog);
}

void ApplyChangeTest::aRenamedTableTakesItsLinksAndRelationshipsAlong()
{
    Schema schema = m_blog;
    QVERIFY(applyChange(schema, {u"test"_s, {RenameTable{idOf(schema, u"post"_s), u"blog entry"_s}}}));
    QCOMPARE(schema.table(u"post_tag"_s)->foreignKeys[0].table, u"blog entry"_s);
    QCOMPARE(schema.classOf(u"blog entry"_s)->name, u"BlogEntry"_s);
    QCOMPARE(schema.relationship(u"user"_s, u"posts"_s)->target, u"BlogEntry"_s);
    QCOMPARE(schema.relationship(u"user"_s, u"posts"_s)->targetTable, u"blog entry"_s);
    QVERIFY(applyChange(schema, {u"test"_s, {RenameTable{idOf(schema, u"post_tag"_s), u"tagging"_s}}}));
    QCOMPARE(schema.relationship(u"tag"_s, u"posts"_s)->secondary, u"tagging"_s);
}

void ApplyChangeTest::aClassFollowsItsTableOnlyIfItWasNamedAfterIt()
{
    Schema schema = m_blog;
    schema.classOf(u"user"_s)->name = u"Author"_s;
    for (MappedClass &mapped : schema.classes) {
        for (Relationship &each : mapped.relationships)
            each.target = each.targetTable == "user"_L1 ? u"Author"_s : each.target;
    }
    QVERIFY(applyChange(schema, {u"test"_s, {RenameTable{idOf(schema, u"user"_s), u"person"_s}}}));
    QCOMPARE(schema.classOf(u"person"_s)->name, u"Author"_s);
    QCOMPARE(schema.relationship(u"post"_s, u"user"_s)->target, u"Author"_s);
}

void ApplyChangeTest::aClassThatTheNewNameFitsByChanceKeepsItsNameAfterUndo()
{
    Schema schema = m_blog;
    schema.classOf(u"only"_s)->name = u"Person"_s;
    const Schema before = schema;
    const auto inverse =
        applyChange(schema, {u"test"_s, {RenameTable{idOf(schema, u"only"_s), u"person"_s}}});
    QVERIFY2(inverse, qPrintable(inverse ? QString() : inverse.error().text()));
    QVERIFY(applyChange(schema, *inverse));
    QVERIFY(schema == before);
}

void ApplyChangeTest::aRenamedColumnTakesItsKeysAndRelationshipsAlong()
{
    Schema schema = m_blog;
    QVERIFY(applyChange(
        schema,
        {u"test"_s, {ChangeColumn{idOf(schema, u"post"_s), u"id"_s, column(u"nr"_s, u"INTEGER"_s)}}}));
    const Table &post = *std::as_const(schema).table(u"post"_s);
    QCOMPARE(post.primaryKey, QStringList{u"nr"_s});
    QCOMPARE(post.rowidAlias, u"nr"_s);
    QVERIFY(!post.columns[0].nullable);
    QCOMPARE(schema.table(u"post_tag"_s)->foreignKeys[0].targetColumns, QStringList{u"nr"_s});
    QCOMPARE(schema.relationship(u"post"_s, u"tags"_s)->pairs[0].local, u"nr"_s);
    QCOMPARE(schema.relationship(u"tag"_s, u"posts"_s)->secondaryPairs[0].local, u"nr"_s);
    QVERIFY(applyChange(schema, {u"test"_s, {ChangeColumn{post.id, u"title"_s, column(u"heading"_s)}}}));
    QCOMPARE(schema.table(u"post"_s)->indexes[0].columns, QStringList{u"heading"_s});
    QVERIFY(applyChange(schema,
                        {u"test"_s, {ChangeColumn{idOf(schema, u"post_tag"_s), u"tag"_s, column(u"t"_s)}}}));
    QCOMPARE(schema.relationship(u"tag"_s, u"posts"_s)->pairs[0].remote, u"t"_s);
}

void ApplyChangeTest::aRenamedColumnIsRenamedInChecks_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString &check, const QString &to, const QString &expected) {
        QTest::newRow(qPrintable(check + u" to "_s + to)) << check << to << expected;
    };
    row(u"age > 0"_s, u"years"_s, u"years > 0"_s);
    row(u"age > 0"_s, u"order"_s, u"\"order\" > 0"_s);
    row(u"age > 0"_s, u"my age"_s, u"\"my age\" > 0"_s);
    row(u"\"age\" > 0 AND [age] < `age`"_s, u"years"_s, u"\"years\" > 0 AND [years] < `years`"_s);
    row(u"note <> 'age' AND age(note) AND user.age /* age */ > 1"_s, u"y"_s,
        u"note <> 'age' AND age(note) AND user.y /* age */ > 1"_s);
    row(u"ages > 0 AND age.x IS NULL"_s, u"y"_s, u"ages > 0 AND age.x IS NULL"_s);
    row(u"note = 'it''s age' AND age"_s, u"y"_s, u"note = 'it''s age' AND y"_s);
}

void ApplyChangeTest::aRenamedColumnIsRenamedInChecks()
{
    QFETCH(QString, check);
    QFETCH(QString, to);
    QFETCH(QString, expected);
    Schema schema = m_blog;
    const TableId user = idOf(schema, u"user"_s);
    schema.table(user)->checks = {check};
    const Schema before = schema;
    const auto inverse =
        applyChange(schema, {u"test"_s, {ChangeColumn{user, u"age"_s, column(to, u"INT"_s)}}});
    QVERIFY2(inverse, qPrintable(inverse ? QString() : inverse.error().text()));
    QCOMPARE(schema.table(user)->checks.first(), expected);
    QVERIFY(applyChange(schema, *inverse));
    QVERIFY(schema == before);
}

void ApplyChangeTest::theRowidFollowsThePrimaryKey()
{
    Schema schema = m_blog;
    const TableId post = idOf(schema, u"post"_s);
    const auto inverse = applyChange(schema, {u"test"_s, {SetPrimaryKey{post, {}}}});
    QVERIFY(!inverse); // post_tag refers to it without naming its columns
    const TableId user = idOf(schema, u"user"_s);
    QVERIFY(applyChange(
        schema, {u"test"_s, {SetPrimaryKey{user, {u"name"_s}}, AddColumn{user, 0, column(u"ROWID"_s)}}}));
    QVERIFY(schema.table(user)->rowidAlias.isNull());
    QCOMPARE(schema.table(user)->rowidName, u"_rowid_"_s);
    const auto numbered = applyChange(
        schema,
        {u"test"_s, {AddColumn{user, -1, column(u"n"_s, u"integer"_s)}, SetPrimaryKey{user, {u"N"_s}}}});
    QVERIFY(numbered);
    QCOMPARE(schema.table(user)->rowidAlias, u"n"_s);
    QCOMPARE(schema.table(user)->primaryKey, QStringList{u"n"_s});
    QVERIFY(!schema.table(user)->column(u"n"_s)->nullable);
}

void ApplyChangeTest::aForeignKeyThatLeadsNowhereCanBeRemovedAndPutBack()
{
    Schema schema = m_blog;
    const auto inverse = applyChange(
        schema, {u"test"_s, {RemoveForeignKey{idOf(schema, u"lost"_s), linkOf(schema, u"lost"_s)}}});
    QVERIFY2(inverse, qPrintable(inverse ? QString() : inverse.error().text()));
    QVERIFY(applyChange(schema, *inverse));
    QVERIFY(schema == m_blog);
}

void ApplyChangeTest::anInverseGivesBackAnEqualSchema_data()
{
    QTest::addColumn<SchemaChange>("change");
    const Schema &s = m_blog;
    const TableId user = idOf(s, u"user"_s);
    AddTable table = newTable(s, u"new"_s);
    table.position = 2;
    table.mapped = {u"New"_s, u"new"_s, {}};
    QTest::newRow("nothing") << SchemaChange();
    QTest::newRow("add table") << SchemaChange{u"a"_s, {table}};
    QTest::newRow("remove table") << SchemaChange{u"a"_s, {RemoveTable{idOf(s, u"only"_s)}}};
    QTest::newRow("rename table") << SchemaChange{u"a"_s, {RenameTable{user, u"person"_s}}};
    QTest::newRow("rename to a name without letters") << SchemaChange{u"a"_s, {RenameTable{user, u"--"_s}}};
    QTest::newRow("change the case of a table") << SchemaChange{u"a"_s, {RenameTable{user, u"USER"_s}}};
    QTest::newRow("add column") << SchemaChange{u"a"_s, {AddColumn{user, 1, column(u"x"_s)}}};
    QTest::newRow("remove column") << SchemaChange{u"a"_s, {RemoveColumn{user, u"note"_s}}};
    QTest::newRow("remove column by another case") << SchemaChange{u"a"_s, {RemoveColumn{user, u"NOTE"_s}}};
    QTest::newRow("change column") << SchemaChange{
        u"a"_s, {ChangeColumn{user, u"name"_s, column(u"full name"_s, u"INT"_s)}}};
    QTest::newRow("set key") << SchemaChange{u"a"_s, {SetPrimaryKey{user, {u"name"_s}}}};
    QTest::newRow("set a rowid's key")
        << SchemaChange{u"a"_s,
                        {AddColumn{idOf(s, u"only"_s), 0, column(u"i"_s, u"INTEGER"_s)},
                         SetPrimaryKey{idOf(s, u"only"_s), {u"i"_s}}}};
    QTest::newRow("remove the middle relationship")
        << SchemaChange{u"a"_s,
                        {RemoveRelationship{u"post"_s, u"user"_s}, RemoveRelationship{u"user"_s, u"posts"_s},
                         RemoveForeignKey{idOf(s, u"post"_s), linkOf(s, u"post"_s)}}};
}

void ApplyChangeTest::anInverseGivesBackAnEqualSchema()
{
    QFETCH(SchemaChange, change);
    Schema schema = m_blog;
    const auto inverse = applyChange(schema, change);
    QVERIFY2(inverse, qPrintable(inverse ? QString() : inverse.error().text()));
    QCOMPARE(inverse->text, change.text);
    QCOMPARE(schema == m_blog, change.steps.isEmpty());
    const Schema after = schema;
    const auto again = applyChange(schema, *inverse);
    QVERIFY(again);
    QVERIFY(schema == m_blog);
    QVERIFY(applyChange(schema, *again));
    QVERIFY(schema == after);
}

void ApplyChangeTest::inversesInReverseOrderGiveBackAnEqualSchema()
{
    const Schema original = sample();
    int made = 0;
    for (quint32 seed = 1; seed <= 300; ++seed) {
        RandomChanges random(seed);
        Schema schema = original;
        QList<SchemaChange> inverses;
        QList<Schema> states;
        for (int i = 0; i < 12; ++i) {
            const Schema before = schema;
            const SchemaChange change = random.next(schema);
            const auto inverse = applyChange(schema, change);
            if (!inverse) {
                QVERIFY(schema == before);
                QVERIFY2(!inverse.error().sentence.contains(u"could not be taken back"_s),
                         qPrintable(u"seed %1: %2"_s.arg(seed).arg(inverse.error().text())));
                continue;
            }
            QCOMPARE(danglingName(schema), QString());
            made += change.steps.isEmpty() ? 0 : 1;
            inverses += *inverse;
            states += before;
        }
        while (!inverses.isEmpty()) {
            QVERIFY(applyChange(schema, inverses.takeLast()));
            QVERIFY2(schema == states.takeLast(), qPrintable(u"seed %1"_s.arg(seed)));
        }
        QVERIFY(schema == original);
    }
    QVERIFY2(made > 1000, qPrintable(u"only %1 changes were made"_s.arg(made)));
}

QTEST_GUILESS_MAIN(ApplyChangeTest)
#include "tst_applychange.moc"
