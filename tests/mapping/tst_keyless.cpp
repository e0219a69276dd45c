#include "core/mapping/plan/followtables.h"
#include "core/mapping/plan/keyless.h"
#include "core/mapping/plan/pairing.h"
#include "core/schema/schemachange.h"
#include "tests/support/reflected.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Design;
using mapping::KeylessLink;
using mapping::Pairing;

namespace {

/// Authors and books of a database that declares no foreign keys.
Design library()
{
    return {tests::reflectedSql(u"CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT);"
                                "CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT, author_id INTEGER, "
                                "sequel_of INTEGER)"_s),
            {}};
}

base::TableId idOf(const Design &design, const QString &table)
{
    return design.schema.table(table)->id;
}

mapping::KeylessPlan planned(const Design &design, const schema::LinkEnds &ends)
{
    const auto plan = mapping::planKeyless(design, ends);
    if (!plan)
        qFatal("%s", qPrintable(plan.error().text()));
    return *plan;
}

mapping::KeylessPlan joined(const Design &design)
{
    return planned(design, {idOf(design, u"book"_s), u"author_id"_s, idOf(design, u"author"_s), u"id"_s});
}

QList<KeylessLink> linksOf(const Design &design)
{
    return mapping::keylessLinks(mapping::mapped(design), design.given);
}

/// The design after a change of its tables, with what was given following it.
Design changed(Design design, const schema::SchemaChange &change)
{
    const mapping::Given given = mapping::followed(design, change);
    if (const auto done = schema::applyChange(design.schema, change); !done)
        qFatal("%s", qPrintable(done.error().text()));
    return {design.schema, given};
}

QString firstError(const Design &design)
{
    const mapping::MappedSchema schema = mapping::mapped(design);
    const auto *error = schema.configuration->firstError();
    return error ? error->kind : QString();
}

} // namespace

/// Relationships that stand on no foreign key.
class KeylessTest : public QObject
{
    Q_OBJECT

private slots:
    void itJoinsTheColumnsThatItNames()
    {
        Design design = library();
        const mapping::KeylessPlan plan = joined(design);
        QCOMPARE(plan.text, u"Relate 'book' to 'author' without a foreign key"_s);
        design.given = plan.given;
        QCOMPARE(firstError(design), QString());
        const mapping::MappedSchema schema = mapping::mapped(design);
        const mapping::Side *books = schema.parentSide(plan.link.link);
        const mapping::Side *author = schema.childSide(plan.link.link);
        QVERIFY(books && author);
        QCOMPARE(books->name, u"books"_s);
        QCOMPARE(author->name, u"author"_s);
        QCOMPARE(author->pairs.value(0).local, u"author_id"_s);
        QCOMPARE(author->pairs.value(0).remote, u"id"_s);
        QCOMPARE(linksOf(design), QList<KeylessLink>{plan.link});
        QVERIFY(design.schema.table(u"book"_s)->foreignKeys.isEmpty());
    }

    void betweenTablesItIsDeclaredAsByWhoForgetsTheKey()
    {
        Design design = library();
        const auto plan = planned(design, {idOf(design, u"author"_s), {}, idOf(design, u"book"_s), {}});
        design.given = plan.given;
        QCOMPARE(firstError(design), u"NoForeignKeysError"_s);
        QCOMPARE(linksOf(design).size(), 1);
        QVERIFY(!linksOf(design).first().isJoined());
        QCOMPARE(linksOf(design).first().child, u"book"_s);
        QCOMPARE(design.schema.table(u"book"_s)->columns.size(), 4); // None was added.
    }

    void theFixOfTheMissingKeyIsTakenOver()
    {
        Design design = library();
        design.given = planned(design, {idOf(design, u"author"_s), {}, idOf(design, u"book"_s), {}}).given;
        const mapping::MappedSchema schema = mapping::mapped(design);
        const auto fix = *schema.configuration->firstError()->fixes.value(0).tables();
        design = changed(design, fix);
        QCOMPARE(firstError(design), QString());
        QVERIFY(linksOf(design).isEmpty());
        const base::LinkId key = design.schema.table(u"book"_s)->foreignKeys.value(0).id;
        QVERIFY(mapping::pairingOf(design, key) == Pairing::BackPopulates);
        QCOMPARE(mapping::mapped(design).parentSide(key)->name, u"books"_s);
    }

    void itTurnsIntoOneThatStandsOnAKey()
    {
        Design design = library();
        const mapping::KeylessPlan plan = joined(design);
        design.given = plan.given;
        const auto change = mapping::keyForKeyless(design.schema, plan.link);
        QVERIFY(change);
        design = changed(design, *change);
        QVERIFY(linksOf(design).isEmpty());
        QCOMPARE(firstError(design), QString());
        const schema::ForeignKey &key = design.schema.table(u"book"_s)->foreignKeys.first();
        QCOMPARE(key.table, u"author"_s);
        QVERIFY(mapping::pairingOf(design, key.id) == Pairing::BackPopulates);
        for (const mapping::ClassDeclaration &each : std::as_const(design.given.classes)) {
            QVERIFY(each.relationships.first().primaryjoin.isEmpty());
            QVERIFY(each.relationships.first().foreignKeys.isEmpty());
        }
    }

    void whatJoinsNothingCannotBecomeAKey()
    {
        Design design = library();
        const auto plan = planned(design, {idOf(design, u"author"_s), {}, idOf(design, u"book"_s), {}});
        const auto change = mapping::keyForKeyless(design.schema, plan.link);
        QVERIFY(!change);
        QCOMPARE(change.error().sentence,
                 u"The relationship between 'book' and 'author' says no columns to join."_s);
    }

    void aKeyOfOtherColumnsIsAnotherLink()
    {
        Design design = library();
        design.given = joined(design).given;
        schema::ForeignKey other;
        other.id = design.schema.freeLinkId();
        other.table = u"author"_s;
        other.columns = {u"sequel_of"_s};
        other.targetColumns = {u"id"_s};
        design = changed(design, {u"x"_s, {schema::AddForeignKey{idOf(design, u"book"_s), -1, other}}});
        QCOMPARE(linksOf(design).size(), 1);
        QCOMPARE(firstError(design), QString());
        QVERIFY(mapping::mapped(design).parentSide(other.id));
    }

    void itFollowsARename()
    {
        Design design = library();
        design.given = joined(design).given;
        schema::Column column = *design.schema.table(u"book"_s)->column(u"author_id"_s);
        column.name = u"writer"_s;
        design = changed(design, {u"x"_s,
                                  {schema::ChangeColumn{idOf(design, u"book"_s), u"author_id"_s, column},
                                   schema::RenameTable{idOf(design, u"author"_s), u"writer"_s}}});
        QCOMPARE(firstError(design), QString());
        QCOMPARE(linksOf(design).value(0).childColumns, QStringList{u"writer"_s});
        QCOMPARE(linksOf(design).value(0).parent, u"writer"_s);
    }

    void aTableRelatesToItself()
    {
        Design design = library();
        const base::TableId book = idOf(design, u"book"_s);
        design.given = planned(design, {book, u"sequel_of"_s, book, u"id"_s}).given;
        QCOMPARE(firstError(design), QString());
        const KeylessLink link = linksOf(design).value(0);
        QCOMPARE(link.childColumns, QStringList{u"sequel_of"_s});
        QCOMPARE(link.parentColumns, QStringList{u"id"_s});
        QVERIFY(mapping::mapped(design).parentSide(link.link)->direction == schema::Direction::OneToMany);
        QVERIFY(mapping::mapped(design).childSide(link.link)->direction == schema::Direction::ManyToOne);
    }

    void everyWayOfWritingItLeadsToEveryOther()
    {
        constexpr Pairing ways[] = {Pairing::BackPopulates, Pairing::BackrefOfParent, Pairing::BackrefOfChild,
                                    Pairing::OnlyParent, Pairing::OnlyChild};
        for (const Pairing from : ways) {
            for (const Pairing to : ways) {
                Design design = library();
                const mapping::KeylessPlan plan = joined(design);
                design.given = plan.given;
                for (const Pairing way : {from, to}) {
                    const auto given = mapping::withPairing(design, plan.link.link, way);
                    QVERIFY2(given, given ? "" : qPrintable(given.error().text()));
                    design.given = *given;
                }
                QVERIFY(mapping::pairingOf(design, plan.link.link) == to);
                QCOMPARE(firstError(design), QString());
                QCOMPARE(linksOf(design).size(), 1);
                QCOMPARE(linksOf(design).first().link, plan.link.link);
                QCOMPARE(linksOf(design).first().childColumns, plan.link.childColumns);
                QCOMPARE(linksOf(design).first().parent, plan.link.parent);
            }
        }
    }

    void itCanBeTakenAway()
    {
        Design design = library();
        const mapping::KeylessPlan plan = joined(design);
        design.given = mapping::withoutKeyless(plan.given, plan.link.link);
        QVERIFY(linksOf(design).isEmpty());
        QVERIFY(mapping::mapped(design).classOf(u"book"_s)->relationships.isEmpty());
    }

    void theKeyThatIsTakenAwayLeavesOne()
    {
        Design design{
            tests::reflectedSql(
                u"CREATE TABLE author (id INTEGER PRIMARY KEY);"
                "CREATE TABLE book (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES author)"_s),
            {}};
        const base::LinkId key = design.schema.table(u"book"_s)->foreignKeys.first().id;
        const auto without = mapping::withoutKey(design, key);
        QVERIFY(without);
        QVERIFY(schema::applyChange(design.schema, without->change));
        design.given = without->given;
        QCOMPARE(linksOf(design).value(0).link, key);
        QVERIFY(!linksOf(design).value(0).isJoined());
    }
};

QTEST_APPLESS_MAIN(KeylessTest)
#include "tst_keyless.moc"
