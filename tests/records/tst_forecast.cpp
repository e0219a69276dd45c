#include "tests/records/bookshop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::Record;
using base::SaveForecast;
using base::TableForecast;
using base::Value;

namespace {

/// Customers whose invoices and invoice lines go with them; employees only lose their customer.
const QString kSales =
    u"CREATE TABLE Customer(Id INTEGER PRIMARY KEY, Name TEXT);"
    "CREATE TABLE Invoice(Id INTEGER PRIMARY KEY, CustomerId INT REFERENCES Customer ON DELETE CASCADE ON "
    "UPDATE CASCADE);"
    "CREATE TABLE InvoiceLine(Id INTEGER PRIMARY KEY, InvoiceId INT REFERENCES Invoice ON DELETE CASCADE);"
    "CREATE TABLE Employee(Id INTEGER PRIMARY KEY, CustomerId INT REFERENCES Customer ON DELETE SET NULL);"
    "INSERT INTO Customer VALUES(1,'Ada'),(2,'Ben');"
    "INSERT INTO Invoice VALUES(1,1),(2,1),(3,2);"
    "INSERT INTO InvoiceLine VALUES(1,1),(2,1),(3,2),(4,3);"
    "INSERT INTO Employee VALUES(1,1),(2,NULL)"_s;

SaveForecast forecast(OpenSession &open)
{
    const auto told = open.session->forecast(open.cause);
    if (!told)
        qFatal("%s", qPrintable(told.error().text()));
    return *told;
}

QStringList countsOf(const OpenSession &open, const QStringList &tables)
{
    QStringList counts;
    for (const QString &table : tables)
        counts += open.file.rows(u"SELECT count(*) FROM "_s + table);
    return counts;
}

} // namespace

/// What a save would do is told before it is done.
class ForecastTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingThatWaitsIsNothingToTell()
    {
        OpenSession open(kShop);
        QCOMPARE(forecast(open), SaveForecast());
        QCOMPARE(open.statements(), 0);
    }

    void whatADeleteTakesAlongIsToldWithItsReason()
    {
        OpenSession open(kSales);
        QVERIFY(open.session->changes().remove({open.row(u"Customer"_s, 0).key}));
        const SaveForecast told = forecast(open);
        QCOMPARE(told.sentence, u"Deletes 1 customer, and with it 2 invoices and 3 invoice lines (ON DELETE "
                                "CASCADE). Also changes 1 employee (ON DELETE SET NULL)."_s);
        QCOMPARE(told.besides,
                 u"Also deletes 2 invoices and 3 invoice lines (ON DELETE CASCADE). Also changes 1 "
                 "employee (ON DELETE SET NULL)."_s);
        QCOMPARE(told.tables, (QList<TableForecast>{{u"Customer"_s, 0, 0, 1, {}},
                                                    {u"Employee"_s, 0, 1, 0, u"ON DELETE SET NULL"_s},
                                                    {u"Invoice"_s, 0, 0, 2, u"ON DELETE CASCADE"_s},
                                                    {u"InvoiceLine"_s, 0, 0, 3, u"ON DELETE CASCADE"_s}}));
        QVERIFY(told.refusal.isEmpty() && told.unknown.isEmpty());
        QCOMPARE(countsOf(open, {u"Customer"_s, u"Invoice"_s, u"InvoiceLine"_s}),
                 QStringList({u"2"_s, u"3"_s, u"4"_s}));
        QVERIFY(open.save());
        QCOMPARE(countsOf(open, {u"Customer"_s, u"Invoice"_s, u"InvoiceLine"_s}),
                 QStringList({u"1"_s, u"1"_s, u"1"_s}));
    }

    void editsAndNewRowsAreTold()
    {
        OpenSession open(kShop);
        QVERIFY(open.edit(open.row(u"book"_s, 0), u"title"_s, text(u"Eins"_s)));
        QVERIFY(open.edit(open.row(u"book"_s, 1), u"title"_s, text(u"Zwei"_s)));
        open.add(u"author"_s, {{u"name"_s, text(u"Cyd"_s)}});
        QVERIFY(open.session->changes().remove({open.row(u"book"_s, 2).key}));
        const SaveForecast told = forecast(open);
        QCOMPARE(told.sentence, u"Adds 1 author. Changes 2 books. Deletes 1 book."_s);
        QVERIFY(told.besides.isEmpty());
    }

    void aChangedKeyIsFollowedByItsChildrenInTheForecast()
    {
        OpenSession open(kSales);
        const Record ada = open.row(u"Customer"_s, 0);
        QVERIFY(open.edit(ada, u"Name"_s, text(u"Ada L."_s)));
        QVERIFY(forecast(open).besides.isEmpty());
        open.file.run(u"UPDATE Employee SET CustomerId = NULL"_s); // Who would keep the key as it is.
        QVERIFY(open.edit(ada, u"Id"_s, number(7)));
        QCOMPARE(forecast(open).besides, u"Also changes 2 invoices (ON UPDATE CASCADE)."_s);
    }

    void whatATriggerDoesIsNamedByTheTrigger()
    {
        OpenSession open(
            u"CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT);"
            "CREATE TABLE log(id INTEGER PRIMARY KEY, what TEXT);"
            "CREATE TRIGGER keep AFTER DELETE ON note BEGIN INSERT INTO log(what) VALUES(old.text); END;"
            "INSERT INTO note VALUES(1,'x'),(2,'y')"_s);
        QVERIFY(open.session->changes().remove({open.row(u"note"_s, 0).key, open.row(u"note"_s, 1).key}));
        QCOMPARE(forecast(open).sentence, u"Deletes 2 notes. Also adds 2 logs (trigger keep)."_s);
    }

    void memoryAndEditsAreAsBefore()
    {
        OpenSession open(kSales);
        const Record ada = open.row(u"Customer"_s, 0);
        const QString invoices = open.name(u"Customer"_s, u"Invoice"_s, schema::Direction::OneToMany);
        QCOMPARE(open.follow(ada.key, invoices), QStringList({u"1"_s, u"2"_s}));
        QVERIFY(open.edit(open.row(u"Customer"_s, 1), u"Name"_s, text(u"B."_s)));
        QVERIFY(open.session->changes().remove({ada.key}));
        open.add(u"Customer"_s, {{u"Name"_s, text(u"Cyd"_s)}});
        const base::PendingEdits before = open.session->pending();
        const SaveForecast first = forecast(open);
        QCOMPARE(open.session->pending(), before);
        open.log.clear();
        QCOMPARE(open.follow(ada.key, invoices), QStringList({u"1"_s, u"2"_s}));
        QCOMPARE(open.statements(), 0); // Still in memory.
        QCOMPARE(forecast(open), first);
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT Name FROM Customer"_s), QStringList({u"B."_s, u"Cyd"_s}));
    }

    void aRefusalIsToldBeforeTheSave()
    {
        OpenSession open(kShop);
        QVERIFY(open.session->changes().remove({open.row(u"author"_s, 0).key}));
        const SaveForecast told = forecast(open);
        QVERIFY2(told.refusal.startsWith(u"Rows of 'book' still refer to row 1 of 'author'."_s),
                 qPrintable(told.refusal));
        QVERIFY(told.sentence.isEmpty() && told.tables.isEmpty());
        const auto saved = open.save();
        QVERIFY(!saved);
        QCOMPARE(told.refusal, whyNot(saved));
        QVERIFY(open.session->changes().remove({open.row(u"book"_s, 0).key, open.row(u"book"_s, 1).key}));
        QCOMPARE(forecast(open).sentence, u"Deletes 2 books and 1 author."_s);
    }

    void aRefusalNamesItsRowAmongSeveralThatWait()
    {
        OpenSession open(kShop);
        QVERIFY(open.edit(open.row(u"book"_s, 2), u"title"_s, text(u"Drei"_s)));
        open.add(u"author"_s, {{u"name"_s, text(u"Cyd"_s)}});
        QVERIFY(open.session->changes().remove({open.row(u"author"_s, 0).key}));
        const SaveForecast told = forecast(open);
        QVERIFY2(told.refusal.startsWith(u"Rows of 'book' still refer to row 1 of 'author'."_s),
                 qPrintable(told.refusal));
        QCOMPARE(told.refusal, whyNot(open.save()));
        open.session->changes().discard();
        open.add(u"author"_s, {{u"name"_s, text(u"Cyd"_s)}});
        open.add(u"book"_s, {{u"title"_s, text(u"Four"_s)}, {u"isbn"_s, text(u"a"_s)}});
        const QString twice = forecast(open).refusal;
        QVERIFY2(twice.startsWith(u"Adding the new row of 'book' was refused."_s), qPrintable(twice));
        QCOMPARE(twice, whyNot(open.save()));
    }

    void aRefusalNamesTheTablesThatStillReferToARow()
    {
        QString shop = u"CREATE TABLE author(id INTEGER PRIMARY KEY);INSERT INTO author VALUES(1);"_s;
        const auto referTo = [&shop](const QString &table) {
            shop += u"CREATE TABLE %1(id INTEGER PRIMARY KEY, author_id INT REFERENCES author);"
                    "INSERT INTO %1 VALUES(1,1);"_s.arg(table);
        };
        const auto refusal = [&shop] {
            OpenSession open(shop);
            if (!open.session->changes().remove({open.row(u"author"_s, 0).key}))
                qFatal("the author cannot be removed");
            return forecast(open).refusal;
        };
        const QString words =
            u"Rows of %1 still refer to row 1 of 'author'. (FOREIGN KEY constraint failed) Delete "
            "those rows first, or lead them to another row of 'author'."_s;
        referTo(u"book"_s);
        QCOMPARE(refusal(), words.arg(u"'book'"_s));
        referTo(u"essay"_s);
        referTo(u"play"_s);
        QCOMPARE(refusal(), words.arg(u"'book', 'essay' and 'play'"_s));
        referTo(u"poem"_s);
        QCOMPARE(refusal(), words.arg(u"'book', 'essay', 'play' and one other table"_s));
        referTo(u"song"_s);
        QCOMPARE(refusal(), words.arg(u"'book', 'essay', 'play' and 2 other tables"_s));
    }

    void aRowThatSomebodyChangedIsToldBeforeTheSave()
    {
        OpenSession open(kShop);
        QVERIFY(open.session->changes().remove({open.row(u"book"_s, 0).key}));
        open.file.run(u"UPDATE book SET title = 'Uno' WHERE id = 1"_s);
        const QString refusal = forecast(open).refusal;
        QVERIFY2(refusal.contains(u"changed by another program"_s), qPrintable(refusal));
        QCOMPARE(refusal, whyNot(open.save()));
    }

    void aCircleIsTriedAsItIsSavedAndSaysWhatItCannotTell()
    {
        OpenSession open(u"CREATE TABLE a(id INTEGER PRIMARY KEY, b_id INT REFERENCES b);"
                         "CREATE TABLE b(id INTEGER PRIMARY KEY, a_id INT REFERENCES a);"
                         "PRAGMA foreign_keys=OFF; INSERT INTO a VALUES(1,1); INSERT INTO b VALUES(1,1)"_s);
        QVERIFY(open.session->changes().remove({open.row(u"a"_s, 0).key, open.row(u"b"_s, 0).key}));
        const SaveForecast told = forecast(open);
        QVERIFY2(told.refusal.isEmpty(), qPrintable(told.refusal));
        QVERIFY(told.sentence.contains(u"1 a"_s) && told.sentence.contains(u"1 b"_s));
        QCOMPARE(told.unknown, u"Some foreign keys are checked only when it is saved."_s);
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM a"_s), QStringList{u"1"_s});
        QVERIFY(open.save());
    }

    void whereTheDatabaseIsLockedNothingIsClaimed()
    {
        OpenSession open(kShop);
        QVERIFY(open.session->changes().remove({open.row(u"book"_s, 0).key}));
        const auto other =
            db::Connection::open({open.file.file(), base::ConnectionSettings::Mode::ReadWrite, 100}, {});
        QVERIFY(other && (*other)->begin());
        const auto told = open.session->forecast(open.cause);
        QVERIFY(!told && told.error().code == base::ErrorCode::DatabaseLocked);
        (*other)->rollback();
        QCOMPARE(forecast(open).sentence, u"Deletes 1 book."_s);
        QVERIFY(open.save());
    }
};

QTEST_GUILESS_MAIN(ForecastTest)
#include "tst_forecast.moc"
