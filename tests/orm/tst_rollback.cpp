#include "tests/orm/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using mapping::Model;
using orm::MappedObject;
using orm::ObjectState;
using tests::must;
using tests::Shop;

namespace {

Model thing()
{
    return Model(u"Thing"_s).key(u"id"_s).column(u"name"_s, u"TEXT"_s);
}

MappedObject thingOf(Shop &shop, int id)
{
    return must(MappedObject::get(*shop.session, u"Thing"_s, {Value::integer(id)}));
}

} // namespace

/// What a rollback puts back.
class RollbackTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsThatWereRenumberedAreKnownByTheirOldKeysAgain()
    {
        for (int round = 0; round < 8; ++round) { // The order of a hash decides: several tries.
            Shop shop({thing()});
            QList<MappedObject> things;
            for (int id = 1; id <= 6; ++id)
                things += shop.add(u"Thing"_s, {{u"id"_s, id + round}, {u"name"_s, u"t%1"_s.arg(id)}});
            must(shop.session->commit());
            for (const MappedObject &each : std::as_const(things))
                must(each.set(u"id"_s, Value::integer(must(each.value(u"id"_s)).toInteger() - 1)));
            must(shop.session->flush());
            must(shop.session->rollback());
            for (int id = 1; id <= 6; ++id) {
                const MappedObject &each = things.at(id - 1);
                QVERIFY(shop.session->contains(each.object()));
                QCOMPARE(thingOf(shop, id + round), each);
                must(each.set(u"name"_s, Value::text(u"again"_s)));
            }
            must(shop.session->commit());
            QCOMPARE(shop.count(u"SELECT count(*) FROM thing WHERE name = 'again'"_s), 6);
        }
    }

    void anObjectWhoseRowWasFoundGoneComesBackWithTheRow()
    {
        Shop shop({thing()});
        const MappedObject kept = shop.add(u"Thing"_s, {{u"id"_s, 1}, {u"name"_s, u"kept"_s}});
        must(shop.session->commit());
        must(shop.session->execute(u"DELETE FROM thing"_s));
        QVERIFY(thingOf(shop, 1).isNone());
        must(shop.session->rollback());
        QCOMPARE(thingOf(shop, 1), kept);
        QCOMPARE(kept.state(), ObjectState::Persistent);
        QCOMPARE(must(kept.text(u"name"_s)), u"kept"_s);
    }

    void aNestedRollbackTakesBackOnlyWhatCameSinceTheSavepoint()
    {
        Shop shop({thing()});
        const MappedObject before = shop.add(u"Thing"_s, {{u"id"_s, 1}, {u"name"_s, u"before"_s}});
        const MappedObject deleted = shop.add(u"Thing"_s, {{u"id"_s, 2}});
        must(shop.session->beginNested());
        const MappedObject inside = shop.add(u"Thing"_s, {{u"id"_s, 3}});
        must(before.set(u"name"_s, Value::text(u"changed"_s)));
        must(shop.session->erase(deleted.object()));
        must(shop.session->flush());
        must(shop.session->rollbackNested());
        QCOMPARE(inside.state(), ObjectState::Transient);
        QCOMPARE(deleted.state(), ObjectState::Persistent);
        QCOMPARE(must(before.text(u"name"_s)), u"before"_s);
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT count(*) FROM thing WHERE id < 3"_s), 2);
    }

    void whatANestedCommitKeptAnOuterRollbackTakesBack()
    {
        Shop shop({thing()});
        const MappedObject kept = shop.add(u"Thing"_s, {{u"id"_s, 1}, {u"name"_s, u"kept"_s}});
        must(shop.session->commit());
        must(shop.session->beginNested());
        must(shop.session->beginNested());
        const MappedObject inner = shop.add(u"Thing"_s, {{u"id"_s, 2}});
        must(kept.set(u"id"_s, Value::integer(7)));
        must(shop.session->commitNested());
        QCOMPARE(inner.state(), ObjectState::Persistent);
        must(shop.session->rollbackNested());
        QCOMPARE(inner.state(), ObjectState::Transient);
        QCOMPARE(thingOf(shop, 1), kept);
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT count(*) FROM thing"_s), 1);
    }

    void afterAFailedFlushInASavepointTheTransactionAroundItGoesOn()
    {
        Shop shop({thing()});
        const MappedObject one = shop.add(u"Thing"_s, {{u"id"_s, 1}, {u"name"_s, u"one"_s}});
        must(shop.session->commit());
        must(one.set(u"name"_s, Value::text(u"outer"_s)));
        const MappedObject outer = shop.add(u"Thing"_s, {{u"id"_s, 5}});
        must(shop.session->flush());
        must(shop.session->beginNested());
        must(one.set(u"name"_s, Value::text(u"inner"_s)));
        must(shop.session->execute(u"INSERT INTO thing VALUES (2, 'of somebody else')"_s));
        const MappedObject twin = shop.add(u"Thing"_s, {{u"id"_s, 2}});
        QVERIFY(!shop.session->flush());
        QCOMPARE(twin.state(), ObjectState::Transient);
        QCOMPARE(outer.state(), ObjectState::Persistent);
        QCOMPARE(one.text(u"name"_s).error().code, base::ErrorCode::PendingRollback);
        QCOMPARE(shop.session->beginNested().error().code, base::ErrorCode::PendingRollback);
        QCOMPARE(shop.session->commitNested().error().code, base::ErrorCode::PendingRollback);
        QCOMPARE(shop.session->commit().error().code, base::ErrorCode::PendingRollback);
        const MappedObject late = shop.add(u"Thing"_s, {{u"id"_s, 9}});
        static_cast<void>(shop.session->takeWarnings());
        must(shop.session->rollbackNested());
        QCOMPARE(shop.session->takeWarnings().size(), 1);
        QCOMPARE(late.state(), ObjectState::Transient);
        QCOMPARE(must(one.text(u"name"_s)), u"outer"_s);
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT count(*) FROM thing WHERE id = 5 OR name = 'outer'"_s), 2);
        QCOMPARE(shop.count(u"SELECT count(*) FROM thing"_s), 2);
    }

    void afterAFailedFlushInASavepointEverythingCanBeTakenBack()
    {
        for (const bool expires : {true, false}) {
            orm::SessionOptions options;
            options.expireOnRollback = expires;
            Shop shop({thing()}, options);
            const MappedObject one = shop.add(u"Thing"_s, {{u"id"_s, 1}, {u"name"_s, u"one"_s}});
            must(shop.session->commit());
            must(one.set(u"name"_s, Value::text(u"outer"_s)));
            must(shop.session->beginNested());
            must(shop.session->execute(u"INSERT INTO thing VALUES (2, 'of somebody else')"_s));
            shop.add(u"Thing"_s, {{u"id"_s, 2}});
            QVERIFY(!shop.session->flush());
            must(shop.session->rollback());
            QCOMPARE(must(one.text(u"name"_s)), u"one"_s);
            QCOMPARE(shop.session->rollbackNested().error().code, base::ErrorCode::InvalidRequest);
            must(shop.session->commit());
            QCOMPARE(shop.count(u"SELECT count(*) FROM thing"_s), 1);
        }
    }

    void aFlushThatFailsInTwoSavepointsLeavesTheOuterOne()
    {
        Shop shop({thing()});
        must(shop.session->beginNested());
        const MappedObject first = shop.add(u"Thing"_s, {{u"id"_s, 1}});
        must(shop.session->beginNested());
        must(shop.session->execute(u"INSERT INTO thing VALUES (2, 'of somebody else')"_s));
        shop.add(u"Thing"_s, {{u"id"_s, 2}});
        QVERIFY(!shop.session->commitNested());
        must(shop.session->rollbackNested());
        QCOMPARE(first.state(), ObjectState::Persistent);
        must(shop.session->commitNested());
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT count(*) FROM thing"_s), 1);
    }

    void whatWasChangedInASavepointIsGoneWhenTheTransactionAroundItIsTakenBack()
    {
        Shop shop({thing()});
        const MappedObject added = shop.add(u"Thing"_s, {{u"id"_s, 1}, {u"name"_s, u"one"_s}});
        must(shop.session->beginNested());
        must(added.set(u"name"_s, Value::text(u"changed"_s)));
        must(shop.session->rollback());
        QCOMPARE(added.state(), ObjectState::Transient);
        QCOMPARE(shop.session->loadedAttributes(added.object()), QStringList());
    }

    void aSavepointThatTheDatabaseHasLostTakesTheTransactionAlong()
    {
        RELATA_ON_SQLITE_ONLY("No trigger of a server ends the transaction.");
        Shop shop({thing()});
        must(shop.connection->run({u"CREATE TRIGGER stop BEFORE INSERT ON thing WHEN new.id = 9 BEGIN "
                                   "SELECT RAISE(ROLLBACK, 'no nine'); END"_s,
                                   {}}));
        const MappedObject outer = shop.add(u"Thing"_s, {{u"id"_s, 1}});
        must(shop.session->beginNested());
        shop.add(u"Thing"_s, {{u"id"_s, 9}});
        QVERIFY(!shop.session->flush());
        QCOMPARE(outer.state(), ObjectState::Transient);
        QVERIFY(!shop.session->rollbackNested());
        QCOMPARE(shop.session->begin().error().code, base::ErrorCode::PendingRollback);
        must(shop.session->rollback());
        shop.add(u"Thing"_s, {{u"id"_s, 2}});
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT count(*) FROM thing"_s), 1);
    }

    void withoutASavepointThereIsNothingNestedToEnd()
    {
        Shop shop({thing()});
        for (const base::Done &done : {shop.session->rollbackNested(), shop.session->commitNested()}) {
            QVERIFY(!done);
            QCOMPARE(done.error().code, base::ErrorCode::InvalidRequest);
            QVERIFY(done.error().hint.contains(u"beginNested()"_s));
        }
    }

    void anObjectWhoseRowIsGoneForGoodIsDetachedByTheCommit()
    {
        Shop shop({thing()});
        const MappedObject gone = shop.add(u"Thing"_s, {{u"id"_s, 1}});
        must(shop.session->commit());
        must(shop.session->execute(u"DELETE FROM thing"_s));
        QVERIFY(thingOf(shop, 1).isNone());
        must(shop.session->commit());
        QCOMPARE(gone.state(), ObjectState::Detached);
    }
};

RELATA_EVERY_ENGINE_MAIN(RollbackTest)

#include "tst_rollback.moc"
