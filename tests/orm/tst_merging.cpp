#include "tests/orm/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using mapping::Model;
using orm::MappedObject;
using orm::ObjectRef;
using tests::must;
using tests::Shop;

namespace {

constexpr int kLength = 5'000;

QList<Model> chain()
{
    mapping::RelationshipDeclaration next;
    next.name = u"next"_s;
    next.target = u"Link"_s;
    next.remoteSide = {{u"link"_s, u"id"_s}};
    next.backref = mapping::Backref{u"before"_s, {}};
    return {Model(u"Link"_s)
                .key(u"id"_s)
                .column(u"name"_s, u"TEXT"_s)
                .foreignKey(u"next_id"_s, u"link.id"_s)
                .relationship(next)};
}

/// A department with a chief, who belongs to it: one of the two links is written later.
QList<Model> office()
{
    mapping::RelationshipDeclaration chief;
    chief.name = u"chief"_s;
    chief.target = u"Person"_s;
    chief.postUpdate = true;
    chief.foreignKeys = {{u"department"_s, u"chief_id"_s}};
    mapping::RelationshipDeclaration department;
    department.name = u"department"_s;
    department.target = u"Department"_s;
    department.foreignKeys = {{u"person"_s, u"department_id"_s}};
    return {Model(u"Department"_s)
                .key(u"id"_s)
                .column(u"version"_s, u"INTEGER"_s)
                .versionCounter(u"version"_s)
                .foreignKey(u"chief_id"_s, u"person.id"_s)
                .relationship(chief),
            Model(u"Person"_s)
                .key(u"id"_s)
                .foreignKey(u"department_id"_s, u"department.id"_s)
                .relationship(department)};
}

} // namespace

class MergingTest : public QObject
{
    Q_OBJECT

private slots:
    void aChainOfAnyLengthIsMerged()
    {
        Shop shop(chain());
        MappedObject last;
        for (int i = 0; i < kLength; ++i) {
            const MappedObject link = shop.make(u"Link"_s, {{u"id"_s, i + 1}});
            if (!last.isNone())
                must(link.setRelated(u"next"_s, last));
            last = link;
        }
        const ObjectRef merged = must(shop.session->merge(last.object()));
        QCOMPARE(shop.session->pending().size(), kLength);
        QVERIFY(merged != last.object());
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT count(*) FROM link WHERE next_id = id - 1"_s), kLength - 1);
    }

    void aColumnWrittenByPostUpdateCountsTheVersionUp()
    {
        Shop shop(office());
        const MappedObject department = shop.add(u"Department"_s, {});
        const MappedObject person = shop.add(u"Person"_s, {{u"department"_s, department}});
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT version FROM department"_s), 1);
        must(department.setRelated(u"chief"_s, person));
        must(shop.session->flush());
        QCOMPARE(shop.count(u"SELECT version FROM department"_s), 2);
        QCOMPARE(must(department.value(u"version"_s)), Value::integer(2));
        must(shop.session->execute(u"UPDATE department SET version = 9"_s));
        must(department.setRelated(u"chief"_s, MappedObject()));
        const auto flushed = shop.session->flush();
        QVERIFY(!flushed);
        QCOMPARE(flushed.error().code, base::ErrorCode::StaleData);
    }
};

RELATA_EVERY_ENGINE_MAIN(MergingTest)
#include "tst_merging.moc"
