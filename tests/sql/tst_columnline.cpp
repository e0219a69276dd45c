#include "core/sql/columnline.h"

#include <QTest>

using namespace relata;
using namespace Qt::StringLiterals;
using sql::ColumnLine;
using sql::parseColumnLine;

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
        QTest::newRow("a key of the table")
            << u"FOREIGN KEY (country, code) REFERENCES warehouse (country, code)"_s
            << u"constraint of the table"_s;
        QTest::newRow("a check of the table") << u"CHECK (a > 0)"_s << u"constraint of the table"_s;
        QTest::newRow("a named one") << u"constraint c UNIQUE (a, b)"_s << u"constraint of the table"_s;
        QTest::newRow("number for type") << u"a 12"_s << u"is no type"_s;
        QTest::newRow("open parenthesis") << u"a VARCHAR(80"_s << u"not closed"_s;
        QTest::newRow("open quote") << u"\"a TEXT"_s << u"not closed"_s;
        QTest::newRow("open text") << u"a TEXT DEFAULT 'x"_s << u"not closed"_s;
        QTest::newRow("comma") << u"a TEXT, b TEXT"_s << u"no meaning"_s;
        QTest::newRow("half NOT") << u"a TEXT NOT"_s << u"comes NULL"_s;
        QTest::newRow("half PRIMARY") << u"a TEXT PRIMARY"_s << u"comes KEY"_s;
        QTest::newRow("half DEFAULT") << u"a TEXT DEFAULT"_s << u"comes a value"_s;
        QTest::newRow("a type of strange words")
            << u"w integer pknote foo"_s << u"pknote is not understood"_s;
        QTest::newRow("no target") << u"a INTEGER ->"_s << u"comes a table"_s;
        QTest::newRow("foreign key without target") << u"a INTEGER FK"_s << u"Where does"_s;
        QTest::newRow("two target columns") << u"a INTEGER REFERENCES b(x, y)"_s << u"one column"_s;
        QTest::newRow("no action") << u"a INTEGER -> b ON DELETE nothing"_s << u"no action"_s;
        QTest::newRow("ON without a key")
            << u"a INTEGER NOT NULL ON DELETE CASCADE"_s << u"belong to a foreign key"_s;
        QTest::newRow("half ON") << u"a INTEGER -> b ON CASCADE"_s << u"DELETE or UPDATE"_s;
        QTest::newRow("half CHECK") << u"a INTEGER CHECK"_s << u"a condition in parentheses"_s;
        QTest::newRow("half a condition") << u"price INTEGER CHECK (price >)"_s << u"is not complete"_s;
        QTest::newRow("no condition") << u"price INTEGER CHECK ()"_s << u"says nothing"_s;
        QTest::newRow("half a term") << u"total INTEGER AS (price *)"_s << u"is not complete"_s;
        QTest::newRow("half a default") << u"at TEXT DEFAULT (datetime('now') ||)"_s << u"is not complete"_s;
        QTest::newRow("half COLLATE") << u"a TEXT COLLATE"_s << u"comes a name"_s;
        QTest::newRow("half GENERATED") << u"a INTEGER GENERATED AS (1)"_s << u"comes ALWAYS AS"_s;
        QTest::newRow("half AS") << u"a INTEGER AS 1"_s << u"a term in parentheses"_s;
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

    void aConditionMayNameWhatComesWithALaterLine()
    {
        QCOMPARE(parseColumnLine(u"low INTEGER CHECK (low < high)"_s).value().checks,
                 QStringList{u"low < high"_s});
    }

    void aConditionOfAServerIsNotMeasuredByAnother()
    {
        QVERIFY(parseColumnLine(u"name TEXT CHECK (name ~ '^a')"_s, u"postgresql"_s));
    }

    void theActionsOfAKeyMayStandAfterOtherWords()
    {
        const auto line =
            parseColumnLine(u"user_id -> user NOT NULL ON DELETE CASCADE UNIQUE ON UPDATE SET NULL"_s);
        QVERIFY2(line, line ? "" : qPrintable(line.error().text()));
        QCOMPARE(line->target->onDelete, schema::Action::Cascade);
        QCOMPARE(line->target->onUpdate, schema::Action::SetNull);
        QVERIFY(line->isUnique && !line->column.nullable);
    }

    void aGeneratedColumnAndACommentAreTyped()
    {
        const auto stored = parseColumnLine(
            u"total INTEGER NOT NULL GENERATED ALWAYS AS (price * count) STORED -- in cents; '(' too"_s);
        QVERIFY(stored);
        QCOMPARE(stored->column.generated, schema::Generated::Stored);
        QCOMPARE(stored->column.expression, u"price * count"_s);
        QCOMPARE(stored->column.comment, u"in cents; '(' too"_s);
        QCOMPARE(parseColumnLine(sql::columnLineText(*stored)).value(), *stored);
        const auto short_ = parseColumnLine(u"upper_name TEXT AS (upper(name))"_s);
        QCOMPARE(short_.value().column.generated, schema::Generated::Virtual);
        QCOMPARE(parseColumnLine(u"count INTEGER DEFAULT -1 --"_s).value().column.comment, QString());
    }

    void aForeignKeyIsTypedAsAnArrowOrAsSqlSays_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("column");
        QTest::newRow("arrow") << u"user_id INTEGER -> user"_s << u"user"_s << QString();
        QTest::newRow("arrow to a column") << u"user_id -> user.id"_s << u"user"_s << u"id"_s;
        QTest::newRow("a real arrow") << u"user_id → user.id"_s << u"user"_s << u"id"_s;
        QTest::newRow("SQL") << u"user_id INTEGER NOT NULL REFERENCES user(id)"_s << u"user"_s << u"id"_s;
        QTest::newRow("quoted") << u"x INTEGER -> \"my table\".\"my id\""_s << u"my table"_s << u"my id"_s;
        QTest::newRow("quoted in SQL")
            << u"x INTEGER REFERENCES \"my table\" (\"my id\")"_s << u"my table"_s << u"my id"_s;
    }
    void aForeignKeyIsTypedAsAnArrowOrAsSqlSays()
    {
        QFETCH(QString, line);
        QFETCH(QString, table);
        QFETCH(QString, column);
        const auto parsed = parseColumnLine(line);
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().text()));
        QVERIFY(parsed->target);
        QCOMPARE(parsed->target->table, table);
        QCOMPARE(parsed->target->column, column);
    }

    void aLineCarriesEverythingAfterTheType()
    {
        const auto parsed = parseColumnLine(
            u"price NUMERIC(10, 2) NOT NULL CHECK (price >= 0) DEFAULT 0 COLLATE NOCASE UNIQUE "
            "-> rate.amount ON DELETE SET NULL ON UPDATE CASCADE"_s);
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().text()));
        QCOMPARE(parsed->checks, QStringList(u"price >= 0"_s));
        QCOMPARE(parsed->column.collation, u"NOCASE"_s);
        QCOMPARE(int(parsed->target->onDelete), int(schema::Action::SetNull));
        QCOMPARE(int(parsed->target->onUpdate), int(schema::Action::Cascade));
        QVERIFY(parsed->isUnique && !parsed->column.nullable);
    }

    void aTypeIsGuessedFromTheUsualNames_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("type");
        QTest::newRow("id") << u"id PK"_s << u"INTEGER"_s;
        QTest::newRow("reference") << u"author_id"_s << u"INTEGER"_s;
        QTest::newRow("moment") << u"created_at NOT NULL"_s << u"DATETIME"_s;
        QTest::newRow("day") << u"born_on"_s << u"DATE"_s;
        QTest::newRow("yes or no") << u"is_admin"_s << u"BOOLEAN"_s;
    }
    void aTypeIsGuessedFromTheUsualNames()
    {
        QFETCH(QString, line);
        QFETCH(QString, type);
        const auto parsed = parseColumnLine(line);
        QVERIFY(parsed);
        QCOMPARE(parsed->column.type, type);
    }

    void aLineIsWrittenAsItIsRead_data()
    {
        QTest::addColumn<QString>("line");
        for (const QString &line :
             {u"id INTEGER PK"_s, u"name VARCHAR(80) NOT NULL UNIQUE DEFAULT 'x' COLLATE NOCASE"_s,
              u"user_id INTEGER NOT NULL -> user.id ON DELETE CASCADE"_s, u"x DOUBLE PRECISION"_s,
              u"\"order no\" TEXT -> \"my table\""_s, u"n REAL CHECK (n > 0) CHECK (n < 9)"_s,
              u"é TEXT DEFAULT (date('now'))"_s})
            QTest::newRow(qPrintable(line)) << line;
    }
    void aLineIsWrittenAsItIsRead()
    {
        QFETCH(QString, line);
        const auto parsed = parseColumnLine(line);
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().text()));
        const auto again = parseColumnLine(sql::columnLineText(*parsed));
        QVERIFY2(again, again ? "" : qPrintable(sql::columnLineText(*parsed)));
        QVERIFY(*again == *parsed);
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
