#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/schema/linkplanner.h"
#include "tests/support/scratchdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::schema;
using relata::base::ErrorCode;
using relata::base::LinkId;
using relata::base::TableId;
using relata::tests::ScratchDatabase;

namespace {

Schema shop()
{
    const ScratchDatabase database(uR"(
        CREATE TABLE user (id INTEGER PRIMARY KEY, email TEXT UNIQUE, name TEXT, age INT);
        CREATE TABLE post (id INTEGER PRIMARY KEY, author INTEGER, title TEXT, untyped, data BLOB, letters VARCHAR(9));
        CREATE TABLE profile (id INTEGER PRIMARY KEY, owner INTEGER UNIQUE, bio TEXT);
        CREATE TABLE Album (AlbumId INTEGER PRIMARY KEY, Title TEXT);
        CREATE TABLE categories (id INTEGER PRIMARY KEY, label TEXT, parent_id INTEGER);
        CREATE TABLE linked (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user (id));
        CREATE TABLE lesson (course INTEGER NOT NULL, number INTEGER NOT NULL, code TEXT UNIQUE, PRIMARY KEY (course, number));
        CREATE TABLE keyless (a TEXT);
        CREATE TABLE sum (id INTEGER PRIMARY KEY, a INT, b INT GENERATED ALWAYS AS (a + 1) VIRTUAL);
        CREATE TABLE student (id INTEGER PRIMARY KEY);
        CREATE TABLE club (id INTEGER PRIMARY KEY);
        CREATE TABLE member (student_id INTEGER NOT NULL REFERENCES student (id), club_id INTEGER NOT NULL REFERENCES club (id),
                             PRIMARY KEY (student_id, club_id));
        CREATE TABLE lost (id INTEGER PRIMARY KEY, ghost_id INTEGER REFERENCES ghost (id));
        CREATE VIEW names AS SELECT name FROM user;
    )"_s);
    auto connection = relata::db::Connection::open({database.file()});
    if (!connection)
        qFatal("%s", qPrintable(connection.error().text()));
    return relata::db::reflect(**connection).value();
}

/// "user.id" or "user" as an end.
std::pair<TableId, QString> end(const Schema &schema, const QString &text)
{
    const Table *table = schema.table(text.section(u'.', 0, 0));
    return {table ? table->id : TableId{99}, text.section(u'.', 1)};
}

LinkEnds ends(const Schema &schema, const QString &from, const QString &to)
{
    const auto [fromTable, fromColumn] = end(schema, from);
    const auto [toTable, toColumn] = end(schema, to);
    return {fromTable, fromColumn, toTable, toColumn};
}

/// "post.author -> user.id"
QString describe(const Schema &schema, const LinkPlan &plan)
{
    const ForeignKey &key = plan.foreignKey;
    return schema.table(plan.child)->name + u'.' + key.columns.join(u',') + u" -> "_s + key.table + u'.' +
           key.targetColumns.join(u',');
}

QStringList columnNames(const Table &table)
{
    QStringList names;
    for (const Column &column : table.columns)
        names += column.name;
    return names;
}

} // namespace

class LinkPlannerTest : public QObject
{
    Q_OBJECT

private slots:
    void aLinkThatCannotBeIsRefusedInPlainWords_data();
    void aLinkThatCannotBeIsRefusedInPlainWords();
    void aTableThatCannotBeIsRefused();
    void aRemovalThatCannotBeIsRefused();
    void theEndWithTheKeyIsTheParent_data();
    void theEndWithTheKeyIsTheParent();
    void aLinkBringsBothSidesOfItsRelationship();
    void aLinkFromAUniqueColumnIsOneToOne();
    void aSecondLinkToOneParentGetsNamesOfItsOwn();
    void aSelfReferenceHasAParentAndChildren();
    void aPlannedTableHasAKeyAndAClass();
    void aPlannedTableTakesItsColumnsAndKey();
    void aRemovedTableTakesItsLinksAlong();
    void aRemovedJunctionTakesItsManyToManyAlong();
    void aRemovedLinkOfAJunctionTakesBothSidesAlong();
    void aLinkThatLeadsNowhereCanBeRemoved();
    void aRemovalSaysWhatGoes();

private:
    /// Makes the change, and proves on the way that it can be taken back.
    Schema after(const SchemaChange &change)
    {
        Schema schema = m_shop;
        const auto inverse = applyChange(schema, change);
        if (!inverse)
            qFatal("%s", qPrintable(inverse.error().text()));
        Schema back = schema;
        if (!applyChange(back, *inverse) || back != m_shop)
            qFatal("the change cannot be taken back");
        return schema;
    }

    Schema m_shop = shop();
};

void LinkPlannerTest::aLinkThatCannotBeIsRefusedInPlainWords_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QString &from, const QString &to, const QString &sentence) {
        QTest::newRow(name) << from << to << sentence;
    };
    row("unknown table", u"nobody.id"_s, u"user.id"_s, u"The table is not in the design any more."_s);
    row("unknown column", u"user.id"_s, u"post.nothing"_s, u"'post' has no column 'nothing'."_s);
    row("a view", u"user.id"_s, u"names.name"_s, u"'names' is a view; links can only join tables."_s);
    row("a generated column", u"user.id"_s, u"sum.b"_s,
        u"'sum.b' is generated by the database and cannot take part in a link."_s);
    row("no key at all", u"user.name"_s, u"post.title"_s,
        u"Neither 'user.name' nor 'post.title' is unique, so neither can be referred to."_s);
    row("no key onto itself", u"user.name"_s, u"user.name"_s,
        u"'user.name' is not unique, so it cannot be referred to."_s);
    row("part of a key", u"post.author"_s, u"lesson.course"_s,
        u"'lesson.course' is only a part of the primary key (course, number), so it cannot be referred to by itself."_s);
    row("a composite key", u"post.author"_s, u"lesson"_s,
        u"The primary key of 'lesson' has several columns (course, number); one column alone cannot refer to it."_s);
    row("a table without a key", u"post.author"_s, u"keyless"_s,
        u"'keyless' has no primary key, so nothing can refer to it."_s);
    row("two tables without a key", u"keyless"_s, u"lesson"_s,
        u"'keyless' has no primary key, so nothing can refer to it."_s);
    row("text and number", u"user.id"_s, u"post.title"_s,
        u"'post.title' is TEXT but 'user.id' is INTEGER: the two can never be equal."_s);
    row("number and text", u"user.email"_s, u"post.author"_s,
        u"'post.author' is INTEGER but 'user.email' is TEXT: the two can never be equal."_s);
    row("bytes and number", u"post.data"_s, u"user.id"_s,
        u"'post.data' is BLOB but 'user.id' is INTEGER: the two can never be equal."_s);
    row("the same link again", u"user.id"_s, u"linked.user_id"_s,
        u"'linked.user_id' refers to 'user.id' already."_s);
}

void LinkPlannerTest::aLinkThatCannotBeIsRefusedInPlainWords()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    const auto plan = planLink(m_shop, ends(m_shop, from, to));
    QVERIFY(!plan);
    QTEST(plan.error().sentence, "sentence");
    QVERIFY(!plan.error().hint.isEmpty());
}

void LinkPlannerTest::aTableThatCannotBeIsRefused()
{
    QCOMPARE(planTable(m_shop, u""_s).error().code, ErrorCode::NameEmpty);
    QCOMPARE(planTable(m_shop, u"USER"_s).error().code, ErrorCode::NameTaken);
    QCOMPARE(planTable(m_shop, u"new"_s, {}, {u"x"_s}).error().code, ErrorCode::InvalidChange);
}

void LinkPlannerTest::aRemovalThatCannotBeIsRefused()
{
    QCOMPARE(planRemoval(m_shop, {}, {}).error().code, ErrorCode::InvalidChange);
    QCOMPARE(planRemoval(m_shop, {TableId{99}}, {}).error().code, ErrorCode::UnknownTable);
    QCOMPARE(planRemoval(m_shop, {}, {LinkId{99}}).error().code, ErrorCode::UnknownRelationship);
    QCOMPARE(planRemoval(m_shop, {m_shop.table(u"names"_s)->id}, {}).error().sentence,
             u"'names' is a view; only tables can be changed here."_s);
}

void LinkPlannerTest::theEndWithTheKeyIsTheParent_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("link");
    QTest::addColumn<bool>("newColumn");
    const auto row = [](const char *name, const QString &from, const QString &to, const QString &link,
                        bool newColumn) { QTest::newRow(name) << from << to << link << newColumn; };
    row("key to column", u"user.id"_s, u"post.author"_s, u"post.author -> user.id"_s, false);
    row("column to key", u"post.author"_s, u"user.id"_s, u"post.author -> user.id"_s, false);
    row("column without a type", u"post.untyped"_s, u"user.id"_s, u"post.untyped -> user.id"_s, false);
    row("text to unique text", u"post.letters"_s, u"user.email"_s, u"post.letters -> user.email"_s, false);
    row("key to key", u"user.id"_s, u"post.id"_s, u"post.user_id -> user.id"_s, true);
    row("key to unique column", u"user.id"_s, u"profile.owner"_s, u"profile.owner -> user.id"_s, false);
    row("unique column to key", u"profile.owner"_s, u"user.id"_s, u"profile.owner -> user.id"_s, false);
    row("key to table", u"user.id"_s, u"post"_s, u"post.user_id -> user.id"_s, true);
    row("table to key", u"post"_s, u"user.id"_s, u"post.user_id -> user.id"_s, true);
    row("table to table", u"user"_s, u"post"_s, u"post.user_id -> user.id"_s, true);
    row("table without a key to table", u"keyless"_s, u"user"_s, u"keyless.user_id -> user.id"_s, true);
    row("column to table", u"post.author"_s, u"user"_s, u"post.author -> user.id"_s, false);
    row("table to column", u"user"_s, u"post.author"_s, u"post.author -> user.id"_s, false);
    row("unique column to table", u"profile.owner"_s, u"user"_s, u"profile.owner -> user.id"_s, false);
    row("unique column to a table without a key", u"user.email"_s, u"keyless"_s,
        u"keyless.user_email -> user.email"_s, true);
    row("unique column of a table with a composite key", u"lesson.code"_s, u"post.letters"_s,
        u"post.letters -> lesson.code"_s, false);
    row("part of a key is a child's column", u"user.id"_s, u"lesson.course"_s, u"lesson.course -> user.id"_s,
        false);
    row("key named after its table", u"Album.AlbumId"_s, u"post"_s, u"post.AlbumId -> Album.AlbumId"_s, true);
    row("plural table", u"categories.id"_s, u"post"_s, u"post.category_id -> categories.id"_s, true);
    row("name taken", u"user.id"_s, u"linked"_s, u"linked.user_id_2 -> user.id"_s, true);
    row("key to itself", u"user.id"_s, u"user.id"_s, u"user.parent_id -> user.id"_s, true);
    row("key to its table", u"user.id"_s, u"user"_s, u"user.parent_id -> user.id"_s, true);
    row("table to itself", u"Album"_s, u"Album"_s, u"Album.parent_id -> Album.AlbumId"_s, true);
    row("key to itself, name taken", u"categories.id"_s, u"categories"_s,
        u"categories.parent_id_2 -> categories.id"_s, true);
    row("column to its table", u"categories.parent_id"_s, u"categories"_s,
        u"categories.parent_id -> categories.id"_s, false);
    row("column to its table's key", u"categories.parent_id"_s, u"categories.id"_s,
        u"categories.parent_id -> categories.id"_s, false);
    row("unique column to itself", u"user.email"_s, u"user.email"_s, u"user.parent_email -> user.email"_s,
        true);
    row("letter case ignored", u"USER.ID"_s, u"Post.AUTHOR"_s, u"post.author -> user.id"_s, false);
}

void LinkPlannerTest::theEndWithTheKeyIsTheParent()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(bool, newColumn);
    const auto plan = planLink(m_shop, ends(m_shop, from, to));
    QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().text()));
    QTEST(describe(m_shop, *plan), "link");
    const Schema linked = after(plan->change);
    const Table &child = *linked.table(plan->child);
    QCOMPARE(child.columns.size(), m_shop.table(plan->child)->columns.size() + (newColumn ? 1 : 0));
    QVERIFY(child.foreignKeys.last() == plan->foreignKey);
    QCOMPARE(child.column(plan->foreignKey.columns[0])->nullable || !newColumn, true);
    QVERIFY(linked.childSide(plan->foreignKey.id));
    QVERIFY(linked.parentSide(plan->foreignKey.id));
    if (newColumn) {
        QCOMPARE(child.columns.last().type,
                 linked.table(plan->parent)->column(plan->foreignKey.targetColumns[0])->type);
    }
}

void LinkPlannerTest::aLinkBringsBothSidesOfItsRelationship()
{
    const auto plan = planLink(m_shop, ends(m_shop, u"user.id"_s, u"post"_s));
    QVERIFY(plan);
    QCOMPARE(plan->change.text, u"Link 'post' to 'user'"_s);
    const Schema linked = after(plan->change);
    const Relationship *author = linked.relationship(u"post"_s, u"user"_s);
    const Relationship *posts = linked.relationship(u"user"_s, u"posts"_s);
    QVERIFY(author && posts);
    QCOMPARE(author->direction, Direction::ManyToOne);
    QCOMPARE(author->backPopulates, u"posts"_s);
    QCOMPARE(posts->direction, Direction::OneToMany);
    QVERIFY(posts->uselist);
    QCOMPARE(posts->pairs, (QList<ColumnPair>{{u"id"_s, u"user_id"_s}}));
}

void LinkPlannerTest::aLinkFromAUniqueColumnIsOneToOne()
{
    const auto plan = planLink(m_shop, ends(m_shop, u"user.id"_s, u"profile.owner"_s));
    QVERIFY(plan);
    const Schema linked = after(plan->change);
    QVERIFY(!linked.parentSide(plan->foreignKey.id)->uselist);
    QCOMPARE(linked.parentSide(plan->foreignKey.id)->name, u"profile"_s);
}

void LinkPlannerTest::aSecondLinkToOneParentGetsNamesOfItsOwn()
{
    const auto plan = planLink(m_shop, ends(m_shop, u"user"_s, u"linked"_s));
    QVERIFY(plan);
    const Schema linked = after(plan->change);
    QVERIFY(linked.childSide(plan->foreignKey.id)->name !=
            linked.childSide(m_shop.table(u"linked"_s)->foreignKeys[0].id)->name);
    QVERIFY(linked.parentSide(plan->foreignKey.id)->name !=
            linked.parentSide(m_shop.table(u"linked"_s)->foreignKeys[0].id)->name);
}

void LinkPlannerTest::aSelfReferenceHasAParentAndChildren()
{
    const auto plan = planLink(m_shop, ends(m_shop, u"user.id"_s, u"user"_s));
    QVERIFY(plan);
    const Schema linked = after(plan->change);
    QCOMPARE(linked.childSide(plan->foreignKey.id)->name, u"parent"_s);
    QCOMPARE(linked.parentSide(plan->foreignKey.id)->name, u"children"_s);
}

void LinkPlannerTest::aPlannedTableHasAKeyAndAClass()
{
    const auto change = planTable(m_shop, u"order line"_s);
    QVERIFY(change);
    QCOMPARE(change->text, u"Add table 'order line'"_s);
    const Schema changed = after(*change);
    const Table &table = *changed.table(u"order line"_s);
    QCOMPARE(columnNames(table), QStringList{u"id"_s});
    QCOMPARE(table.columns[0].type, u"INTEGER"_s);
    QVERIFY(!table.columns[0].nullable);
    QCOMPARE(table.primaryKey, QStringList{u"id"_s});
    QCOMPARE(table.rowidAlias, u"id"_s);
    QCOMPARE(table.rowidName, u"rowid"_s);
    QCOMPARE(changed.classOf(u"order line"_s)->name, u"OrderLine"_s);
}

void LinkPlannerTest::aPlannedTableTakesItsColumnsAndKey()
{
    Column code;
    code.name = u"code"_s;
    code.type = u"TEXT"_s;
    Schema changed = after(*planTable(m_shop, u"a"_s, {code}));
    QCOMPARE(columnNames(*changed.table(u"a"_s)), (QStringList{u"id"_s, u"code"_s}));
    changed = after(*planTable(m_shop, u"a"_s, {code}, {u"code"_s}));
    QCOMPARE(columnNames(*changed.table(u"a"_s)), QStringList{u"code"_s});
    QVERIFY(!changed.table(u"a"_s)->columns[0].nullable);
    QVERIFY(changed.table(u"a"_s)->rowidAlias.isNull());
}

void LinkPlannerTest::aRemovedTableTakesItsLinksAlong()
{
    const auto change = planRemoval(m_shop, {m_shop.table(u"user"_s)->id}, {});
    QVERIFY(change);
    const Schema changed = after(*change);
    QVERIFY(!changed.table(u"user"_s));
    QVERIFY(!changed.classOf(u"user"_s));
    QVERIFY(changed.table(u"linked"_s)->foreignKeys.isEmpty());
    QVERIFY(changed.table(u"linked"_s)->column(u"user_id"_s));
    QVERIFY(changed.classOf(u"linked"_s)->relationships.isEmpty());
}

void LinkPlannerTest::aRemovedJunctionTakesItsManyToManyAlong()
{
    QVERIFY(m_shop.relationship(u"student"_s, u"clubs"_s));
    const auto change = planRemoval(m_shop, {m_shop.table(u"member"_s)->id}, {});
    QVERIFY(change);
    const Schema changed = after(*change);
    QVERIFY(changed.classOf(u"student"_s)->relationships.isEmpty());
    QVERIFY(changed.classOf(u"club"_s)->relationships.isEmpty());
}

void LinkPlannerTest::aRemovedLinkOfAJunctionTakesBothSidesAlong()
{
    const auto change = planRemoval(m_shop, {}, {m_shop.table(u"member"_s)->foreignKeys[0].id});
    QVERIFY(change);
    const Schema changed = after(*change);
    QCOMPARE(changed.table(u"member"_s)->foreignKeys.size(), 1);
    QVERIFY(changed.classOf(u"student"_s)->relationships.isEmpty());
    QVERIFY(changed.classOf(u"club"_s)->relationships.isEmpty());
}

void LinkPlannerTest::aLinkThatLeadsNowhereCanBeRemoved()
{
    const auto change = planRemoval(m_shop, {}, {m_shop.table(u"lost"_s)->foreignKeys[0].id});
    QVERIFY(change);
    QVERIFY(after(*change).table(u"lost"_s)->foreignKeys.isEmpty());
}

void LinkPlannerTest::aRemovalSaysWhatGoes()
{
    const TableId user = m_shop.table(u"user"_s)->id;
    const TableId post = m_shop.table(u"post"_s)->id;
    const LinkId link = m_shop.table(u"linked"_s)->foreignKeys[0].id;
    QCOMPARE(planRemoval(m_shop, {user}, {})->text, u"Remove table 'user'"_s);
    QCOMPARE(planRemoval(m_shop, {}, {link})->text, u"Remove link from 'linked' to 'user'"_s);
    QCOMPARE(planRemoval(m_shop, {user, post}, {link})->text, u"Remove 2 tables and 1 link"_s);
}

QTEST_GUILESS_MAIN(LinkPlannerTest)
#include "tst_linkplanner.moc"
