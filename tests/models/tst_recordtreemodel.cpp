#include "tests/models/treeonfile.h"
#include "tests/support/scratchdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::ScratchDatabase;
using tests::settle;
using ui::RecordTreeModel;

namespace {

const QString kMusic =
    u"CREATE TABLE artist(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE album(id INTEGER PRIMARY KEY, title TEXT, artist_id INT REFERENCES artist);"
    "CREATE TABLE track(id INTEGER PRIMARY KEY, name TEXT, album_id INT REFERENCES album);"
    "CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE album_tag(album_id INT REFERENCES album, tag_id INT REFERENCES tag, PRIMARY KEY(album_id, "
    "tag_id));"
    "INSERT INTO artist VALUES(1,'AC/DC'),(2,'Accept'),(3,'Nobody');"
    "INSERT INTO album VALUES(1,'Rock',1),(2,'Balls',2),(3,'Voltage',1),(4,'Lost',NULL);"
    "INSERT INTO track VALUES(1,'One',1),(2,'Two',1),(3,'Three',3);"
    "INSERT INTO tag VALUES(1,'loud'),(2,'live'); INSERT INTO album_tag VALUES(1,1),(1,2),(3,1);"_s;

struct Fixture : tests::TreeOnFile
{
    using TreeOnFile::TreeOnFile;

    void show(const QString &table)
    {
        TreeOnFile::show(table);
        open.clearLog();
    }

    QModelIndex at(const QStringList &path) const
    {
        QModelIndex index;
        for (const QString &name : path) {
            QModelIndex found;
            for (int row = 0; row < model->rowCount(index); ++row) {
                const QModelIndex child = model->index(row, 0, index);
                const bool isSide =
                    child.data(RecordTreeModel::KindRole).toInt() == int(ui::RecordNodeKind::Relationship);
                if ((isSide ? model->trail(child).last() : child.data().toString()) == name)
                    found = child;
            }
            if (!found.isValid())
                qFatal("no node %s", qPrintable(path.join(u'/')));
            index = found;
        }
        return index;
    }

    void expand(const QStringList &path) { TreeOnFile::expand(at(path)); }

    QStringList printed(const QModelIndex &parent = {}, int depth = 0) const
    {
        QStringList lines;
        for (int row = 0; row < model->rowCount(parent); ++row) {
            const QModelIndex index = model->index(row, 0, parent);
            lines += QString(depth * 2, u' ') + index.data().toString() + u" | "_s +
                     index.data(RecordTreeModel::DetailRole).toString();
            lines += printed(index, depth + 1);
        }
        return lines;
    }
};

} // namespace

class RecordTreeModelTest : public QObject
{
    Q_OBJECT

private slots:
    /// The answer to what was asked for a node comes when the node is no more.
    void aLateAnswerToARemovedNodeIsDropped_data()
    {
        QTest::addColumn<bool>("isOtherTable");
        QTest::newRow("another table is shown") << true;
        QTest::newRow("the rows are read again") << false;
    }
    void aLateAnswerToARemovedNodeIsDropped()
    {
        QFETCH(bool, isOtherTable);
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.show(u"artist"_s);
        tree.expand({u"AC/DC"_s});
        const QPersistentModelIndex albums = tree.at({u"AC/DC"_s, u"albums"_s});
        tree.model->fetchMore(albums); // Asked, and not answered yet.
        if (isOtherTable)
            tree.model->open(u"tag"_s);
        else
            file.run(u"DELETE FROM album WHERE artist_id = 1; DELETE FROM artist WHERE id = 1"_s);
        if (!isOtherTable)
            tree.model->reload();
        settle(*tree.open);
        QVERIFY(!albums.isValid());
        QCOMPARE(tree.model->rowCount(), 2);
        QCOMPARE(tree.model->index(0, 0).data().toString(), isOtherTable ? u"loud"_s : u"Accept"_s);
        QCOMPARE(tree.model->rowCount(tree.model->index(0, 0)), 0);
    }

    void openingATableLoadsItsRowsAndNoRelationship()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.model->open(u"artist"_s);
        settle(*tree.open);
        QCOMPARE(tree.printed(),
                 QStringList({u"AC/DC | artist 1"_s, u"Accept | artist 2"_s, u"Nobody | artist 3"_s}));
        QCOMPARE(tree.open.clicked().filter(u"\"artist\""_s).size(), 1);
        QVERIFY(tree.open.clicked().filter(u"album"_s).filter(u"SELECT \"album\""_s).isEmpty());
    }

    void expandingARecordShowsItsRelationshipsAndAsksNothing()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.show(u"artist"_s);
        tree.expand({u"AC/DC"_s});
        QCOMPARE(tree.open.log().size(), 0);
        QCOMPARE(tree.printed(tree.at({u"AC/DC"_s})), QStringList({u"albums | select"_s}));
    }

    void expandingARelationshipRunsOneSelectAndAgainNone()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.show(u"artist"_s);
        tree.expand({u"AC/DC"_s});
        tree.expand({u"AC/DC"_s, u"albums"_s});
        QCOMPARE(tree.open.log().size(), 1);
        QCOMPARE(tree.open.log().first().cause.text, u"Expand artist “AC/DC” → albums"_s);
        QCOMPARE(tree.printed(tree.at({u"AC/DC"_s, u"albums"_s})),
                 QStringList({u"Rock | album 1"_s, u"Voltage | album 3"_s}));
        tree.expand({u"AC/DC"_s, u"albums"_s});
        QCOMPARE(tree.open.log().size(), 1);
    }

    void theSameRelationshipUnderFiveParentsCostsOneStatementEach()
    {
        const ScratchDatabase file(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE c(id INTEGER PRIMARY KEY, p_id "
            u"REFERENCES p);"
            "INSERT INTO p VALUES(1,'a'),(2,'b'),(3,'c'),(4,'d'),(5,'e'); INSERT INTO c SELECT id, id FROM p"_s);
        Fixture tree(file.file());
        tree.show(u"p"_s);
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}) {
            tree.expand({name});
            tree.expand({name, u"cs"_s});
        }
        QCOMPARE(tree.open.clicked().size(), 5);
    }

    void aParentInMemoryIsShownWithoutAStatement()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.show(u"artist"_s);
        tree.expand({u"AC/DC"_s});
        tree.expand({u"AC/DC"_s, u"albums"_s});
        tree.open.clearLog();
        tree.expand({u"AC/DC"_s, u"albums"_s, u"Rock"_s});
        QVERIFY(tree.printed().contains(u"      artist → AC/DC | in memory"_s));
        tree.expand({u"AC/DC"_s, u"albums"_s, u"Rock"_s, u"artist"_s});
        QCOMPARE(tree.open.log().size(), 0);
        QCOMPARE(tree.printed(tree.at({u"AC/DC"_s, u"albums"_s, u"Rock"_s, u"artist"_s})),
                 QStringList({u"AC/DC | artist 1"_s}));
    }

    void aParentThatIsNotInMemoryCostsOneStatementOnce()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.show(u"album"_s);
        for (const QString &album : {u"Rock"_s, u"Voltage"_s}) {
            tree.expand({album});
            tree.expand({album, u"artist"_s});
        }
        QCOMPARE(tree.open.log().size(), 1); // Both albums are by the same artist.
        tree.expand({u"Lost"_s});
        QVERIFY(!tree.model->hasChildren(
            tree.at({u"Lost"_s, u"artist"_s}))); // A NULL leads nowhere and asks nothing.
        QCOMPARE(tree.open.log().size(), 1);
    }

    void aManyToManyIsOneSelectThroughTheJunction()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.show(u"album"_s);
        tree.expand({u"Rock"_s});
        tree.expand({u"Rock"_s, u"tags"_s});
        QCOMPARE(tree.open.log().size(), 1);
        QCOMPARE(tree.printed(tree.at({u"Rock"_s, u"tags"_s})),
                 QStringList({u"loud | tag 1"_s, u"live | tag 2"_s}));
    }

    void countsAndTitlesAreOneStatementForEachRelationshipUnderOneCause()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file(), true);
        tree.show(u"album"_s);
        for (const QString &album : {u"Rock"_s, u"Voltage"_s, u"Balls"_s})
            tree.model->fetchMore(tree.at({album})); // Three records in one turn of the event loop.
        settle(*tree.open);
        QCOMPARE(tree.open.clicked().size(), 0);
        QCOMPARE(tree.open.displayed().size(), 3); // artist, tracks, tags
        QSet<quint64> causes;
        for (const auto &record : tree.open.log())
            causes += record.cause.click;
        QCOMPARE(causes.size(), 1);
        QVERIFY(tree.printed().contains(u"  tracks | 2 · select"_s));
        QVERIFY(tree.printed().contains(u"  artist → AC/DC | select"_s));
    }

    void switchedOffTheDisplayAsksNothing()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file(), false);
        tree.show(u"album"_s);
        tree.expand({u"Rock"_s});
        QCOMPARE(tree.open.log().size(), 0);
    }

    void longListsComeByThePage()
    {
        const ScratchDatabase file(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<25) INSERT INTO t SELECT i, 'row '||i FROM n"_s);
        Fixture tree(file.file());
        tree.model->setPageSize(10);
        tree.show(u"t"_s);
        QCOMPARE(tree.model->rowCount(), 11);
        const auto more = [&tree] { return tree.model->index(tree.model->rowCount() - 1, 0); };
        QCOMPARE(more().data(RecordTreeModel::KindRole).toInt(), int(ui::RecordNodeKind::More));
        tree.model->loadMore(more());
        settle(*tree.open);
        QCOMPARE(tree.model->rowCount(), 21);
        tree.model->loadMore(more());
        settle(*tree.open);
        QCOMPARE(tree.model->rowCount(), 25);
        QCOMPARE(tree.open.log().size(), 2);
        QCOMPARE(tree.model->index(24, 0).data().toString(), u"row 25"_s);
    }

    void cyclesAndSelfReferencesExpandWithoutEnd()
    {
        const ScratchDatabase file(
            u"CREATE TABLE node(id INTEGER PRIMARY KEY, name TEXT, up INT REFERENCES node);"
            "INSERT INTO node VALUES(1,'a',2),(2,'b',1)"_s);
        Fixture tree(file.file());
        tree.show(u"node"_s);
        QStringList path = {u"a"_s};
        for (int depth = 0; depth < 10; ++depth) {
            tree.expand(path);
            path += u"parent"_s;
            tree.expand(path);
            path += depth % 2 == 0 ? u"b"_s : u"a"_s;
        }
        QCOMPARE(tree.open.log().size(), 0); // Both are in memory from the start.
    }

    void aMissingParentIsShownAsMissing()
    {
        const ScratchDatabase file(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p_id INT REFERENCES p); INSERT INTO c VALUES(1, 77)"_s);
        Fixture tree(file.file(), true);
        tree.show(u"c"_s);
        tree.expand({u"#1"_s});
        QCOMPARE(tree.printed(tree.at({u"#1"_s})), QStringList({u"p | missing row"_s}));
    }

    void whatCannotBeLoadedSaysWhyAndIsAskedAgain()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.show(u"artist"_s);
        tree.expand({u"AC/DC"_s});
        file.run(u"ALTER TABLE album RENAME TO hidden"_s);
        tree.expand({u"AC/DC"_s, u"albums"_s});
        const QModelIndex side = tree.at({u"AC/DC"_s, u"albums"_s});
        QVERIFY(tree.model->index(0, 0, side).data().toString().contains(u"no such table"_s));
        file.run(u"ALTER TABLE hidden RENAME TO album"_s);
        settle(*tree.open);
        static_cast<void>(tree.open->lookAgain(tree.open->click(u"Refresh"_s))); // As F5 does.
        settle(*tree.open);
        tree.model->retry(tree.model->index(0, 0, tree.at({u"AC/DC"_s, u"albums"_s})));
        settle(*tree.open);
        QCOMPARE(tree.model->rowCount(tree.at({u"AC/DC"_s, u"albums"_s})), 2);
    }

    void aLateAnswerToAnotherTableIsDropped()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.model->open(u"artist"_s);
        tree.model->open(u"tag"_s);
        settle(*tree.open);
        QCOMPARE(tree.printed(), QStringList({u"loud | tag 1"_s, u"live | tag 2"_s}));
    }

    void refreshingKeepsWhatIsExpandedAndShowsWhatIsNew()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.show(u"artist"_s);
        tree.expand({u"AC/DC"_s});
        tree.expand({u"AC/DC"_s, u"albums"_s});
        file.run(
            u"INSERT INTO album VALUES(9,'Powerage',1); DELETE FROM artist WHERE id=3; UPDATE artist SET name='ACDC' WHERE id=1"_s);
        tree.open->records().expire();
        settle(*tree.open);
        QCOMPARE(tree.printed(), QStringList({u"ACDC | artist 1"_s, u"  albums | 3 · loaded"_s,
                                              u"    Rock | album 1"_s, u"    Voltage | album 3"_s,
                                              u"    Powerage | album 9"_s, u"Accept | artist 2"_s}));
    }

    void savedEditsAreShownInTheTree()
    {
        const ScratchDatabase file(kMusic);
        Fixture tree(file.file());
        tree.show(u"artist"_s);
        tree.expand({u"AC/DC"_s});
        tree.expand({u"AC/DC"_s, u"albums"_s});
        auto &records = tree.open->records();
        records.edit({u"album"_s, {base::Value::integer(1)}, 0}, 1, base::Value::text(u"Rock"_s),
                     base::Value::text(u"Rock!"_s));
        records.edit({u"album"_s, {base::Value::integer(3)}, 0}, 2, base::Value::integer(1),
                     base::Value::integer(2));
        settle(*tree.open);
        QVERIFY(tree.printed().contains(u"    Rock! | album 1"_s));
        records.save(tree.open->click(u"Save"_s));
        settle(*tree.open);
        QCOMPARE(tree.printed(tree.at({u"AC/DC"_s, u"albums"_s})), QStringList({u"Rock! | album 1"_s}));
        QCOMPARE(file.rows(u"SELECT title, artist_id FROM album WHERE id IN (1,3)"_s),
                 QStringList({u"Rock!|1"_s, u"Voltage|2"_s}));
    }
};

QTEST_GUILESS_MAIN(RecordTreeModelTest)
#include "tst_recordtreemodel.moc"
