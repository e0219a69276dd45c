#include "tests/orm/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using base::Value;
using mapping::Model;
using orm::FlushForecast;
using orm::MappedObject;
using orm::SentStatement;
using orm::TableRows;
using schema::Action;
using tests::must;
using tests::Shop;

namespace {

/// Authors with books, whose pages the database deletes and whose reviews it lets go of.
QList<Model> library()
{
    mapping::RelationshipDeclaration books;
    books.name = u"books"_s;
    books.target = u"Book"_s;
    books.cascade = u"all, delete-orphan"_s;
    books.backref = mapping::Backref{u"author"_s, {}};
    return {Model(u"Author"_s).key(u"id"_s).column(u"name"_s, u"TEXT"_s).relationship(books),
            Model(u"Book"_s)
                .key(u"id"_s)
                .column(u"title"_s, u"TEXT"_s)
                .foreignKey(u"author_id"_s, u"author.id"_s),
            Model(u"Page"_s).key(u"id"_s).foreignKey(u"book_id"_s, u"book.id"_s, Model::Null::Allowed,
                                                     Action::Cascade),
            Model(u"Review"_s)
                .key(u"id"_s)
                .foreignKey(u"book_id"_s, u"book.id"_s, Model::Null::Allowed, Action::SetNull)};
}

QStringList textsOf(const QList<SentStatement> &statements)
{
    QStringList texts;
    for (const SentStatement &each : statements)
        texts += each.sql;
    return texts;
}

/// Everything that a session tells of its objects without asking the database.
QStringList told(const orm::Session &session, const QList<MappedObject> &records)
{
    QStringList lines;
    for (const MappedObject &record : records) {
        QString line = record.className() + u' ' + orm::stateWord(record.state()) + u' ' +
                       session.loadedAttributes(record.object()).join(u',');
        for (const Value &part : session.identityKey(record.object()))
            line += u' ' + part.toDisplay();
        lines += line;
    }
    lines += u"pending %1"_s.arg(session.pending().size());
    return lines;
}

/// The last line of what a forecast tells on a server.
QString whatServersDoNotTell()
{
    return tests::engineInTurn() == tests::Engine::Sqlite
               ? QString()
               : u"\nThis database does not tell beforehand what else it changes (ON DELETE and ON UPDATE, "
                 "triggers)."_s;
}

} // namespace

class FlushForecastTest : public QObject
{
    Q_OBJECT

private slots:
    void itTellsWhatTheFlushThenDoes()
    {
        Shop shop(library());
        const MappedObject author = shop.add(u"Author"_s, {{u"name"_s, u"Ada"_s}});
        const MappedObject first = shop.add(u"Book"_s, {{u"title"_s, u"One"_s}, {u"author"_s, author}});
        must(shop.session->commit());
        must(author.set(u"name"_s, Value::text(u"Ada L."_s)));
        shop.add(u"Book"_s, {{u"title"_s, u"Two"_s}, {u"author"_s, author}});
        must(shop.session->erase(first.object()));
        shop.sent.clear();
        const FlushForecast forecast = must(shop.session->forecast());
        QVERIFY(!forecast.error);
        QCOMPARE(shop.sent.size(), 0);
        QCOMPARE(forecast.bySession, (QList<TableRows>{{u"author"_s, 0, 1, 0}, {u"book"_s, 1, 0, 1}}));
        QCOMPARE(forecast.text(),
                 u"author: 1 updated\nbook: 1 inserted, 1 deleted"_s + whatServersDoNotTell());
        must(shop.session->flush());
        QCOMPARE(textsOf(forecast.statements), textsOf(shop.sent));
    }

    void nothingIsChangedByIt()
    {
        Shop shop(library());
        const MappedObject author = shop.add(u"Author"_s, {{u"name"_s, u"Ada"_s}});
        const MappedObject old = shop.add(u"Book"_s, {{u"title"_s, u"One"_s}, {u"author"_s, author}});
        must(shop.session->commit());
        must(author.set(u"name"_s, Value::text(u"Ada L."_s)));
        const MappedObject book = shop.add(u"Book"_s, {{u"title"_s, u"Two"_s}, {u"author"_s, author}});
        const MappedObject stranger = shop.make(u"Book"_s, {});
        const QList<MappedObject> records{author, old, book, stranger};
        const QStringList before = told(*shop.session, records);
        const FlushForecast once = must(shop.session->forecast());
        QCOMPARE(told(*shop.session, records), before);
        QCOMPARE(shop.count(u"SELECT count(*) FROM book"_s), 1);
        QVERIFY(must(book.value(u"id"_s)).isNull());
        QCOMPARE(must(shop.session->forecast()).text(), once.text());
        // No transaction is left open: another connection can write.
        const auto other = shop.another();
        QVERIFY(other->run({u"INSERT INTO author (name) VALUES ('Eve')"_s, {}}).has_value());
    }

    void whatTheDatabaseWouldDoIsCountedApart()
    {
        Shop shop(library());
        must(shop.session->execute(u"INSERT INTO author VALUES (1, 'Ada'), (2, 'Eve')"_s));
        must(shop.session->execute(
            u"INSERT INTO book VALUES (1, 'One', 1), (2, 'Two', 1), (3, 'Three', 2)"_s));
        must(shop.session->execute(u"INSERT INTO page VALUES (1, 1), (2, 1), (3, 2), (4, 3)"_s));
        must(shop.session->execute(u"INSERT INTO review VALUES (1, 1), (2, 3)"_s));
        must(shop.session->commit());
        const MappedObject ada = must(MappedObject::get(*shop.session, u"Author"_s, {Value::integer(1)}));
        const FlushForecast forecast = must(shop.session->forecastOfErase(ada.object()));
        QCOMPARE(forecast.bySession, (QList<TableRows>{{u"book"_s, 0, 0, 2}, {u"author"_s, 0, 0, 1}}));
        // A server does not say what it does besides; then that is told.
        QCOMPARE(forecast.knowsDatabase, tests::engineInTurn() == tests::Engine::Sqlite);
        const QString besides = forecast.knowsDatabase ? u"\npage: 3 deleted by the database\n"
                                                         "review: 1 updated by the database"_s
                                                       : whatServersDoNotTell();
        QCOMPARE(forecast.text(), u"book: 2 deleted\nauthor: 1 deleted"_s + besides);
        QCOMPARE(ada.state(), orm::ObjectState::Persistent);
        QVERIFY(!shop.session->loadedAttributes(ada.object()).contains(u"books"_s));
        QCOMPARE(shop.count(u"SELECT count(*) FROM page"_s), 4);
        must(shop.session->erase(ada.object()));
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT count(*) FROM page"_s), 1);
        QCOMPARE(shop.count(u"SELECT count(*) FROM review WHERE book_id IS NULL"_s), 1);
    }

    void aFlushThatWouldFailIsToldAndLeavesTheSessionUsable()
    {
        Shop shop(library());
        shop.add(u"Author"_s, {{u"id"_s, 1}});
        must(shop.session->commit());
        must(shop.session->execute(u"INSERT INTO author VALUES (2, 'of somebody else')"_s));
        const MappedObject twin = shop.add(u"Author"_s, {{u"id"_s, 2}});
        const FlushForecast forecast = must(shop.session->forecast());
        QVERIFY(forecast.error);
        QVERIFY(!forecast.error->sentence.isEmpty());
        QCOMPARE(twin.state(), orm::ObjectState::Pending);
        must(twin.set(u"id"_s, Value::integer(3)));
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT count(*) FROM author"_s), 3);
    }

    void earlierStatementsOfTheTransactionStay()
    {
        Shop shop(library());
        shop.add(u"Author"_s, {{u"name"_s, u"Ada"_s}});
        must(shop.session->flush());
        shop.add(u"Author"_s, {{u"name"_s, u"Eve"_s}});
        must(shop.session->forecast());
        QCOMPARE(shop.count(u"SELECT count(*) FROM author"_s), 1);
        must(shop.session->commit());
        QCOMPARE(shop.count(u"SELECT count(*) FROM author"_s), 2);
    }

    void aTriggerThatTakesTheTransactionAwayIsTold()
    {
        RELATA_ON_SQLITE_ONLY("No trigger of a server ends the transaction.");
        Shop shop(library());
        must(shop.connection->run(
            {u"CREATE TRIGGER stop BEFORE DELETE ON author BEGIN SELECT RAISE(ROLLBACK, 'authors stay'); END"_s,
             {}}));
        const MappedObject kept = shop.add(u"Author"_s, {{u"name"_s, u"Ada"_s}});
        must(shop.session->commit());
        must(shop.session->forecastOfErase(kept.object()));
        shop.add(u"Author"_s, {{u"name"_s, u"Eve"_s}});
        must(shop.session->flush());
        QVERIFY(!shop.session->forecastOfErase(kept.object()));
        QCOMPARE(shop.session->flush().has_value(), true); // Nothing waits.
        QCOMPARE(shop.session->get(kept.object().cls, {Value::integer(9)}).error().code,
                 ErrorCode::PendingRollback);
        must(shop.session->rollback());
        QCOMPARE(must(kept.text(u"name"_s)), u"Ada"_s);
    }
};

RELATA_EVERY_ENGINE_MAIN(FlushForecastTest)

#include "tst_flushforecast.moc"
