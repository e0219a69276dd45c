#include "core/open/mergedschema.h"
#include "core/schema/keptids.h"
#include "core/schema/partids.h"
#include "core/schema/rowid.h"
#include "core/sql/ddlbuilder.h"
#include "core/schema/schemachange.h"
#include "core/sql/schemadifference.h"
#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using open::merged;
using schema::Schema;

namespace {

const QString kBlog =
    u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT, user_id INTEGER REFERENCES user)"_s;

/// The tables as they are after somebody has run other statements, with the ids of the tables before.
Schema after(const Schema &base, const QString &sql)
{
    return schema::withIdsOf(tests::reflectedSql(sql), base);
}

Schema changed(Schema schema, const schema::SchemaStep &step)
{
    if (const auto applied = schema::applyChange(schema, {u"test"_s, {step}}); !applied)
        qFatal("%s", qPrintable(applied.error().text()));
    return schema;
}

/// "post(id, title) user(id)"
QString printed(const Schema &schema)
{
    QStringList tables;
    for (const schema::Table &table : schema.tables) {
        QStringList columns;
        for (const schema::Column &column : table.columns)
            columns +=
                column.name +
                (column.type == "TEXT"_L1 || column.type == "INTEGER"_L1 ? QString() : u' ' + column.type);
        tables += table.name + u'(' + columns.join(u", "_s) + u')';
    }
    return tables.join(u' ');
}

} // namespace

/// What a database that has moved on does to a design.
class MergedSchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void whatOneSideLeftAloneComesFromTheOther()
    {
        const Schema base = tests::reflectedSql(kBlog);
        const Schema theirs = after(
            base, kBlog + u"; ALTER TABLE post ADD city TEXT; CREATE TABLE tag (id INTEGER PRIMARY KEY)"_s);
        QVERIFY(merged(base, base, theirs) == theirs);
        QVERIFY(merged(base, theirs, base) == theirs);
        QVERIFY(merged(base, base, base) == base);
        QVERIFY(merged(base, theirs, theirs) == theirs);
    }

    void whatBothSidesAddedIsThere()
    {
        const Schema base = tests::reflectedSql(kBlog);
        schema::Column mine;
        mine.name = u"mine"_s;
        mine.type = u"TEXT"_s;
        const Schema design = changed(base, schema::AddColumn{base.table(u"post"_s)->id, -1, mine});
        const Schema theirs = after(base, kBlog + u"; ALTER TABLE post ADD theirs TEXT"_s);
        QCOMPARE(printed(merged(base, design, theirs)),
                 u"post(id, title, user_id, mine, theirs) user(id, name)"_s);
    }

    void whatTheDesignHadAddedAndTheDatabaseHasByNowIsOneThing()
    {
        const Schema base = tests::reflectedSql(kBlog);
        const base::TableId post = base.table(u"post"_s)->id;
        schema::Column city;
        city.name = u"city"_s;
        city.type = u"TEXT"_s;
        schema::Column name = *base.table(u"user"_s)->column(u"name"_s);
        name.name = u"login"_s;
        schema::Table tag;
        tag.id = {77};
        tag.name = u"tag"_s;
        tag.columns = {city};
        tag = schema::withRowid(tag);
        Schema design = base;
        const auto drawn = schema::withPartIds(
            base,
            {u"x"_s,
             {schema::AddColumn{post, -1, city}, schema::AddUnique{post, -1, {{u"title"_s}}},
              schema::ChangeColumn{base.table(u"user"_s)->id, u"name"_s, name}, schema::AddTable{-1, tag}}});
        QVERIFY(schema::applyChange(design, drawn));
        const Schema now = schema::withIdsOf(
            tests::reflectedSql(
                u"CREATE TABLE user (id INTEGER PRIMARY KEY, login TEXT);"
                "CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT UNIQUE, user_id INTEGER "
                "REFERENCES user, city TEXT); CREATE TABLE tag (city TEXT)"_s),
            base, design);
        const Schema both = merged(base, design, now);
        QCOMPARE(printed(both), u"post(id, title, user_id, city) tag(city) user(id, login)"_s);
        QCOMPARE(both.table(post)->uniques.size(), 1);
        QCOMPARE(sql::differenceSql(now, both), QStringList());
        for (const schema::Table &table : both.tables)
            QVERIFY2(schema::sameForDatabase(table, *now.table(table.id)), qPrintable(table.name));
    }

    void aColumnThatTheDatabaseDroppedGoesUnlessTheDesignChangedIt()
    {
        const Schema base = tests::reflectedSql(kBlog);
        const Schema theirs =
            after(base, u"CREATE TABLE user (id INTEGER PRIMARY KEY);"
                        "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user)"_s);
        schema::Column title = *base.table(u"post"_s)->column(u"title"_s);
        title.type = u"VARCHAR(9)"_s;
        const Schema design =
            changed(base, schema::ChangeColumn{base.table(u"post"_s)->id, u"title"_s, title});
        QCOMPARE(printed(merged(base, design, theirs)), u"post(id, title VARCHAR(9), user_id) user(id)"_s);
    }

    void aTableThatTheDatabaseDroppedGoesUnlessTheDesignChangedIt()
    {
        const Schema base = tests::reflectedSql(kBlog);
        const Schema theirs = after(base, u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT)"_s);
        QCOMPARE(printed(merged(base, base, theirs)), u"user(id, name)"_s);
        schema::Column mine;
        mine.name = u"mine"_s;
        mine.type = u"TEXT"_s;
        const Schema design = changed(base, schema::AddColumn{base.table(u"post"_s)->id, -1, mine});
        QCOMPARE(printed(merged(base, design, theirs)), u"post(id, title, user_id, mine) user(id, name)"_s);
    }

    void aTableThatBothMadeIsOneThing()
    {
        const Schema base = tests::reflectedSql(kBlog);
        schema::AddTable step;
        step.table.id = base.freeTableId();
        step.table.name = u"tag"_s;
        schema::Column word;
        word.name = u"word"_s;
        word.type = u"TEXT"_s;
        step.table.columns = {word};
        const Schema design = changed(base, step);
        const Schema theirs = after(base, kBlog + u"; CREATE TABLE Tag (id INTEGER PRIMARY KEY)"_s);
        const Schema both = merged(base, design, theirs);
        QCOMPARE(both.tables.size(), 3);
        QVERIFY(both.table(u"tag"_s)->column(u"word"_s));
    }
};

QTEST_GUILESS_MAIN(MergedSchemaTest)
#include "tst_mergedschema.moc"
