#include "core/async/tablesoftext.h"
#include "tests/support/constraints.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

base::Result<async::TablesOfText> read(const QString &sql)
{
    QObject owner;
    std::optional<base::Result<async::TablesOfText>> answer;
    async::readTables(sql, &owner, [&answer](const auto &given) { answer = given; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 10000))
        qFatal("no answer");
    return *answer;
}

} // namespace

/// SQL text as tables.
class TablesOfTextTest : public QObject
{
    Q_OBJECT

private slots:
    void severalTablesWithTheirIndexesAreRead()
    {
        const auto made =
            read(u"-- people\nCREATE TABLE IF NOT EXISTS \"user\" (id INTEGER PRIMARY KEY, "
                 "`name` TEXT NOT NULL);\n/* and posts */ create table post (id INTEGER PRIMARY "
                 "KEY, user_id INT REFERENCES user, CHECK (id > 0));\n"
                 "CREATE UNIQUE INDEX by_name ON user (name);"_s);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        QCOMPARE(made->schema.tables.size(), 2);
        QCOMPARE(made->leftOut, 0);
        QCOMPARE(made->schema.table(u"user"_s)->indexes.size(), 1);
        QCOMPARE(made->schema.table(u"post"_s)->foreignKeys.first().table, u"user"_s);
        QCOMPARE(tests::conditionsOf(made->schema.table(u"post"_s)->checks), QStringList{u"id > 0"_s});
    }

    void nothingButTablesIsMade()
    {
        const auto made =
            read(u"BEGIN; CREATE TABLE a (b TEXT DEFAULT ';'); INSERT INTO a VALUES (1); ATTACH 'x' AS y; "
                 "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; SELECT 1; END; COMMIT"_s);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        QCOMPARE(made->schema.tables.size(), 1);
        QVERIFY(made->schema.tables.first().triggers.isEmpty());
        QCOMPARE(made->leftOut, 5); // A trigger is one, with all its statements.
    }

    void aTriggerOfAnotherEngineHidesNoTable()
    {
        const auto made =
            read(u"CREATE TABLE a (b TEXT); CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW "
                 "EXECUTE FUNCTION f(); CREATE TABLE c (d TEXT);"
                 "CREATE TRIGGER u AFTER INSERT ON c BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 3; END;"
                 "CREATE TABLE e (f TEXT)"_s);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        QCOMPARE(made->schema.tables.size(), 3);
        QCOMPARE(made->leftOut, 2);
    }

    void whatCannotBeReadSaysWhere()
    {
        const auto made = read(u"CREATE TABLE a (b);\n\nCREATE TABLE c (d,,);"_s);
        QVERIFY(!made);
        QVERIFY2(made.error().sentence.startsWith(u"The statement at line 3 cannot be read: "_s),
                 qPrintable(made.error().sentence));
        QVERIFY(made.error().sentence.contains(u"near"_s));
    }

    void otherTextIsNoTable()
    {
        const auto made = read(u"Dear reader; yours"_s);
        QVERIFY(!made);
        QCOMPARE(made.error().sentence, u"There is no CREATE TABLE in this text."_s);
    }

    void whoIsGoneGetsNoAnswer()
    {
        bool wasTold = false;
        {
            QObject owner;
            async::readTables(u"CREATE TABLE a (b)"_s, &owner, [&wasTold](const auto &) { wasTold = true; });
        }
        QTest::qWait(200);
        QVERIFY(!wasTold);
    }
};

QTEST_GUILESS_MAIN(TablesOfTextTest)
#include "tst_tablesoftext.moc"
