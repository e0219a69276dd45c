#include "core/mapping/plan/declaredlink.h"

#include "core/mapping/plan/editside.h"
#include "core/mapping/plan/pairing.h"
#include "tests/support/reflected.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::DeclaredLink;
using mapping::Design;
using mapping::KeyEnd;
using mapping::Pairing;

namespace {

const QString kSchool = uR"(
CREATE TABLE student (id INTEGER PRIMARY KEY);
CREATE TABLE course (id INTEGER PRIMARY KEY);
CREATE TABLE enrol (student_id INTEGER REFERENCES student(id), course_id INTEGER REFERENCES course(id),
                    PRIMARY KEY (student_id, course_id));
CREATE TABLE node (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES node(id));
CREATE TABLE friend (one_id INTEGER REFERENCES student(id), other_id INTEGER REFERENCES student(id),
                     PRIMARY KEY (one_id, other_id));
)"_s;

Design school()
{
    return {tests::reflectedSql(kSchool), {}};
}

base::LinkId keyOf(const Design &design, const QString &table, int number = 0)
{
    return design.schema.table(table)->foreignKeys.at(number).id;
}

DeclaredLink linkOf(const Design &design, base::LinkId link)
{
    return mapping::declaredLink(mapping::mapped(design), design, link);
}

Design edited(const Design &design, const mapping::Side &side,
              const std::function<void(mapping::RelationshipOptions &)> &edit)
{
    return {design.schema, mapping::withSideEdited(design, side, edit).value()};
}

QString firstError(const Design &design)
{
    const mapping::MappedSchema schema = mapping::mapped(design);
    const mapping::Diagnostic *error = schema.configuration->firstError();
    return error ? error->sentence : QString();
}

constexpr Pairing kPairings[] = {Pairing::None,           Pairing::BackPopulates, Pairing::BackrefOfParent,
                                 Pairing::BackrefOfChild, Pairing::OnlyParent,    Pairing::OnlyChild};

} // namespace

/// A link with both its sides, whatever it stands on and whether they work or not.
class DeclaredLinkTest : public QObject
{
    Q_OBJECT

private slots:
    void bothKeysOfAJunctionAreOneManyToMany()
    {
        const Design design = school();
        for (const int number : {0, 1}) {
            const DeclaredLink link = linkOf(design, keyOf(design, u"enrol"_s, number));
            QVERIFY(link.isManyToMany());
            QCOMPARE(link.stand.junction, u"enrol"_s);
            QCOMPARE(link.parent, u"student"_s);
            QCOMPARE(link.child, u"course"_s);
            QCOMPARE(link.keys.size(), 2);
            QVERIFY(link.parentSide && link.childSide);
            QCOMPARE(link.parentSide->name, u"courses"_s);
            QCOMPARE(link.childSide->name, u"students"_s);
        }
    }

    void aTableWithAClassOfItsOwnIsNoJunction()
    {
        Design design = school();
        mapping::ClassDeclaration given;
        given.name = u"Enrol"_s;
        given.table = u"enrol"_s;
        design.given.classes += given;
        const DeclaredLink link = linkOf(design, keyOf(design, u"enrol"_s));
        QVERIFY(!link.isManyToMany());
        QCOMPARE(link.child, u"enrol"_s);
        QVERIFY(link.parentSide && link.childSide);
    }

    void everyWayToWriteAManyToManyLeadsToEveryOther_data()
    {
        QTest::addColumn<QString>("junction");
        QTest::newRow("two classes") << u"enrol"_s;
        QTest::newRow("one class") << u"friend"_s;
    }
    void everyWayToWriteAManyToManyLeadsToEveryOther()
    {
        QFETCH(QString, junction);
        for (const Pairing from : kPairings) {
            for (const Pairing to : kPairings) {
                Design design = school();
                const base::LinkId key = keyOf(design, junction, 1);
                for (const Pairing each : {from, to}) {
                    const auto given = mapping::withPairing(design, key, each);
                    QVERIFY(given);
                    design.given = *given;
                }
                QVERIFY(mapping::pairingOf(design, key) == to);
                QVERIFY2(firstError(design).isEmpty(), qPrintable(firstError(design)));
                const DeclaredLink link = linkOf(design, key);
                QCOMPARE(link.parentSide.has_value(), to != Pairing::None && to != Pairing::OnlyChild);
                QCOMPARE(link.childSide.has_value(), to != Pairing::None && to != Pairing::OnlyParent);
                for (const auto &side : {link.parentSide, link.childSide}) {
                    if (side)
                        QVERIFY(side->number >= 0 && side->secondary == junction);
                }
            }
        }
    }

    void argumentsOfAManyToManyStayThroughABackref()
    {
        Design design = school();
        const base::LinkId key = keyOf(design, u"friend"_s);
        const DeclaredLink before = linkOf(design, key);
        design = edited(design, *before.childSide,
                        [](mapping::RelationshipOptions &options) { options.lazy = u"selectin"_s; });
        for (const Pairing each : {Pairing::BackrefOfParent, Pairing::BackPopulates}) {
            design.given = mapping::withPairing(design, key, each).value();
            const DeclaredLink link = linkOf(design, key);
            QCOMPARE(link.childSide->lazy, mapping::Lazy::Selectin);
            QCOMPARE(link.childSide->name, before.childSide->name);
            QCOMPARE(link.childSide->pairs, before.childSide->pairs);
            QCOMPARE(link.childSide->secondaryPairs, before.childSide->secondaryPairs);
        }
    }

    void aSideThatDoesNotWorkIsThereAllTheSame()
    {
        Design design = school();
        const base::LinkId key = keyOf(design, u"node"_s);
        const DeclaredLink before = linkOf(design, key);
        QVERIFY(before.childSide->number >= 0);
        design = edited(design, *before.childSide, [](mapping::RelationshipOptions &options) {
            options.foreignKeys = {{u"node"_s, u"id"_s}};
        });
        QVERIFY(!firstError(design).isEmpty());
        const DeclaredLink link = linkOf(design, key);
        QVERIFY(link.childSide);
        QCOMPARE(link.childSide->name, before.childSide->name);
        QVERIFY(link.childSide->number < 0);
        const auto found = mapping::mapped(design).configuration->diagnostics;
        QVERIFY(std::ranges::any_of(found, [&link](const auto &each) { return link.concerns(each.where); }));
        // And it can be mended.
        design = edited(design, *link.childSide,
                        [](mapping::RelationshipOptions &options) { options.foreignKeys.clear(); });
        QVERIFY2(firstError(design).isEmpty(), qPrintable(firstError(design)));
    }

    void anIdOfNothingIsNoLink()
    {
        const Design design = school();
        QVERIFY(linkOf(design, base::LinkId{4711}).child.isEmpty());
    }

    void aSideIsFoundAtItsEnd()
    {
        const Design design = school();
        const DeclaredLink link = linkOf(design, keyOf(design, u"node"_s));
        QCOMPARE(link.side(KeyEnd::Parent)->name, u"children"_s);
        QCOMPARE(link.side(KeyEnd::Child)->name, u"parent"_s);
    }
};

QTEST_APPLESS_MAIN(DeclaredLinkTest)
#include "tst_declaredlink.moc"
