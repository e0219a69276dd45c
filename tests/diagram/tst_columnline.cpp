#include "ui/diagram/columnline.h"

#include <QTest>

using namespace relata;
using namespace Qt::StringLiterals;
using ui::ColumnLine;
using ui::parseColumnLine;

class ColumnLineTest : public QObject
{
    Q_OBJECT

private slots:
    void aLineThatIsNoColumnIsRefusedWithTheReason_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("reason");
        QTest::newRow("empty") << u""_s << u"no name"_s;
        QTest::newRow("name only") << u"email"_s << u"has no type"_s;
        QTest::newRow("keyword for type") << u"email NOT NULL"_s << u"has no type"_s;
        QTest::newRow("number first") << u"12 TEXT"_s << u"starts with its name"_s;
        QTest::newRow("text first") << u"'a' TEXT"_s << u"starts with its name"_s;
        QTest::newRow("number for type") << u"a 12"_s << u"is no type"_s;
        QTest::newRow("open parenthesis") << u"a VARCHAR(80"_s << u"not closed"_s;
        QTest::newRow("open quote") << u"\"a TEXT"_s << u"not closed"_s;
        QTest::newRow("open text") << u"a TEXT DEFAULT 'x"_s << u"not closed"_s;
        QTest::newRow("comma") << u"a TEXT, b TEXT"_s << u"no meaning"_s;
        QTest::newRow("half NOT") << u"a TEXT NOT"_s << u"comes NULL"_s;
        QTest::newRow("half PRIMARY") << u"a TEXT PRIMARY"_s << u"comes KEY"_s;
        QTest::newRow("half DEFAULT") << u"a TEXT DEFAULT"_s << u"comes a value"_s;
        QTest::newRow("foreign key") << u"a INTEGER REFERENCES b(id)"_s << u"drawn, not typed"_s;
        QTest::newRow("check") << u"a INTEGER CHECK (a > 0)"_s << u"not understood"_s;
        QTest::newRow("word after constraint") << u"a TEXT NOT NULL nonsense"_s << u"not understood"_s;
    }
    void aLineThatIsNoColumnIsRefusedWithTheReason()
    {
        QFETCH(QString, line);
        QFETCH(QString, reason);
        const auto parsed = parseColumnLine(line);
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().sentence.contains(reason), qPrintable(parsed.error().sentence));
    }

    void aLineIsReadAsPeopleTypeIt_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("nullable");
        QTest::addColumn<bool>("key");
        QTest::addColumn<bool>("unique");
        QTest::addColumn<QString>("standard");
        QTest::newRow("key") << u"id INTEGER PK"_s << u"id"_s << u"INTEGER"_s << false << true << false
                             << QString();
        QTest::newRow("whole key") << u"id integer primary key"_s << u"id"_s << u"integer"_s << false << true
                                   << false << QString();
        QTest::newRow("length") << u"name VARCHAR(80) NOT NULL"_s << u"name"_s << u"VARCHAR(80)"_s << false
                                << false << false << QString();
        QTest::newRow("unique") << u"email TEXT UNIQUE"_s << u"email"_s << u"TEXT"_s << true << false << true
                                << QString();
        QTest::newRow("space") << u"  sum   NUMERIC (10, 2)  "_s << u"sum"_s << u"NUMERIC(10, 2)"_s << true
                               << false << false << QString();
        QTest::newRow("words") << u"x DOUBLE PRECISION not null"_s << u"x"_s << u"DOUBLE PRECISION"_s << false
                               << false << false << QString();
        QTest::newRow("any order") << u"a TEXT UNIQUE NOT NULL"_s << u"a"_s << u"TEXT"_s << false << false
                                   << true << QString();
        QTest::newRow("quoted") << u"\"my \"\"own\"\" name\" TEXT"_s << u"my \"own\" name"_s << u"TEXT"_s
                                << true << false << false << QString();
        QTest::newRow("brackets") << u"[order no] TEXT"_s << u"order no"_s << u"TEXT"_s << true << false
                                  << false << QString();
        QTest::newRow("number") << u"n INTEGER DEFAULT -1"_s << u"n"_s << u"INTEGER"_s << true << false
                                << false << u"-1"_s;
        QTest::newRow("fraction") << u"n REAL DEFAULT 0.5 NOT NULL"_s << u"n"_s << u"REAL"_s << false << false
                                  << false << u"0.5"_s;
        QTest::newRow("text") << u"s TEXT DEFAULT 'it''s, new' NOT NULL"_s << u"s"_s << u"TEXT"_s << false
                              << false << false << u"'it''s, new'"_s;
        QTest::newRow("term") << u"t TEXT DEFAULT (date('now', '(x)'))"_s << u"t"_s << u"TEXT"_s << true
                              << false << false << u"(date('now', '(x)'))"_s;
        QTest::newRow("word") << u"t TIMESTAMP DEFAULT CURRENT_TIMESTAMP"_s << u"t"_s << u"TIMESTAMP"_s
                              << true << false << false << u"CURRENT_TIMESTAMP"_s;
        QTest::newRow("umlaut") << u"größe INTEGER NULL"_s << u"größe"_s << u"INTEGER"_s << true << false
                                << false << QString();
    }
    void aLineIsReadAsPeopleTypeIt()
    {
        QFETCH(QString, line);
        QFETCH(QString, standard);
        const auto parsed = parseColumnLine(line);
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().text()));
        QTEST(parsed->column.name, "name");
        QTEST(parsed->column.type, "type");
        QTEST(parsed->column.nullable, "nullable");
        QTEST(parsed->isPrimaryKey, "key");
        QTEST(parsed->isUnique, "unique");
        QCOMPARE(parsed->column.defaultValue.has_value(), !standard.isEmpty());
        QCOMPARE(parsed->column.defaultValue.value_or(QString()), standard);
    }
};

QTEST_APPLESS_MAIN(ColumnLineTest)
#include "tst_columnline.moc"
