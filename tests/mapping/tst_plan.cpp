#include "core/mapping/declare/declarationchange.h"
#include "core/mapping/derive/derive.h"
#include "core/mapping/mappedschema.h"
#include "core/mapping/plan/declare.h"
#include "core/mapping/plan/editside.h"
#include "core/mapping/plan/followtables.h"
#include "core/schema/schemachange.h"
#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Design;
using mapping::Given;
using mapping::MappedSchema;
using mapping::RelationshipOptions;
using mapping::Side;

namespace {

Design blog()
{
    return {
        tests::reflectedSql(
            u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user (id));"
            "CREATE TABLE tag (id INTEGER PRIMARY KEY);"
            "CREATE TABLE post_tag (post_id INTEGER REFERENCES post (id), tag_id INTEGER REFERENCES tag (id),"
            " PRIMARY KEY (post_id, tag_id))"_s),
        {}};
}

const Side &side(const MappedSchema &schema, const QString &table, const QString &name)
{
    const Side *found = schema.relationship(table, name);
    if (!found)
        qFatal("no %s.%s", qPrintable(table), qPrintable(name));
    return *found;
}

Design edited(const Design &design, const QString &table, const QString &name,
              const std::function<void(RelationshipOptions &)> &edit)
{
    const auto given = mapping::withSideEdited(design, side(mapping::mapped(design), table, name), edit);
    if (!given)
        qFatal("%s", qPrintable(given.error().text()));
    return {design.schema, *given};
}

Design renamed(const Design &design, const QString &table, const QString &name, const QString &now)
{
    const auto given = mapping::withSideRenamed(design, side(mapping::mapped(design), table, name), now);
    if (!given)
        qFatal("%s", qPrintable(given.error().text()));
    return {design.schema, *given};
}

Design changed(const Design &design, const schema::SchemaChange &change)
{
    Design after = design;
    after.given = mapping::followed(design, change);
    if (const auto applied = schema::applyChange(after.schema, change); !applied)
        qFatal("%s", qPrintable(applied.error().text()));
    return after;
}

} // namespace

/// Edits of what was given, and what follows the tables.
class PlanTest : public QObject
{
    Q_OBJECT

private slots:
    void oneEditAfterTheOtherIsTaken()
    {
        Design design = blog();
        design = edited(design, u"user"_s, u"posts"_s, [](auto &options) { options.lazy = u"selectin"_s; });
        design = edited(design, u"post"_s, u"user"_s, [](auto &options) { options.lazy = u"joined"_s; });
        design = edited(design, u"user"_s, u"posts"_s, [](auto &options) { options.lazy = u"subquery"_s; });
        const MappedSchema schema = mapping::mapped(design);
        QVERIFY(!schema.configuration->firstError());
        QCOMPARE(side(schema, u"user"_s, u"posts"_s).lazy, mapping::Lazy::Subquery);
        QCOMPARE(side(schema, u"post"_s, u"user"_s).lazy, mapping::Lazy::Joined);
    }

    void anEditLeavesTheDesignThatItWasMadeForAlone()
    {
        const Design before =
            edited(blog(), u"user"_s, u"posts"_s, [](auto &options) { options.lazy = u"selectin"_s; });
        const QString strategy = before.given.classes.first().relationships.first().lazy;
        const Design after =
            edited(before, u"user"_s, u"posts"_s, [](auto &options) { options.lazy = u"joined"_s; });
        QVERIFY(after != before);
        QCOMPARE(before.given.classes.first().relationships.first().lazy, strategy);
    }

    void anEditThatChangesNothingGivesNothing()
    {
        const Design design = blog();
        QVERIFY(edited(design, u"user"_s, u"posts"_s, [](auto &) {}) == design);
    }

    void bothSidesOfAManyToManyAreRenamed()
    {
        Design design = renamed(blog(), u"post"_s, u"tags"_s, u"labels"_s);
        design = renamed(design, u"tag"_s, u"posts"_s, u"articles"_s);
        const MappedSchema schema = mapping::mapped(design);
        QVERIFY(!schema.configuration->firstError());
        QCOMPARE(side(schema, u"post"_s, u"labels"_s).backPopulates, u"articles"_s);
        QCOMPARE(schema.classOf(u"post"_s)->relationships.size(), 2);
        QCOMPARE(schema.classOf(u"tag"_s)->relationships.size(), 1);
    }

    void whatWasGivenFollowsARenamedTableAndColumn()
    {
        Design design = renamed(blog(), u"user"_s, u"posts"_s, u"articles"_s);
        design = edited(design, u"user"_s, u"articles"_s, [](auto &options) {
            options.orderBy = {{{u"post"_s, u"id"_s}, true}};
        });
        const base::TableId post = design.schema.table(u"post"_s)->id;
        schema::Column number = design.schema.table(u"post"_s)->columns.first();
        number.name = u"number"_s;
        design = changed(
            design, {u"rename"_s,
                     {schema::RenameTable{post, u"entry"_s}, schema::ChangeColumn{post, u"id"_s, number}}});
        const MappedSchema schema = mapping::mapped(design);
        QVERIFY(!schema.configuration->firstError());
        const Side &articles = side(schema, u"user"_s, u"articles"_s);
        QCOMPARE(articles.target, u"Entry"_s);
        QCOMPARE(schema.configuration->relationships[articles.number].orderBy.size(), 1);
    }

    void aRemovedLinkTakesBothSidesAlong()
    {
        Design design = renamed(blog(), u"user"_s, u"posts"_s, u"articles"_s);
        const schema::Table &post = *std::as_const(design.schema).table(u"post"_s);
        design =
            changed(design, {u"remove"_s, {schema::RemoveForeignKey{post.id, post.foreignKeys.first().id}}});
        const MappedSchema schema = mapping::mapped(design);
        QVERIFY(schema.classOf(u"user"_s)->relationships.isEmpty());
        QVERIFY(!schema.configuration->firstError());
    }

    void aReplacedLinkKeepsWhatWasGiven()
    {
        Design design = renamed(blog(), u"user"_s, u"posts"_s, u"articles"_s);
        const schema::Table post = *std::as_const(design.schema).table(u"post"_s);
        schema::ForeignKey key = post.foreignKeys.first();
        key.onDelete = schema::Action::Cascade;
        design = changed(
            design, {u"replace"_s,
                     {schema::RemoveForeignKey{post.id, key.id}, schema::AddForeignKey{post.id, 0, key}}});
        QVERIFY(mapping::mapped(design).relationship(u"user"_s, u"articles"_s));
    }

    void aRelationshipThatIsRemovedWithItsOtherSideLeavesAPlainKey()
    {
        const Design design = blog();
        const mapping::ClassDeclaration *user = nullptr;
        const mapping::Declarations declarations = mapping::derive(design);
        user = declarations.classNamed(u"User"_s);
        mapping::DeclarationChange change{*user, *user};
        change.after.relationships.clear();
        auto given = mapping::declared(design, change);
        QVERIFY(given);
        // One side alone is kept as it is, and told.
        Design oneSided{design.schema, *given};
        QVERIFY(!mapping::mapped(oneSided).relationship(u"user"_s, u"posts"_s));
        const mapping::Declarations now = mapping::derive(oneSided);
        const mapping::ClassDeclaration *post = now.classNamed(u"Post"_s);
        mapping::DeclarationChange second{*post, *post};
        second.after.relationships.removeIf([](const auto &each) { return each.name == "user"_L1; });
        given = mapping::declared(oneSided, second);
        QVERIFY(given);
        QCOMPARE(given->plain.size(), 1);
        QVERIFY(!mapping::mapped({design.schema, *given}).relationship(u"post"_s, u"user"_s));
    }
};

QTEST_APPLESS_MAIN(PlanTest)
#include "tst_plan.moc"
