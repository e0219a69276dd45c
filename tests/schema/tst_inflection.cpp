#include "core/schema/inflection.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata::schema;

class InflectionTest : public QObject
{
    Q_OBJECT

private slots:
    void aPluralIsWhatPeopleSay_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("many");
        const QList<QPair<QString, QString>> words = {{u"album"_s, u"albums"_s},
                                                      {u"city"_s, u"cities"_s},
                                                      {u"address"_s, u"addresses"_s},
                                                      {u"box"_s, u"boxes"_s},
                                                      {u"child"_s, u"children"_s},
                                                      {u"person"_s, u"people"_s},
                                                      {u"staff"_s, u"staff"_s},
                                                      {u"category"_s, u"categories"_s},
                                                      {u"key"_s, u"keys"_s},
                                                      {u"status"_s, u"statuses"_s},
                                                      {u"day"_s, u"days"_s},
                                                      {u"branch"_s, u"branches"_s},
                                                      {u"order_detail"_s, u"order_details"_s},
                                                      {u"media"_s, u"media"_s},
                                                      {u"course"_s, u"courses"_s},
                                                      {u"house"_s, u"houses"_s},
                                                      {u"film_category"_s, u"film_categories"_s},
                                                      {u"analysis"_s, u"analyses"_s},
                                                      {u"bus"_s, u"buses"_s}};
        for (const auto &[one, many] : words)
            QTest::newRow(qPrintable(one)) << one << many;
    }
    void aPluralIsWhatPeopleSay()
    {
        QFETCH(QString, one);
        QFETCH(QString, many);
        QCOMPARE(plural(one), many);
        QCOMPARE(singular(many), one);
        QCOMPARE(plural(many), many);
        QCOMPARE(singular(one), one);
    }

    void anyNameBecomesWords_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("attribute");
        QTest::addColumn<QString>("className");
        QTest::newRow("camel") << u"InvoiceLine"_s << u"invoice_line"_s << u"InvoiceLine"_s;
        QTest::newRow("snake") << u"film_actor"_s << u"film_actor"_s << u"FilmActor"_s;
        QTest::newRow("blank") << u"Order Details"_s << u"order_details"_s << u"OrderDetails"_s;
        QTest::newRow("acronym") << u"HTTPServer"_s << u"http_server"_s << u"HTTPServer"_s;
        QTest::newRow("id") << u"CustomerID"_s << u"customer_id"_s << u"CustomerID"_s;
        QTest::newRow("hyphen") << u"bank_account-party_party"_s << u"bank_account_party_party"_s
                                << u"BankAccountPartyParty"_s;
        QTest::newRow("digit first") << u"2020 sales"_s << u"_2020_sales"_s << u"_2020Sales"_s;
        QTest::newRow("only signs") << u"'\n\""_s << u"_"_s << u"_"_s;
        QTest::newRow("letters of the world") << u"Größe"_s << u"größe"_s << u"Größe"_s;
    }
    void anyNameBecomesWords()
    {
        QFETCH(QString, name);
        QFETCH(QString, attribute);
        QFETCH(QString, className);
        QCOMPARE(snakeCase(name), attribute);
        QCOMPARE(camelCase(name), className);
    }
};

QTEST_APPLESS_MAIN(InflectionTest)
#include "tst_inflection.moc"
