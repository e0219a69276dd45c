#include "core/mapping/mappedschema.h"
#include "core/mapping/plan/declaredin.h"
#include "core/mapping/plan/editside.h"
#include "core/mapping/plan/pairing.h"
#include "core/schema/schemachange.h"
#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Design;
using mapping::Pairing;

namespace {

Design blog()
{
    return {tests::reflectedSql(
                u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);"
                "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user (id))"_s),
            {}};
}

base::LinkId linkOf(const Design &design)
{
    return design.schema.table(u"post"_s)->foreignKeys.first().id;
}

Design paired(const Design &design, Pairing pairing)
{
    const auto given = mapping::withPairing(design, linkOf(design), pairing);
    if (!given)
        qFatal("%s", qPrintable(given.error().text()));
    return {design.schema, *given};
}

constexpr Pairing kPairings[] = {Pairing::None,           Pairing::BackPopulates, Pairing::BackrefOfParent,
                                 Pairing::BackrefOfChild, Pairing::OnlyParent,    Pairing::OnlyChild};

} // namespace

/// The two sides of a link are written in several ways that a person may choose.
class PairingTest : public QObject
{
    Q_OBJECT

private slots:
    void anUntouchedLinkPopulatesBothSides()
    {
        QVERIFY(mapping::pairingOf(blog(), linkOf(blog())) == Pairing::BackPopulates);
    }

    void everyWayLeadsToEveryOther()
    {
        for (const Pairing from : kPairings) {
            for (const Pairing to : kPairings) {
                const Design design = paired(paired(blog(), from), to);
                QVERIFY(mapping::pairingOf(design, linkOf(design)) == to);
                const mapping::MappedSchema schema = mapping::mapped(design);
                QVERIFY2(!schema.configuration->firstError(),
                         qPrintable(schema.configuration->firstError()
                                        ? schema.configuration->firstError()->sentence
                                        : QString()));
                const bool hasParent = to != Pairing::None && to != Pairing::OnlyChild;
                const bool hasChild = to != Pairing::None && to != Pairing::OnlyParent;
                QCOMPARE(schema.parentSide(linkOf(design)) != nullptr, hasParent);
                QCOMPARE(schema.childSide(linkOf(design)) != nullptr, hasChild);
            }
        }
    }

    void namesAndArgumentsStay()
    {
        Design design = blog();
        const auto given = mapping::withSideEdited(
            design, *mapping::mapped(design).childSide(linkOf(design)),
            [](mapping::RelationshipOptions &options) { options.lazy = u"joined"_s; });
        design.given = given.value();
        const auto named =
            mapping::withSideRenamed(design, *mapping::mapped(design).childSide(linkOf(design)), u"author"_s);
        design.given = named.value();
        for (const Pairing pairing : {Pairing::BackrefOfParent, Pairing::BackrefOfChild}) {
            const mapping::MappedSchema schema = mapping::mapped(paired(design, pairing));
            const mapping::Side *child = schema.childSide(linkOf(design));
            QVERIFY(child);
            QCOMPARE(child->name, u"author"_s);
            QCOMPARE(child->lazy, mapping::Lazy::Joined);
            QCOMPARE(child->backPopulates, u"posts"_s);
        }
    }

    void whatIsDeclaredOfATableThatWasRenamedIsSaidByItsNameInTheDatabase()
    {
        const Design before = paired(blog(), Pairing::BackrefOfParent);
        Design design = before;
        const base::TableId user = before.schema.table(u"user"_s)->id;
        QVERIFY(schema::applyChange(design.schema, {u"r"_s, {schema::RenameTable{user, u"person"_s}}}));
        for (mapping::ClassDeclaration &each : design.given.classes) {
            if (each.table == "user"_L1) {
                each.table = u"person"_s;
                each.name = u"Person"_s;
            }
        }
        const mapping::Given stored = mapping::declaredIn(before.schema, design);
        QVERIFY(stored.classOf(u"user"_s));
        QVERIFY(!stored.classOf(u"person"_s));
        const mapping::MappedSchema schema = mapping::mapped({before.schema, stored});
        QVERIFY(!schema.configuration->firstError());
        QVERIFY(schema.relationship(u"user"_s, u"posts"_s));
    }

    void whatHangsOnANewLinkIsNotSaidOfTheDatabase()
    {
        const Design design = paired(blog(), Pairing::OnlyParent);
        schema::Schema database = design.schema;
        const schema::Table &post = *design.schema.table(u"post"_s);
        QVERIFY(schema::applyChange(database, {u"r"_s, {schema::RemoveForeignKey{post.id, linkOf(design)}}}));
        const mapping::Given stored = mapping::declaredIn(database, design);
        QVERIFY(!mapping::mapped({database, stored}).configuration->firstError());
        QVERIFY(!stored.classOf(u"user"_s) || stored.classOf(u"user"_s)->relationships.isEmpty());
    }
};

QTEST_GUILESS_MAIN(PairingTest)
#include "tst_pairing.moc"
