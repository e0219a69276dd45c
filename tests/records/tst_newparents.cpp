#include "tests/records/opensession.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::RecordKey;
using base::Value;
using tests::OpenSession;

namespace {

const QString kMusic =
    u"CREATE TABLE artist(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE album(id INTEGER PRIMARY KEY, title TEXT, artist_id INT REFERENCES artist);"
    "CREATE TABLE seat(house INT, number INT DEFAULT 7, note TEXT, PRIMARY KEY(house, number));"
    "CREATE TABLE ticket(id INTEGER PRIMARY KEY, house INT, number INT, "
    "FOREIGN KEY(house, number) REFERENCES seat(house, number));"
    "INSERT INTO artist VALUES(1,'AC/DC'); INSERT INTO album VALUES(1,'Rock',1);"
    "INSERT INTO seat VALUES(1,1,'front'); INSERT INTO ticket VALUES(1,1,1)"_s;

Value text(const QString &words)
{
    return Value::text(words);
}

} // namespace

class NewParentsTest : public QObject
{
    Q_OBJECT

private slots:
    void aStoredRowTakesTheKeyOfANewParent()
    {
        OpenSession open(kMusic);
        const base::Record rock = open.row(u"album"_s, 0);
        const RecordKey artist = open.add(u"artist"_s, {{u"name"_s, text(u"Accept"_s)}});
        QVERIFY(open.session->changes().setNewParent(rock.key, 2, artist, rock.values[2]));
        QCOMPARE(open.session->pending().count(), 2);
        QCOMPARE(open.session->pending().parentOf(rock.key, 2)->key, artist);
        open.log.clear();
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT artist_id FROM album"_s), QStringList{u"2"_s});
        QStringList kinds;
        for (const base::StatementRecord &record : open.log)
            kinds += record.sql.section(u' ', 0, 0);
        QCOMPARE(kinds.count(u"BEGIN"_s), 1);
        QVERIFY(kinds.indexOf(u"INSERT"_s) < kinds.indexOf(u"UPDATE"_s));
    }

    void aCompositeKeyIsTakenWholeFromANewParent()
    {
        OpenSession open(kMusic);
        const RecordKey seat = open.add(u"seat"_s, {{u"house"_s, Value::integer(5)}}); // number by default
        const RecordKey added = open.add(u"ticket"_s, {});
        const base::Record stored = open.row(u"ticket"_s, 0);
        for (const int column : {1, 2}) {
            QVERIFY(open.session->changes().setNewParent(added, column, seat));
            QVERIFY(open.session->changes().setNewParent(stored.key, column, seat, stored.values[column]));
        }
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT house, number FROM ticket ORDER BY id"_s),
                 QStringList({u"5|7"_s, u"5|7"_s}));
    }

    void aColumnThatLeavesANewParentTakesItsCompanionsAlong()
    {
        OpenSession open(kMusic);
        const RecordKey seat = open.add(u"seat"_s, {{u"house"_s, Value::integer(5)}});
        const RecordKey added = open.add(u"ticket"_s, {});
        const base::Record stored = open.row(u"ticket"_s, 0);
        for (const int column : {1, 2}) {
            QVERIFY(open.session->changes().setNewParent(added, column, seat));
            QVERIFY(open.session->changes().setNewParent(stored.key, column, seat, stored.values[column]));
        }
        QVERIFY(open.session->changes().edit(added, 1, {}, Value::integer(1)));
        QVERIFY(open.session->changes().edit(stored.key, 1, stored.values[1], stored.values[1]));
        QVERIFY(open.session->pending().addedRow(added)->parents.isEmpty());
        QVERIFY(open.session->pending().changed.isEmpty());
    }

    void revertingANewParentGivesAStoredChildBackWhatItHad()
    {
        OpenSession open(kMusic);
        const base::Record rock = open.row(u"album"_s, 0);
        const RecordKey artist = open.add(u"artist"_s, {});
        QVERIFY(open.session->changes().setNewParent(rock.key, 2, artist, rock.values[2]));
        open.session->changes().revert({artist});
        QVERIFY(open.session->pending().isEmpty());
        QVERIFY(!open.session->changes().setNewParent(rock.key, 2, artist, rock.values[2]));
        QVERIFY(open.session->pending().isEmpty());
    }

    void aStoredChildThatWasChangedElsewhereIsNotOverwritten()
    {
        OpenSession open(kMusic);
        const base::Record rock = open.row(u"album"_s, 0);
        const RecordKey artist = open.add(u"artist"_s, {});
        QVERIFY(open.session->changes().setNewParent(rock.key, 2, artist, rock.values[2]));
        open.file.run(u"UPDATE album SET artist_id = NULL"_s);
        const auto saved = open.save();
        QVERIFY(!saved);
        QCOMPARE(saved.error().row, rock.key);
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM artist"_s), QStringList{u"1"_s}); // Nothing was saved.
        QCOMPARE(open.session->pending().parentOf(rock.key, 2)->key, artist);
    }
};

QTEST_GUILESS_MAIN(NewParentsTest)
#include "tst_newparents.moc"
