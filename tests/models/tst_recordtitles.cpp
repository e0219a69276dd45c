#include "tests/models/treeonfile.h"
#include "tests/support/scratchdatabase.h"
#include "ui/models/recordtablemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using tests::OpenWorkspace;
using tests::ScratchDatabase;
using tests::settle;
using ui::RecordTreeModel;

namespace {

const QString kClub =
    u"CREATE TABLE user(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE session(id INTEGER PRIMARY KEY, title TEXT);"
    "CREATE TABLE attendance(id INTEGER PRIMARY KEY, session_id INT NOT NULL REFERENCES session, user_id INT "
    "NOT "
    "NULL REFERENCES user, status TEXT);"
    "CREATE TABLE fee(id INTEGER PRIMARY KEY, attendance_id INT REFERENCES attendance, amount INT);"
    "INSERT INTO user VALUES(1,'Anna Berg'),(2,'Ole Dahl'); INSERT INTO session "
    "VALUES(1,'Ferry'),(2,'Bread');"
    "INSERT INTO attendance VALUES(1,1,1,'came'),(2,2,1,'came'),(3,1,2,'ill'),(4,77,2,'ill');"
    "INSERT INTO fee VALUES(1,1,5),(2,3,5)"_s;

struct Tree : tests::TreeOnFile
{
    explicit Tree(const QString &file, bool displaySql = true) : TreeOnFile(file, displaySql) {}

    QModelIndex expand(int row, const QModelIndex &parent = {})
    {
        const QPersistentModelIndex index = model->index(row, 0, parent);
        TreeOnFile::expand(index);
        return index;
    }

    QStringList titles(const QModelIndex &parent = {}) const
    {
        QStringList titles;
        for (int row = 0; row < model->rowCount(parent); ++row)
            titles += model->index(row, 0, parent).data().toString();
        return titles;
    }
};

} // namespace

class RecordTitlesTest : public QObject
{
    Q_OBJECT

private slots:
    void associationObjectsAreNamedByOneDisplayStatementForEachForeignKey()
    {
        const ScratchDatabase file(kClub);
        Tree tree(file.file());
        tree.show(u"attendance"_s);
        QCOMPARE(tree.titles(), QStringList({u"Ferry · Anna Berg"_s, u"Bread · Anna Berg"_s,
                                             u"Ferry · Ole Dahl"_s, u"#77 · Ole Dahl"_s}));
        QCOMPARE(tree.open.clicked().size(), 1); // The rows themselves.
        QCOMPARE(tree.open.displayed().size(), 2);
    }

    void aRowOfAViewIsNamedByItsFirstTextElseByItsFirstValue()
    {
        const ScratchDatabase file(
            u"CREATE TABLE t(a INT, b, c); INSERT INTO t VALUES(1,NULL,'Anna'),(2,'  ',NULL),(NULL,2.5,NULL),"
            u"(NULL,x'00ff',NULL),(NULL,NULL,NULL); CREATE VIEW v AS SELECT abs(a), b, c || '' FROM t"_s);
        Tree tree(file.file());
        tree.show(u"v"_s);
        QCOMPARE(tree.titles(),
                 QStringList({u"Anna"_s, u"2"_s, u"2.5"_s,
                              base::Value::blob(QByteArray::fromHex("00ff")).toDisplay(), u"NULL"_s}));
    }

    void expandingIsStillOneSelectAndParentsInMemoryAreNotAsked()
    {
        const ScratchDatabase file(kClub);
        Tree tree(file.file());
        tree.show(u"user"_s);
        const QModelIndex anna = tree.expand(0);
        tree.open.clearLog();
        const QModelIndex attendances = tree.expand(0, anna);
        QCOMPARE(tree.titles(attendances), QStringList({u"Ferry · Anna Berg"_s, u"Bread · Anna Berg"_s}));
        QCOMPARE(tree.open.clicked().size(), 1);
        QCOMPARE(tree.open.displayed().size(), 1); // The sessions: the users are in memory.
        tree.open.clearLog();
        const QModelIndex attendance = tree.expand(0, attendances);
        tree.open.clearLog();
        const QModelIndex session = tree.expand(0, attendance);
        QCOMPARE(tree.open.clicked().size(), 1); // Its title was shown, but the record was not loaded.
        QCOMPARE(tree.titles(session).size(), 1);
    }

    void switchedOffTheDisplayLeavesTheKeys()
    {
        const ScratchDatabase file(kClub);
        Tree tree(file.file(), false);
        tree.show(u"attendance"_s);
        QCOMPARE(tree.titles(), QStringList({u"#1"_s, u"#2"_s, u"#3"_s, u"#4"_s}));
        QCOMPARE(tree.open.displayed().size(), 0);
        tree.show(u"user"_s);
        const QModelIndex attendances = tree.expand(0, tree.expand(0));
        QCOMPARE(tree.titles(attendances),
                 QStringList({u"#1 · Anna Berg"_s, u"#2 · Anna Berg"_s})); // What memory tells.
        QCOMPARE(tree.open.displayed().size(), 0);
        tree.model->setDisplaySql(true);
        settle(*tree.open);
        QCOMPARE(tree.titles(attendances), QStringList({u"Ferry · Anna Berg"_s, u"Bread · Anna Berg"_s}));
    }

    void theNodeOfAParentThatIsAnAssociationIsNamedInItsOneStatement()
    {
        const ScratchDatabase file(kClub);
        Tree tree(file.file());
        tree.show(u"fee"_s);
        tree.open.clearLog();
        const QModelIndex fee = tree.expand(0);
        QCOMPARE(tree.titles(fee), QStringList({u"attendance → Ferry · Anna Berg"_s}));
        QCOMPARE(tree.open.displayed().size(), 1);
    }

    void theNodeOfAParentInMemoryIsNamedByItsParentsToo()
    {
        const ScratchDatabase file(kClub);
        Tree tree(file.file());
        tree.show(u"fee"_s);
        const QModelIndex fee = tree.expand(0);
        tree.expand(0, fee);
        tree.model->reload(); // Memory keeps the attendance, its session and user were never loaded.
        settle(*tree.open);
        QCOMPARE(tree.titles(fee), QStringList({u"attendance → Ferry · Anna Berg"_s}));
    }

    void aPendingEditOfAForeignKeyNamesTheRecordAnew()
    {
        const ScratchDatabase file(kClub);
        Tree tree(file.file());
        tree.show(u"attendance"_s);
        tree.open->records().edit({u"attendance"_s, {Value::integer(4)}, 0}, 1, Value::integer(77),
                                  Value::integer(2));
        settle(*tree.open);
        QCOMPARE(tree.titles().last(), u"Bread · Ole Dahl"_s);
    }

    void aSaveOfAParentNamesItsAssociationsAnew()
    {
        const ScratchDatabase file(kClub);
        Tree tree(file.file());
        tree.show(u"attendance"_s);
        tree.open->records().edit({u"session"_s, {Value::integer(1)}, 0}, 1, Value::text(u"Ferry"_s),
                                  Value::text(u"Boat"_s));
        settle(*tree.open);
        tree.open->records().save(tree.open->click(u"Save"_s));
        settle(*tree.open);
        QCOMPARE(tree.titles().first(), u"Boat · Anna Berg"_s);
    }

    void aPageOfManyAssociationsIsAskedAtOnce()
    {
        const ScratchDatabase file(
            kClub +
            u";WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i+1 FROM n WHERE i<150) INSERT INTO "
            "attendance SELECT i, 1 + i % 2, 1 + i % 2, '' FROM n"_s);
        Tree tree(file.file());
        tree.show(u"attendance"_s);
        QCOMPARE(tree.titles().last(), u"Ferry · Anna Berg"_s);
        QCOMPARE(tree.open.displayed().size(), 2);
    }

    void theGridNamesAnAssociationInItsForeignKeyCellsByOneStatement()
    {
        const ScratchDatabase file(kClub);
        OpenWorkspace open(file.file());
        ui::RecordTableModel model(open->records(), open->pages(), open->schema(), open.causes());
        model.show({u"fee"_s, {}, {}}, open->click(u"Open"_s));
        settle(*open);
        QCOMPARE(model.index(1, 1).data(ui::RecordTableModel::ParentTitleRole).toString(),
                 u"Ferry · Ole Dahl"_s);
        QCOMPARE(open.displayed().size(), 1);
    }

    void thePickerFindsAssociationsByTheirParentsTitles()
    {
        const ScratchDatabase file(kClub);
        OpenWorkspace open(file.file());
        const auto titles = [&open](const QString &contains) {
            auto found = open->pages().titles(u"attendance"_s, contains, 50, open->click(u"Find"_s));
            found.waitForFinished();
            QStringList texts;
            const auto rows = found.result();
            for (const base::NodeSummary &summary : *rows)
                texts += summary.title + u' ' + summary.record.values.value(3).toText();
            return texts;
        };
        QCOMPARE(titles(u"anna"_s), QStringList({u"Bread · Anna Berg came"_s, u"Ferry · Anna Berg came"_s}));
        QCOMPARE(titles(u"ferry"_s), QStringList({u"Ferry · Anna Berg came"_s, u"Ferry · Ole Dahl ill"_s}));
        QCOMPARE(titles(u"4"_s), QStringList({u"#77 · Ole Dahl ill"_s}));
        QCOMPARE(titles(u""_s).size(), 4);
    }

    void aParentThatIsAnAssociationItselfIsNamedByItsKey()
    {
        const ScratchDatabase file(
            kClub + u";CREATE TABLE prize(id INTEGER PRIMARY KEY, attendance_id INT REFERENCES attendance, "
                    "user_id INT REFERENCES user); INSERT INTO prize VALUES(1,3,2)"_s);
        Tree tree(file.file());
        tree.show(u"prize"_s);
        QCOMPARE(tree.titles(), QStringList({u"Ole Dahl · #3"_s}));
        QCOMPARE(tree.open.displayed().size(), 1);
    }
};

QTEST_GUILESS_MAIN(RecordTitlesTest)
#include "tst_recordtitles.moc"
