#include "tests/records/bookshop.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::SaveForecast;
using base::Value;

namespace {

const QString kTags =
    u"CREATE TABLE tag(id INTEGER PRIMARY KEY ON CONFLICT REPLACE, name TEXT UNIQUE ON CONFLICT REPLACE, "
    "note TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'none');"
    "CREATE TABLE use(id INTEGER PRIMARY KEY, tag_id INT REFERENCES tag ON DELETE CASCADE);"
    "CREATE TABLE slot(id INTEGER PRIMARY KEY ON CONFLICT REPLACE, v TEXT);"
    "CREATE TABLE peg(id INTEGER PRIMARY KEY, slot_id INT REFERENCES slot ON DELETE CASCADE);"
    "CREATE TABLE word(k TEXT PRIMARY KEY ON CONFLICT REPLACE, v TEXT) WITHOUT ROWID;"
    "INSERT INTO tag VALUES(1,'red','a'),(2,'blue','b'),(3,'green','c');"
    "INSERT INTO use VALUES(1,1),(2,1),(3,2);"
    "INSERT INTO slot VALUES(1,'x'),(2,'y'); INSERT INTO peg VALUES(2,2);"
    "INSERT INTO word VALUES('a','one'),('b','two')"_s;

SaveForecast forecast(OpenSession &open)
{
    const auto told = open.session->forecast(open.cause);
    if (!told)
        qFatal("%s", qPrintable(told.error().text()));
    return *told;
}

QStringList everything(const OpenSession &open)
{
    QStringList all;
    for (const QString &table : {u"tag"_s, u"use"_s, u"slot"_s, u"peg"_s, u"word"_s})
        all += open.file.rows(u"SELECT '%1', * FROM %1 ORDER BY 2"_s.arg(table));
    return all;
}

} // namespace

/// Rows that a statement removes besides the one that it names are told, before and afterwards.
class ReplacedRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyRowThatIsReplacedIsTold_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("besides");
        QTest::addColumn<QStringList>("after");
        const QStringList uses = {u"use|1|1"_s, u"use|2|1"_s, u"use|3|2"_s};
        const QStringList slotRows = {u"slot|1|x"_s, u"slot|2|y"_s, u"peg|2|2"_s};
        const QStringList words = slotRows + QStringList{u"word|a|one"_s, u"word|b|two"_s};
        const QStringList tags = {u"tag|1|red|a"_s, u"tag|2|blue|b"_s, u"tag|3|green|c"_s};
        const QString replaced = u"Also deletes 1 tag (ON CONFLICT REPLACE)"_s;
        QTest::newRow("a new row with the name of another")
            << u"insert tag name red"_s << QString(replaced + u" and 2 uses (ON DELETE CASCADE)."_s)
            << QStringList({u"tag|2|blue|b"_s, u"tag|3|green|c"_s, u"tag|4|red|none"_s, u"use|3|2"_s}) +
                   words;
        QTest::newRow("a changed name")
            << u"update tag 3 name blue"_s << QString(replaced + u" and 1 use (ON DELETE CASCADE)."_s)
            << QStringList({u"tag|1|red|a"_s, u"tag|3|blue|c"_s, u"use|1|1"_s, u"use|2|1"_s}) + words;
        QTest::newRow("a changed name, no children")
            << u"update tag 1 name green"_s << QString(replaced + u'.')
            << QStringList({u"tag|1|green|a"_s, u"tag|2|blue|b"_s}) + uses + words;
        QTest::newRow("a new row with the key of another")
            << u"insert tag id 3"_s << QString(replaced + u'.')
            << QStringList({u"tag|1|red|a"_s, u"tag|2|blue|b"_s, u"tag|3|NULL|none"_s}) + uses + words;
        QTest::newRow("a changed key")
            << u"update slot 1 id 2"_s
            << u"Also deletes 1 slot (ON CONFLICT REPLACE) and 1 peg (ON DELETE CASCADE)."_s
            << tags + uses + QStringList({u"slot|2|x"_s, u"word|a|one"_s, u"word|b|two"_s});
        QTest::newRow("a key of a table without rowid")
            << u"update word a k b"_s << u"Also deletes 1 word (ON CONFLICT REPLACE)."_s
            << tags + uses + slotRows + QStringList({u"word|b|one"_s});
        QTest::newRow("NOT NULL takes the default and no row")
            << u"update tag 3 note NULL"_s << QString()
            << QStringList({u"tag|1|red|a"_s, u"tag|2|blue|b"_s, u"tag|3|green|none"_s}) + uses + words;
    }

    void everyRowThatIsReplacedIsTold()
    {
        QFETCH(const QString, change);
        QFETCH(const QString, besides);
        QFETCH(const QStringList, after);
        OpenSession open(kTags);
        const QStringList before = everything(open);
        make(open, change.split(u' '));
        const SaveForecast told = forecast(open);
        QCOMPARE(told.refusal, QString());
        QCOMPARE(told.besides, besides);
        QCOMPARE(everything(open), before);
        const auto saved = open.save();
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().error.text()));
        QCOMPARE(everything(open), after);
        QCOMPARE(saved->besides, QString(besides).replace(u"Also deletes"_s, u"The database also deleted"_s));
        const QString table = change.section(u' ', 1, 1);
        QCOMPARE(saved->changedByDatabase.contains(table), !besides.isEmpty());
        // What is in memory is what the file has.
        QStringList shown;
        for (const base::Record &record : open.rows(table)) {
            QStringList cells = {table};
            for (const Value &value : record.values)
                cells += value.isNull() ? u"NULL"_s : value.toText();
            shown += cells.join(u'|');
        }
        QCOMPARE(shown, after.filter(QRegularExpression(u'^' + table)));
    }

    void anUpdateTriggerAfterSetNullCountsItsRowOnce()
    {
        OpenSession open(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY, n INT);"
            "CREATE TABLE c(id INTEGER PRIMARY KEY, p_id INT REFERENCES p ON DELETE SET NULL, at INT);"
            "CREATE TRIGGER stamp AFTER UPDATE OF p_id ON c BEGIN UPDATE c SET at = 1 WHERE id = NEW.id; END;"
            "CREATE TRIGGER count AFTER UPDATE OF n ON p BEGIN UPDATE p SET n = n + 1 WHERE id = NEW.id; END;"
            "INSERT INTO p VALUES(1,1),(2,2); INSERT INTO c VALUES(1,1,0),(2,1,0),(3,2,0)"_s);
        QVERIFY(open.edit(open.row(u"p"_s, 1), u"n"_s, Value::integer(7)));
        QVERIFY(open.session->changes().remove({open.row(u"p"_s, 0).key}));
        QCOMPARE(forecast(open).sentence,
                 u"Changes 1 p. Deletes 1 p. Also changes 2 cs (ON DELETE SET NULL or triggers)."_s);
    }

    void aChildAddedSinceTheForecastIsToldBeforeItGoes()
    {
        OpenSession open(kTags);
        QVERIFY(open.session->changes().remove({open.row(u"tag"_s, 0).key}));
        QCOMPARE(forecast(open).besides, u"Also deletes 2 uses (ON DELETE CASCADE)."_s);
        open.file.run(u"INSERT INTO use VALUES(9,1)"_s);
        const QStringList before = everything(open);
        const auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().error.sentence,
                 u"Saving would also delete 3 uses, where 2 were told before."_s);
        QCOMPARE(everything(open), before);
        QCOMPARE(open.session->pending().deleted.size(), 1);
        QVERIFY(open.save()); // Now the person knows.
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM use"_s), QStringList({u"1"_s}));
    }

    void otherChildrenThanTheForecastsAreToldBeforeTheyGo()
    {
        OpenSession open(kTags);
        QVERIFY(open.session->changes().remove({open.row(u"tag"_s, 0).key}));
        forecast(open);
        open.file.run(u"DELETE FROM use WHERE id = 1; INSERT INTO use VALUES(9,1)"_s);
        QVERIFY(!open.save());
        QVERIFY(open.save());
    }

    void whatWasNeverForetoldIsSaved()
    {
        OpenSession open(kTags);
        QVERIFY(open.session->changes().remove({open.row(u"tag"_s, 0).key}));
        QVERIFY(open.save());
    }

private:
    /// "insert TABLE COLUMN VALUE" or "update TABLE KEY COLUMN VALUE"
    static void make(OpenSession &open, const QStringList &words)
    {
        const auto valueOf = [](const QString &word) {
            bool isNumber = false;
            const qint64 number = word.toLongLong(&isNumber);
            return isNumber ? Value::integer(number) : word == u"NULL"_s ? Value() : text(word);
        };
        if (words[0] == u"insert"_s) {
            open.add(words[1], {{words[2], valueOf(words[3])}});
            return;
        }
        for (const base::Record &record : open.rows(words[1])) {
            if (record.key.toDisplay() == words[2])
                QVERIFY(open.edit(record, words[3], valueOf(words[4])));
        }
    }
};

QTEST_GUILESS_MAIN(ReplacedRowsTest)
#include "tst_replacedrows.moc"
