#include "tests/support/openworkspace.h"
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
using ui::RecordTableModel;

namespace {

const QString kPosts = u"CREATE TABLE user(id INTEGER PRIMARY KEY, name TEXT);"
                       "CREATE TABLE post(id INTEGER PRIMARY KEY, title TEXT, user_id INT REFERENCES user, "
                       "loud AS (upper(title)));"
                       "INSERT INTO user VALUES(1,'alice'),(2,'bob');"
                       "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<450)"
                       " INSERT INTO post SELECT i, 'post '||i, 1 + i % 3 FROM n"_s;

struct Fixture
{
    explicit Fixture(const QString &file)
        : open(file), model(open->records(), open->pages(), open->schema(), open.causes())
    {
        tester = std::make_unique<QAbstractItemModelTester>(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void show(const QString &table)
    {
        model.show({table, {}, {}}, open->click(u"Open "_s + table));
        settle(*open);
    }

    OpenWorkspace open;
    RecordTableModel model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace

class RecordTableModelTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsComeByThePageAsTheViewAsks()
    {
        const ScratchDatabase file(kPosts);
        Fixture grid(file.file());
        grid.tester.reset(); // It would fetch every page by itself.
        grid.show(u"post"_s);
        QCOMPARE(grid.model.rowCount(), 200);
        QVERIFY(grid.model.canFetchMore({}));
        grid.model.fetchMore({});
        QVERIFY(!grid.model.canFetchMore({})); // Not while a page is on its way.
        settle(*grid.open);
        QCOMPARE(grid.model.rowCount(), 400);
        grid.model.fetchMore({});
        settle(*grid.open);
        QCOMPARE(grid.model.rowCount(), 450);
        QVERIFY(!grid.model.canFetchMore({}));
        QCOMPARE(grid.open.clicked().filter(u"\"post\""_s).size(), 3);
    }

    void parentsTitlesAreOneStatementForAPage()
    {
        const ScratchDatabase file(kPosts);
        Fixture grid(file.file());
        grid.tester.reset();
        grid.show(u"post"_s);
        QCOMPARE(grid.open.displayed().size(), 1);
        QCOMPARE(grid.model.index(2, 2).data(RecordTableModel::ParentTitleRole).toString(), u"alice"_s);
        QVERIFY(
            grid.model.index(1, 2).data(RecordTableModel::ParentMissingRole).toBool()); // There is no user 3.
    }

    void aComputedColumnCannotBeEdited()
    {
        const ScratchDatabase file(kPosts);
        Fixture grid(file.file());
        grid.show(u"user"_s);
        QVERIFY(grid.model.flags(grid.model.index(0, 1)) & Qt::ItemIsEditable);
        Fixture posts(file.file());
        posts.tester.reset();
        posts.show(u"post"_s);
        QVERIFY(!(posts.model.flags(posts.model.index(0, 3)) & Qt::ItemIsEditable));
    }

    void textsBecomeNumbersWhereTheColumnKeepsNumbers()
    {
        const ScratchDatabase file(kPosts);
        Fixture grid(file.file());
        grid.tester.reset();
        grid.show(u"post"_s);
        grid.model.setData(grid.model.index(0, 2), u"2"_s);
        grid.model.setData(grid.model.index(0, 1), u"2"_s);
        settle(*grid.open);
        QCOMPARE(grid.model.valueAt(grid.model.index(0, 2)),
                 Value::integer(2)); // It was 2 before: 1 + 1 % 3.
        QCOMPARE(grid.model.valueAt(grid.model.index(0, 1)), Value::text(u"2"_s));
        QCOMPARE(grid.open->records().pending().count(), 1);
    }

    void newAndDeletedRowsAreLaidOverTheStoredOnes()
    {
        const ScratchDatabase file(kPosts);
        Fixture grid(file.file());
        grid.show(u"user"_s);
        grid.model.addRow();
        settle(*grid.open);
        QCOMPARE(grid.model.rowCount(), 3);
        grid.model.setData(grid.model.index(2, 1), u"carol"_s);
        grid.model.deleteRows({0});
        settle(*grid.open);
        QCOMPARE(grid.model.index(2, 1).data().toString(), u"carol"_s);
        QCOMPARE(grid.model.index(2, 1).data(RecordTableModel::RowStateRole).toInt(),
                 int(RecordTableModel::RowState::New));
        QCOMPARE(grid.model.index(0, 1).data(RecordTableModel::RowStateRole).toInt(),
                 int(RecordTableModel::RowState::Deleted));
        grid.model.revertRows({0, 2});
        settle(*grid.open);
        QCOMPARE(grid.model.rowCount(), 2);
        QVERIFY(grid.open->records().pending().isEmpty());
    }

    void sortingAndFilteringAskTheDatabase()
    {
        const ScratchDatabase file(kPosts);
        Fixture grid(file.file());
        grid.show(u"user"_s);
        grid.model.sort(1, Qt::DescendingOrder);
        settle(*grid.open);
        QCOMPARE(grid.model.index(0, 1).data().toString(), u"bob"_s);
        grid.model.setFilter(u"ALI"_s);
        settle(*grid.open);
        QCOMPARE(grid.model.rowCount(), 1);
        QCOMPARE(grid.model.index(0, 1).data().toString(), u"alice"_s);
    }

    void aLateAnswerToAnotherScopeIsDropped()
    {
        const ScratchDatabase file(kPosts);
        Fixture grid(file.file());
        grid.tester.reset();
        grid.model.show({u"post"_s, {}, {}}, grid.open->click(u"a"_s));
        grid.model.show({u"user"_s, {}, {}}, grid.open->click(u"b"_s));
        settle(*grid.open);
        QCOMPARE(grid.model.rowCount(), 2);
    }
};

QTEST_GUILESS_MAIN(RecordTableModelTest)
#include "tst_recordtablemodel.moc"
