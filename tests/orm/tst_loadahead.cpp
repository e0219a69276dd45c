#include "tests/orm/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using base::Value;
using mapping::Model;
using orm::MappedObject;
using orm::MappedRelationship;
using orm::ObjectRef;
using tests::must;
using tests::Shop;

namespace {

constexpr int kParents = 1200;

QList<Model> family(const QString &lazyBack = u"select"_s)
{
    mapping::RelationshipDeclaration children;
    children.name = u"children"_s;
    children.target = u"Child"_s;
    children.backref = mapping::Backref{u"parent"_s, {}};
    children.backref->options.lazy = lazyBack;
    return {Model(u"Parent"_s).key(u"id"_s).relationship(children),
            Model(u"Child"_s).key(u"id"_s).foreignKey(u"parent_id"_s, u"parent.id"_s)};
}

void fill(Shop &shop)
{
    must(shop.session->execute(u"INSERT INTO parent SELECT i FROM "_s + tests::numbersTo(kParents)));
    must(shop.session->execute(
        u"INSERT INTO child (parent_id) SELECT id FROM parent UNION ALL SELECT id FROM parent"_s));
    must(shop.session->commit());
}

QList<ObjectRef> objectsOf(const QList<MappedObject> &records)
{
    QList<ObjectRef> objects;
    for (const MappedObject &record : records)
        objects += record.object();
    return objects;
}

const MappedRelationship &childrenOf(const Shop &shop, const MappedObject &parent)
{
    return *shop.session->registry().relationship(parent.object().cls, u"children"_s);
}

} // namespace

/// Session::load() and loadByScan(): the relationship of many objects at once.
class LoadAheadTest : public QObject
{
    Q_OBJECT

private slots:
    void aRelationshipOfManyIsLoadedByOneStatementForFiveHundred()
    {
        Shop shop(family());
        fill(shop);
        const QList<MappedObject> parents = shop.all(u"Parent"_s);
        shop.sent.clear();
        must(shop.session->load(objectsOf(parents), childrenOf(shop, parents.first())));
        QCOMPARE(shop.sent.size(), 3);
        for (const MappedObject &parent : parents)
            QCOMPARE(must(parent.collection(u"children"_s)).size(), 2);
        QCOMPARE(shop.sent.size(), 3);
    }

    void aScanLoadsThemAllByOneStatement()
    {
        Shop shop(family());
        fill(shop);
        const QList<MappedObject> parents = shop.all(u"Parent"_s);
        shop.sent.clear();
        must(shop.session->loadByScan(childrenOf(shop, parents.first())));
        for (const MappedObject &parent : parents) {
            for (const MappedObject &child : must(parent.collection(u"children"_s)))
                QCOMPARE(must(child.related(u"parent"_s)), parent);
        }
        QCOMPARE(shop.sent.size(), 1);
    }

    void ownersThatAreGivenTwiceOrAreNewAreNotAskedFor()
    {
        Shop shop(family());
        fill(shop);
        const MappedObject first = must(MappedObject::get(*shop.session, u"Parent"_s, {Value::integer(1)}));
        const MappedObject pending = shop.make(u"Parent"_s, {});
        shop.sent.clear();
        must(shop.session->load({first.object(), first.object(), pending.object(), pending.object()},
                                childrenOf(shop, first)));
        QCOMPARE(shop.sent.size(), 1);
        QCOMPARE(shop.sent.first().params.size(), 1);
        QCOMPARE(must(first.collection(u"children"_s)).size(), 2);
        must(shop.session->load({first.object()}, childrenOf(shop, first)));
        QCOMPARE(shop.sent.size(), 1);
    }

    void whatWaitsInAnUnloadedCollectionIsThereAfterwards()
    {
        Shop shop(family());
        fill(shop);
        const MappedObject first = must(MappedObject::get(*shop.session, u"Parent"_s, {Value::integer(1)}));
        const MappedObject child = shop.add(u"Child"_s, {{u"parent"_s, first}});
        must(shop.session->loadByScan(childrenOf(shop, first)));
        const QList<MappedObject> children = must(first.collection(u"children"_s));
        QCOMPARE(children.size(), 3);
        QVERIFY(children.contains(child));
    }

    void aQueryOnlyRelationshipIsRefused()
    {
        QList<Model> models = family();
        mapping::RelationshipDeclaration all = models.first().declaration().relationships.first();
        all.lazy = u"dynamic"_s;
        Shop shop({Model(u"Parent"_s).key(u"id"_s).relationship(all), models.last()});
        fill(shop);
        const MappedObject first = must(MappedObject::get(*shop.session, u"Parent"_s, {Value::integer(1)}));
        const auto loaded = shop.session->load({first.object()}, childrenOf(shop, first));
        QCOMPARE(loaded.error().code, ErrorCode::InvalidRequest);
        QVERIFY(!shop.session->loadByScan(childrenOf(shop, first)));
    }

    void childrenOfManyParentsShareTheirLoaderOptions()
    {
        Shop shop(family(u"joined"_s));
        fill(shop);
        const QList<MappedObject> parents = shop.all(u"Parent"_s);
        for (const MappedObject &parent : parents)
            QCOMPARE(must(parent.collection(u"children"_s)).size(), 2);
        shop.sent.clear();
        for (const MappedObject &parent : parents) {
            for (const MappedObject &child : must(parent.collection(u"children"_s)))
                QCOMPARE(must(child.related(u"parent"_s)), parent);
        }
        QCOMPARE(shop.sent.size(), 0);
    }
};

RELATA_EVERY_ENGINE_MAIN(LoadAheadTest)

#include "tst_loadahead.moc"
