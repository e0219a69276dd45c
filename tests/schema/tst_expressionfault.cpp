#include "core/schema/expressionfault.h"
#include "core/schema/table.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

schema::Table product()
{
    schema::Table table;
    table.name = u"product"_s;
    for (const QString &name : {u"price"_s, u"name"_s, u"group"_s, u"the \"odd\" one"_s}) {
        schema::Column column;
        column.name = name;
        table.columns += column;
    }
    return table;
}

} // namespace

/// What SQLite has against an expression is told before it is asked to make the table.
class ExpressionFaultTest : public QObject
{
    Q_OBJECT

private slots:
    void anExpressionThatSqliteTakesHasNoFault_data()
    {
        QTest::addColumn<QString>("expression");
        for (const char *each :
             {"price >= 0", "PRICE >= 0 AND length(name) > 2", "\"group\" IN (1, 2)", "[group] = 1",
              "\"the \"\"odd\"\" one\" IS NULL", "price BETWEEN 1 AND 9 -- cheap", "name LIKE '%)%'",
              "CASE WHEN price > 1 THEN 1 ELSE 0 END", "CAST(price AS INTEGER) = price", "product.price > 0",
              "price IS NOT DISTINCT FROM 3", "name LIKE 'a%' ESCAPE '\\'", "rowid > 0"})
            QTest::newRow(each) << QString::fromUtf8(each);
        QTest::newRow("a function of the program's own") << u"soundex_of(name) = 'x'"_s;
        QTest::newRow("a collation of its own") << u"name COLLATE german > 'a'"_s;
        QTest::newRow("an operator that a program defines") << u"name REGEXP '^a'"_s;
    }
    void anExpressionThatSqliteTakesHasNoFault()
    {
        QFETCH(QString, expression);
        const auto fault = schema::faultOf(product(), expression);
        QVERIFY2(!fault, qPrintable(fault ? fault->sentence : QString()));
    }

    void aFaultIsToldInWords_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("nothing") << u" "_s << u"says nothing."_s;
        QTest::newRow("half") << u"price >"_s << u"is not complete."_s;
        QTest::newRow("half an AND") << u"price > 0 AND"_s << u"is not complete."_s;
        QTest::newRow("open parenthesis") << u"(price > 0"_s << u"is not complete."_s;
        QTest::newRow("open text") << u"name > 'a"_s << u"makes no sense at"_s;
        QTest::newRow("two words") << u"price cheap"_s << u"makes no sense at 'cheap'."_s;
        QTest::newRow("a way out of the parentheses") << u"1) , CHECK (1"_s << u"makes no sense at ','."_s;
        QTest::newRow("a misspelt column")
            << u"prise > 0"_s
            << u"names the column 'prise', which 'product' does not have. Did you mean 'price'?"_s;
        QTest::newRow("another table's column")
            << u"user.price > 0"_s << u"names the column 'user.price', which 'product' does not have."_s;
        QTest::newRow("a query") << u"price IN (SELECT 1)"_s << u"is refused by SQLite: subqueries"_s;
        QTest::newRow("an aggregate") << u"sum(price) > 1"_s << u"is refused by SQLite: misuse"_s;
    }
    void aFaultIsToldInWords()
    {
        QFETCH(QString, expression);
        QFETCH(QString, sentence);
        const auto fault = schema::faultOf(product(), expression);
        QVERIFY(fault);
        QVERIFY2(fault->sentence.startsWith(sentence), qPrintable(fault->sentence));
    }

    void theSyntaxAsksForNoColumns()
    {
        QVERIFY(schema::checkSyntax({}, u"later > 0"_s));
        QCOMPARE(schema::checkSyntax({}, u"later >"_s).error().sentence, u"'later >' is not complete."_s);
        QVERIFY(!schema::checkExpression({}, product(), u"later > 0"_s));
    }

    void whatAnotherEngineTakesIsItsOwnAffair()
    {
        QVERIFY(schema::checkSyntax(u"postgresql"_s, u"name ~ '^a' AND price::int > 0"_s));
        QVERIFY(!schema::checkSyntax(u"sqlite"_s, u"price::int > 0"_s));
    }

    void aTermOfAnIndexIsLookedAtWithoutItsOrder()
    {
        QCOMPARE(schema::withoutOrder(u"lower(name) DESC"_s), u"lower(name)"_s);
        QCOMPARE(schema::withoutOrder(u"lower(name)"_s), u"lower(name)"_s);
    }
};

QTEST_APPLESS_MAIN(ExpressionFaultTest)
#include "tst_expressionfault.moc"
