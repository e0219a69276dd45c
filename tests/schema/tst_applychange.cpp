#include "core/schema/schemachange.h"
#include "tests/schema/blog.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::schema;
using namespace relata::tests;
using relata::base::TableId;

/// What a change takes along, and that its inverse takes everything back.
class ApplyChangeTest : public QObject
{
    Q_OBJECT

private slots:
    void aRenamedTableTakesItsLinksAlong();
    void aRenamedColumnTakesItsKeysAlong();
    void aRenamedColumnIsRenamedInChecks_data();
    void aRenamedColumnIsRenamedInChecks();
    void theRowidFollowsThePrimaryKey();
    void aForeignKeyThatLeadsNowhereCanBeRemovedAndPutBack();
    void anInverseGivesBackAnEqualSchema_data();
    void anInverseGivesBackAnEqualSchema();

private:
    Schema m_blog = blog();
};

void ApplyChangeTest::aRenamedTableTakesItsLinksAlong()
{
    Schema schema = m_blog;
    QVERIFY(applyChange(schema, {u"test"_s, {RenameTable{idOf(schema, u"post"_s), u"blog entry"_s}}}));
    QCOMPARE(schema.table(u"post_tag"_s)->foreignKeys[0].table, u"blog entry"_s);
}

void ApplyChangeTest::aRenamedColumnTakesItsKeysAlong()
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
    QVERIFY(applyChange(schema, {u"test"_s, {ChangeColumn{post.id, u"title"_s, column(u"heading"_s)}}}));
    QCOMPARE(schema.table(u"post"_s)->indexes[0].columns, QStringList{u"heading"_s});
    QVERIFY(applyChange(schema,
                        {u"test"_s, {ChangeColumn{idOf(schema, u"post_tag"_s), u"tag"_s, column(u"t"_s)}}}));
    QCOMPARE(schema.table(u"post_tag"_s)->foreignKeys[1].columns, QStringList{u"t"_s});
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
    schema.table(user)->checks = {Check{check}};
    const Schema before = schema;
    const auto inverse =
        applyChange(schema, {u"test"_s, {ChangeColumn{user, u"age"_s, column(to, u"INT"_s)}}});
    QVERIFY2(inverse, qPrintable(inverse ? QString() : inverse.error().text()));
    QCOMPARE(schema.table(user)->checks.first().condition, expected);
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
    QTest::newRow("add unique") << SchemaChange{u"a"_s, {AddUnique{user, 0, {{u"age"_s, u"note"_s}}}}};
    QTest::newRow("remove unique") << SchemaChange{u"a"_s, {RemoveUnique{user, {u"name"_s}}}};
    QTest::newRow("set key") << SchemaChange{u"a"_s, {SetPrimaryKey{user, {u"name"_s}}}};
    QTest::newRow("set a rowid's key")
        << SchemaChange{u"a"_s,
                        {AddColumn{idOf(s, u"only"_s), 0, column(u"i"_s, u"INTEGER"_s)},
                         SetPrimaryKey{idOf(s, u"only"_s), {u"i"_s}}}};
    const QString nowhere = s.table(u"lost"_s)->foreignKeys.first().table;
    QTest::newRow("add a table that a key names already") << SchemaChange{u"a"_s, {newTable(s, nowhere)}};
    QTest::newRow("rename a table to what a key names already")
        << SchemaChange{u"a"_s, {RenameTable{idOf(s, u"only"_s), nowhere}}};
    QTest::newRow("remove a link") << SchemaChange{
        u"a"_s, {RemoveForeignKey{idOf(s, u"post"_s), linkOf(s, u"post"_s)}}};
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

QTEST_GUILESS_MAIN(ApplyChangeTest)
#include "tst_applychange.moc"
