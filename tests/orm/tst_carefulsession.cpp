#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/mapping/configure/configure.h"
#include "core/mapping/derive/derive.h"
#include "core/orm/session/session.h"
#include "tests/servers/everyengine.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::ErrorCode;
using base::Value;
using base::Values;
using orm::ObjectRef;

namespace {

const QString kShelf =
    u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT, price INT DEFAULT 5, author_id INT REFERENCES "
    "author(id));"
    "INSERT INTO author VALUES(1,'Ada'); INSERT INTO book VALUES(1,'One',1,1),(2,'Two',2,NULL)"_s;

/// An orm::Session on a scratch database whose statements are kept.
struct Shelf
{
    explicit Shelf(orm::SessionOptions options, const QString &sql = kShelf)
    {
        connection =
            std::move(*database.create([this](const base::StatementRecord &record) { log += record.sql; }));
        for (const QString &statement : inEnginesWords(sql).split(u';'))
            run(statement);
        const auto schema = db::reflect(*connection);
        session = std::make_unique<orm::Session>(*connection,
                                                 mapping::configure(mapping::derive({*schema, {}})), options);
        log.clear();
    }

    int cls(const QString &name) const { return session->registry().configuration().classNamed(name); }
    int column(const QString &name, const QString &column) const
    {
        return session->registry().column(cls(name), column);
    }
    const orm::MappedRelationship &relationship(const QString &owner, const QString &name) const
    {
        return *session->registry().relationship(cls(owner), name);
    }
    ObjectRef get(const QString &name, qint64 key) const
    {
        return *session->get(cls(name), {Value::integer(key)});
    }
    base::Done set(ObjectRef object, const QString &name, const Value &value) const
    {
        return session->setValue(object, session->registry().column(object.cls, name), value);
    }

    /// By another connection.
    void run(const QString &sql) const
    {
        if (const auto done = database.another()->run({sql, {}}); !done)
            throw std::runtime_error(done.error().text().toStdString());
    }
    /// The rows as another connection sees them, their values joined by "|".
    QStringList rows(const QString &sql) const
    {
        const auto page = database.another()->select({sql, {}});
        QStringList rows;
        for (int row = 0; row < page->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < page->columnCount(); ++column)
                cells += page->value(row, column).toDisplay();
            rows += cells.join(u'|');
        }
        return rows;
    }

    EngineDatabase database;
    QStringList log;
    std::unique_ptr<db::Connection> connection;
    std::unique_ptr<orm::Session> session;
};

} // namespace

/// What a Session for people who edit rows by hand does beside SQLAlchemy's, each by its option, and rows
/// that somebody else has selected.
class CarefulSessionTest : public QObject
{
    Q_OBJECT

private slots:
    void anEditOverwritesSomebodyElsesUnlessTheSessionCompares()
    {
        for (const bool compares : {false, true}) {
            Shelf shelf({.compareEdited = compares});
            const ObjectRef book = shelf.get(u"Book"_s, 1);
            QVERIFY(shelf.set(book, u"title"_s, Value::text(u"Mine"_s)));
            shelf.run(u"UPDATE book SET title = 'Theirs', price = 9 WHERE id = 1"_s);
            const auto flushed = shelf.session->flush();
            QCOMPARE(flushed.has_value(), !compares);
            if (!compares)
                continue;
            QCOMPARE(flushed.error().code, ErrorCode::StaleData);
            QCOMPARE(shelf.session->refused(), book);
        }
    }

    void aChangeOfAnotherColumnIsNobodysLoss()
    {
        Shelf shelf({.compareEdited = true});
        QVERIFY(shelf.set(shelf.get(u"Book"_s, 1), u"title"_s, Value::text(u"Mine"_s)));
        shelf.run(u"UPDATE book SET price = 9 WHERE id = 1"_s);
        QVERIFY(shelf.session->commit());
        QCOMPARE(shelf.rows(u"SELECT title, price FROM book WHERE id = 1"_s), QStringList{u"Mine|9"_s});
    }

    void anInsertLeavesWhatWasNotGivenToTheDatabaseWhereTheOptionSaysSo()
    {
        for (const bool leaves : {false, true}) {
            Shelf shelf({.databaseDefaults = leaves});
            const ObjectRef book = shelf.session->create(shelf.cls(u"Book"_s));
            QVERIFY(shelf.set(book, u"id"_s, Value::text(u"7"_s)));
            QVERIFY(shelf.set(book, u"title"_s, Value()));
            QVERIFY(shelf.session->add(book));
            QVERIFY(shelf.session->commit());
            QCOMPARE(shelf.rows(u"SELECT title, price FROM book WHERE id = 7"_s),
                     QStringList{leaves ? u"NULL|5"_s : u"NULL|NULL"_s});
            if (leaves) // As the column has stored it.
                QCOMPARE(shelf.session->identityKey(book), Values{Value::integer(7)});
        }
    }

    void newRowsOfACircleAreWrittenWhereKeysMayBePromised()
    {
        if (engineInTurn() == Engine::Mariadb)
            QSKIP("MariaDB has no deferrable foreign keys.");
        for (const bool promises : {false, true}) {
            Shelf shelf({.databaseDefaults = true, .promiseKeys = promises},
                        u"CREATE TABLE node(id INTEGER PRIMARY KEY, next INT NOT NULL REFERENCES node(id) "
                        "DEFERRABLE INITIALLY DEFERRED)"_s);
            const auto &next = shelf.relationship(
                u"Node"_s, shelf.session->registry()
                               .relationship(shelf.session->registry().pointingAt(0).first())
                               .prop->name);
            const ObjectRef a = shelf.session->create(0);
            const ObjectRef b = shelf.session->create(0);
            QVERIFY(shelf.session->add(a) && shelf.session->add(b));
            QVERIFY(shelf.session->setRelated(a, next, b) && shelf.session->setRelated(b, next, a));
            const auto done = shelf.session->commit();
            const bool canPromise = promises && engineInTurn() == Engine::Sqlite;
            QCOMPARE(done.has_value(), canPromise);
            if (canPromise)
                QCOMPARE(shelf.rows(u"SELECT id, next FROM node"_s), QStringList({u"1|2"_s, u"2|1"_s}));
            else
                QCOMPARE(done.error().code, ErrorCode::CircularDependency);
        }
    }

    void aPromisedKeyIsNoneThatAnAutoincrementTableHasEverGiven()
    {
        RELATA_ON_SQLITE_ONLY("Servers have no AUTOINCREMENT of this kind.");
        Shelf shelf(
            {.databaseDefaults = true, .promiseKeys = true},
            u"CREATE TABLE node(id INTEGER PRIMARY KEY AUTOINCREMENT, next INT NOT NULL REFERENCES node "
            "DEFERRABLE INITIALLY DEFERRED);"
            "INSERT INTO node VALUES(9, 9); DELETE FROM node"_s);
        const auto &next =
            shelf.relationship(u"Node"_s, shelf.session->registry()
                                              .relationship(shelf.session->registry().pointingAt(0).first())
                                              .prop->name);
        const ObjectRef a = shelf.session->create(0);
        const ObjectRef b = shelf.session->create(0);
        QVERIFY(shelf.session->add(a) && shelf.session->add(b));
        QVERIFY(shelf.session->setRelated(a, next, b) && shelf.session->setRelated(b, next, a));
        QVERIFY(shelf.session->commit());
        QCOMPARE(shelf.rows(u"SELECT id, next FROM node"_s), QStringList({u"10|11"_s, u"11|10"_s}));
    }

    void aRollbackKeepsWhatItDidNotTouchWhereTheOptionSaysSo()
    {
        for (const bool expires : {true, false}) {
            Shelf shelf({.expireOnRollback = expires});
            const ObjectRef author = shelf.get(u"Author"_s, 1);
            const ObjectRef book = shelf.get(u"Book"_s, 1);
            QVERIFY(shelf.set(book, u"title"_s, Value::text(u"Mine"_s)));
            QVERIFY(shelf.session->rollback());
            QCOMPARE(shelf.session->isWhole(author), !expires);
            QCOMPARE(shelf.session->value(book, 1).value(), Value::text(u"One"_s));
        }
    }

    void aRowThatSomebodyElseSelectedIsTheObjectOfItsKey()
    {
        Shelf shelf({});
        const int cls = shelf.cls(u"Author"_s);
        const ObjectRef author = shelf.session->reference(cls, {Value::integer(1)});
        QVERIFY(!shelf.session->isWhole(author));
        shelf.session->adopt(author, {Value::integer(1), Value::text(u"Ada"_s)});
        QCOMPARE(shelf.get(u"Author"_s, 1), author);
        QVERIFY(shelf.log.isEmpty());
        shelf.session->adopt(author, {Value::integer(1), Value::text(u"later"_s)});
        QCOMPARE(shelf.session->value(author, 1).value(), Value::text(u"Ada"_s)); // First come stays.
    }

    void aReferencesOtherColumnsAreAskedForWhenTheyAreRead()
    {
        Shelf shelf({});
        const ObjectRef book = shelf.session->reference(shelf.cls(u"Book"_s), {Value::integer(2)});
        QVERIFY(shelf.log.isEmpty());
        QCOMPARE(shelf.session->value(book, 1).value(), Value::text(u"Two"_s));
        QCOMPARE(shelf.log.size(), 1);
    }

    void whatIsInMemoryIsToldWithoutAStatement()
    {
        Shelf shelf({});
        const ObjectRef book = shelf.get(u"Book"_s, 1);
        const auto &author = shelf.relationship(u"Book"_s, u"author"_s);
        const auto &books = shelf.relationship(u"Author"_s, author.prop->backPopulates);
        shelf.log.clear();
        QVERIFY(!shelf.session->inMemory(book, author));
        const ObjectRef ada = shelf.get(u"Author"_s, 1);
        shelf.log.clear();
        QCOMPARE(shelf.session->inMemory(book, author).value(), QList{ada});
        QVERIFY(!shelf.session->inMemory(ada, books));
        shelf.session->setCommitted(ada, books, {book});
        QCOMPARE(shelf.session->inMemory(ada, books).value(), QList{book});
        QVERIFY(shelf.session->dirty().isEmpty());
        shelf.session->forgetRelated(books);
        QVERIFY(!shelf.session->inMemory(ada, books));
        QVERIFY(shelf.log.isEmpty());
    }

    void aLargeTextIsLoadedWhenSomebodyAsksForItWhereTheOptionSaysSo()
    {
        RELATA_ON_SQLITE_ONLY("Texts are made by SQLite's own functions.");
        const QString large = u"; UPDATE book SET title = 'begin' || hex(zeroblob(50000)) WHERE id = 1"_s;
        for (const bool defers : {false, true}) {
            Shelf shelf({.deferLarge = defers}, kShelf + large);
            const int title = shelf.column(u"Book"_s, u"title"_s);
            const ObjectRef book = shelf.get(u"Book"_s, 1);
            QCOMPARE(shelf.log.size(), 1);
            QCOMPARE(shelf.session->committed(book, title).isCut(), defers);
            QCOMPARE(shelf.session->committed(book, title).wholeSize(), 100'005);
            QVERIFY(shelf.session->isWhole(book));
            QVERIFY(shelf.set(book, u"price"_s, Value::integer(8)));
            QVERIFY(shelf.session->flush());
            QCOMPARE(shelf.session->value(book, title)->bytes().size(), 100'005);
            QCOMPARE(shelf.log.filter(u"SELECT"_s).size(), defers ? 2 : 1);
            QCOMPARE(shelf.session->committed(book, title).isCut(), false);
            QCOMPARE(shelf.session->value(shelf.get(u"Book"_s, 2), title).value(), Value::text(u"Two"_s));
            QVERIFY(shelf.session->commit());
            QCOMPARE(shelf.rows(u"SELECT length(title), price FROM book WHERE id = 1"_s),
                     QStringList{u"100005|8"_s});
        }
    }

    void aLargeTextThatExpiredIsLoadedApartFromItsRow()
    {
        RELATA_ON_SQLITE_ONLY("Texts are made by SQLite's own functions.");
        Shelf shelf({.deferLarge = true},
                    kShelf + u"; UPDATE book SET title = 'begin' || hex(zeroblob(50000)) WHERE id = 1"_s);
        const int title = shelf.column(u"Book"_s, u"title"_s);
        const ObjectRef book = shelf.get(u"Book"_s, 1);
        QVERIFY(shelf.session->value(book, title));
        QVERIFY(shelf.session->expire(book));
        QCOMPARE(shelf.session->committed(book, title), Value());
        QCOMPARE(shelf.session->value(book, shelf.column(u"Book"_s, u"price"_s)).value(), Value::integer(1));
        QVERIFY(shelf.session->committed(book, title).isCut());
        QCOMPARE(shelf.session->value(book, title)->bytes().size(), 100'005);
    }

    void whatIsSetOverALargeTextIsTakenBackToItsBeginning()
    {
        RELATA_ON_SQLITE_ONLY("Texts are made by SQLite's own functions.");
        Shelf shelf({.expireOnCommit = false, .deferLarge = true},
                    kShelf + u"; UPDATE book SET title = 'begin' || hex(zeroblob(50000)) WHERE id = 1"_s);
        const int title = shelf.column(u"Book"_s, u"title"_s);
        const ObjectRef book = shelf.get(u"Book"_s, 1);
        const Value beginning = shelf.session->committed(book, title);
        QVERIFY(shelf.set(book, u"title"_s, Value::text(u"Mine"_s)));
        QCOMPARE(shelf.session->committed(book, title), beginning);
        shelf.session->revert(book, title);
        QCOMPARE(shelf.session->committed(book, title), beginning);
        QVERIFY(shelf.session->dirty().isEmpty());
        QVERIFY(shelf.set(book, u"title"_s, Value::text(u"Mine"_s)));
        QVERIFY(shelf.session->commit());
        QCOMPARE(shelf.session->committed(book, title), Value::text(u"Mine"_s));
        QCOMPARE(shelf.rows(u"SELECT title FROM book WHERE id = 1"_s), QStringList{u"Mine"_s});
    }

    void changesAreTakenBackOneByOneAndAllAtOnce()
    {
        Shelf shelf({});
        const ObjectRef book = shelf.get(u"Book"_s, 1);
        const int title = shelf.column(u"Book"_s, u"title"_s);
        const int price = shelf.column(u"Book"_s, u"price"_s);
        QVERIFY(shelf.set(book, u"title"_s, Value::text(u"Mine"_s)));
        QVERIFY(shelf.set(book, u"price"_s, Value::integer(8)));
        QCOMPARE(shelf.session->changedColumns(book), QList({title, price}));
        shelf.session->revert(book, title);
        QCOMPARE(shelf.session->changedColumns(book), QList{price});
        shelf.session->forgetColumns(shelf.cls(u"Book"_s)); // What waits stays.
        QCOMPARE(shelf.session->value(book, price).value(), Value::integer(8));
        QCOMPARE(shelf.session->committed(book, price), Value::integer(1));
        shelf.session->revert(book);
        QVERIFY(shelf.session->dirty().isEmpty());
        QCOMPARE(shelf.session->value(book, price).value(), Value::integer(1));
        shelf.log.clear();
        QVERIFY(shelf.session->commit());
        QVERIFY(shelf.log.isEmpty());
    }
};

RELATA_EVERY_ENGINE_MAIN(CarefulSessionTest)
#include "tst_carefulsession.moc"
