#include "tests/orm/shop.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using base::Value;
using mapping::Model;
using orm::MappedObject;
using tests::must;
using tests::Shop;

namespace {

Model thing()
{
    return Model(u"Thing"_s).key(u"id"_s).column(u"name"_s, u"TEXT"_s).column(u"data"_s, u"BLOB"_s);
}

} // namespace

/// What goes wrong in the middle of a flush without anybody having asked for something wrong.
class AccidentsTest : public QObject
{
    Q_OBJECT

private slots:
    void aFullDatabaseInTheMiddleOfAFlushTakesEverythingBack()
    {
        RELATA_ON_SQLITE_ONLY("A server cannot be made full for a test.");
        Shop shop({thing()});
        shop.add(u"Thing"_s, {{u"id"_s, 1}, {u"name"_s, u"kept"_s}});
        must(shop.session->commit());
        must(shop.connection->select({u"PRAGMA max_page_count = 20"_s, {}}));
        QList<MappedObject> records;
        for (int i = 2; i < 60; ++i)
            records += shop.add(u"Thing"_s, {{u"id"_s, i}, {u"data"_s, Value::blob(QByteArray(5000, 'x'))}});
        const auto flushed = shop.session->flush();
        QVERIFY(!flushed);
        QVERIFY(!flushed.error().sentence.isEmpty());
        QCOMPARE(shop.session->get(0, {Value::integer(1)}).error().code, ErrorCode::PendingRollback);
        must(shop.session->rollback());
        for (const MappedObject &record : std::as_const(records))
            QCOMPARE(record.state(), orm::ObjectState::Transient);
        QCOMPARE(shop.count(u"SELECT count(*) FROM thing"_s), 1);
        // With room again the same objects can be saved.
        must(shop.connection->select({u"PRAGMA max_page_count = 100000"_s, {}}));
        for (const MappedObject &record : std::as_const(records))
            must(shop.session->add(record.object()));
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT count(*) FROM thing"_s), 59);
    }

    void aServerThatKillsTheConnectionInTheMiddleOfAFlushIsToldInWords()
    {
        if (tests::engineInTurn() == tests::Engine::Sqlite)
            QSKIP("SQLite has no server.");
        const bool isMariadb = tests::engineInTurn() == tests::Engine::Mariadb;
        Shop shop({thing()});
        const qint64 id = shop.count(isMariadb ? u"SELECT CONNECTION_ID()"_s : u"SELECT pg_backend_pid()"_s);
        QList<MappedObject> records;
        for (int i = 1; i < 100; ++i)
            records += shop.add(u"Thing"_s, {{u"id"_s, i}, {u"name"_s, u"t%1"_s.arg(i)}});
        int statements = 0;
        shop.beforeStatement = [&] {
            const QString kill = isMariadb ? u"KILL CONNECTION %1"_s : u"SELECT pg_terminate_backend(%1)"_s;
            if (++statements == 50)
                QVERIFY(shop.another()->run({kill.arg(id), {}}));
        };
        const auto flushed = shop.session->flush();
        QVERIFY(!flushed);
        QCOMPARE(flushed.error().code, ErrorCode::ConnectionLost);
        QVERIFY(!flushed.error().hint.isEmpty());
        shop.beforeStatement = {};
        static_cast<void>(shop.session->rollback());
        for (const MappedObject &record : std::as_const(records))
            QCOMPARE(record.state(), orm::ObjectState::Transient);
        QVERIFY(!MappedObject::get(*shop.session, u"Thing"_s, {Value::integer(1)}));
        const auto rows = must(shop.another()->select({u"SELECT count(*) FROM thing"_s, {}}));
        QCOMPARE(rows.value(0, 0), Value::integer(0));
    }

    void aFileThatIsCutOffInTheMiddleOfAFlushIsToldInWords()
    {
        RELATA_ON_SQLITE_ONLY("A server's files are its own.");
        Shop shop({thing()});
        shop.add(u"Thing"_s, {{u"id"_s, 1}});
        must(shop.session->commit());
        for (int i = 2; i < 200; ++i)
            shop.add(u"Thing"_s, {{u"id"_s, i}, {u"data"_s, Value::blob(QByteArray(20000, 'x'))}});
        int statements = 0;
        shop.beforeStatement = [&] {
            if (++statements == 50)
                QVERIFY(QFile::resize(shop.file(), 0));
        };
        auto saved = shop.session->flush();
        if (saved)
            saved = shop.session->commit();
        if (!saved) {
            QVERIFY(!saved.error().sentence.isEmpty());
            must(shop.session->rollback());
        }
        // Whatever the database says now, the session neither crashes nor makes objects up.
        const auto read = MappedObject::get(*shop.session, u"Thing"_s, {Value::integer(1)});
        QVERIFY(!read || read->isNone() || must(read->value(u"id"_s)) == Value::integer(1));
    }

    void aTriggerThatRollsTheTransactionBackIsNotCommittedOver()
    {
        RELATA_ON_SQLITE_ONLY("No trigger of a server ends the transaction.");
        Shop shop({thing()});
        must(shop.connection->run(
            {u"CREATE TRIGGER stop BEFORE INSERT ON thing WHEN new.id = 3 BEGIN SELECT RAISE(ROLLBACK, 'no three'); END"_s,
             {}}));
        for (int i = 1; i < 6; ++i)
            shop.add(u"Thing"_s, {{u"id"_s, i}});
        const auto flushed = shop.session->flush();
        QVERIFY(!flushed);
        QVERIFY2(flushed.error().text().contains(u"no three"_s), qPrintable(flushed.error().text()));
        QVERIFY(!shop.session->commit());
        must(shop.session->rollback());
        QCOMPARE(shop.count(u"SELECT count(*) FROM thing"_s), 0);
        QCOMPARE(shop.session->pending().size(), 0);
    }
};

RELATA_EVERY_ENGINE_MAIN(AccidentsTest)

#include "tst_accidents.moc"
