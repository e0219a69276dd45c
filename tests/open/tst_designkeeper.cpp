#include "core/open/designkeeper.h"
#include "core/project/designfile.h"
#include "tests/support/reflected.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

const mapping::MappedSchema &tables()
{
    static const mapping::MappedSchema schema =
        tests::reflectedSql(u"CREATE TABLE user (id INTEGER PRIMARY KEY)"_s);
    return schema;
}

/// A design that is open on one database.
struct OpenDesign
{
    explicit OpenDesign(const QString &folder) : keeper(document, folder)
    {
        keeper.showDatabase(u"/nowhere/shop.db"_s, tables(), {}, std::nullopt);
    }

    void place(double x)
    {
        project::LayoutChange change;
        change.positions.insert(tables().tables.first().id, {x, 0});
        QVERIFY(document.change({u"test"_s, {change}}));
    }
    double placed() const { return document.layout().positions.value(tables().tables.first().id).x(); }

    project::DesignDocument document;
    open::DesignKeeper keeper;
};

/// The lock that a killed process leaves of the design in a folder, where one process has kept one.
void leaveLock(const QString &folder)
{
    QProcess process;
    process.start(u"true"_s);
    QVERIFY(process.waitForStarted());
    const qint64 ended = process.processId();
    QVERIFY(process.waitForFinished());
    QString lockName;
    QByteArray words;
    {
        const OpenDesign open(folder);
        lockName = QDir(folder).entryList({u"*.lock"_s}).value(0);
        QVERIFY(!lockName.isEmpty());
        QFile lock(QDir(folder).filePath(lockName));
        QVERIFY(lock.open(QIODevice::ReadOnly));
        words = lock.readAll();
    }
    words.replace(0, words.indexOf('\n'), QByteArray::number(ended));
    QFile left(QDir(folder).filePath(lockName));
    QVERIFY(left.open(QIODevice::WriteOnly) && left.write(words) == words.size());
}

} // namespace

/// Of several that show one database, the first keeps its design.
class DesignKeeperTest : public QObject
{
    Q_OBJECT

private slots:
    void theFirstOneKeepsAndTheSecondIsUnsaved()
    {
        const QTemporaryDir folder;
        OpenDesign first(folder.path());
        first.place(10);
        {
            OpenDesign second(folder.path());
            QVERIFY(second.keeper.isKeptElsewhere() && !first.keeper.isKeptElsewhere());
            second.place(1); // Where a table first stands is nobody's work.
            QVERIFY(!second.keeper.isUnsaved());
            second.place(20);
            QVERIFY(second.keeper.isUnsaved() && !first.keeper.isUnsaved());
            second.keeper.keepNow();
            first.keeper.keepNow();
        }
        QCOMPARE(OpenDesign(folder.path()).placed(), 10.0);
    }

    void theNextOneKeepsWhereTheFirstHasEnded()
    {
        const QTemporaryDir folder;
        {
            OpenDesign first(folder.path());
            first.place(10);
            first.keeper.keepNow();
        }
        OpenDesign next(folder.path());
        QVERIFY(!next.keeper.isKeptElsewhere());
        next.place(20);
        next.keeper.keepNow();
        next.keeper.startDrawing();
        const OpenDesign last(folder.path()); // As the window shows something else.
        QVERIFY(!last.keeper.isKeptElsewhere());
        QCOMPARE(last.placed(), 20.0);
    }

    void aKilledProcessLocksNobodyOut()
    {
        const QTemporaryDir folder;
        leaveLock(folder.path());
        OpenDesign next(folder.path());
        QVERIFY(!next.keeper.isKeptElsewhere());
        next.place(20);
        next.keeper.keepNow();
        QCOMPARE(OpenDesign(folder.path()).placed(), 20.0);
    }

    void theSecondOneSavesAFileThatIsNotTheDatabasesHome()
    {
        const QTemporaryDir folder;
        const QTemporaryDir files;
        const QString file = files.filePath(u"second.relata"_s);
        OpenDesign first(folder.path());
        first.place(10);
        first.keeper.keepNow();
        OpenDesign second(folder.path());
        second.place(20);
        QVERIFY(second.keeper.saveAs(file));
        QVERIFY(!second.keeper.isUnsaved() && !second.keeper.isKeptElsewhere());
        QVERIFY(project::loadDesign(file));
        const OpenDesign third(folder.path());
        QCOMPARE(third.keeper.file(), QString());
        QCOMPARE(third.placed(), 10.0);
    }

    void withoutAFolderTheWorkGoesOn()
    {
        const QTemporaryDir place;
        QFile file(place.filePath(u"folder"_s)); // No folder can be made there.
        QVERIFY(file.open(QIODevice::WriteOnly));
        OpenDesign open(file.fileName());
        QVERIFY(!open.keeper.isKeptElsewhere());
        int told = 0;
        connect(&open.keeper, &open::DesignKeeper::keepingFailed, this, [&told] { ++told; });
        open.place(10);
        open.keeper.keepNow();
        QCOMPARE(told, 1);
    }
};

QTEST_GUILESS_MAIN(DesignKeeperTest)
#include "tst_designkeeper.moc"
