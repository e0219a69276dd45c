#include "core/open/opendesign.h"
#include "core/project/designfile.h"
#include "core/schema/linkplanner.h"
#include "tests/support/scratchdatabase.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using open::OpenDesign;
using tests::ScratchDatabase;

namespace {

const QString kTables = u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT); "
                        "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user)"_s;

/// A design in a folder of its own, with what it said.
struct Opened
{
    QTemporaryDir folder;
    OpenDesign design{folder.path()};
    QSignalSpy shown{&design, &OpenDesign::shown};
    QSignalSpy failed{&design, &OpenDesign::failed};

    bool open(const QString &file)
    {
        shown.clear();
        failed.clear();
        design.open({file});
        return QTest::qWaitFor([this] { return shown.size() + failed.size() > 0; }) && !shown.isEmpty();
    }
    void addTable(const QString &name)
    {
        const auto plan = schema::planTable(design.document().schema(), name);
        if (!plan || !design.document().change({plan->text, {*plan}}))
            qFatal("no table");
    }
    QStringList tables()
    {
        QStringList names;
        for (const schema::Table &each : design.document().schema().tables)
            names += each.name;
        return names;
    }
};

} // namespace

/// A design with its database, without a window.
class OpenDesignTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void aDatabaseIsShownAsItsDesign()
    {
        const ScratchDatabase file(kTables);
        Opened on;
        QVERIFY(!on.design.isThere());
        QSignalSpy opening(&on.design, &OpenDesign::openingChanged);
        QVERIFY(on.open(file.file()));
        QCOMPARE(opening.size(), 2);
        QVERIFY(on.design.isThere() && !on.design.isOpening() && on.design.workspace());
        QCOMPARE(on.tables(), QStringList({u"post"_s, u"user"_s}));
        QCOMPARE(on.design.name(), QFileInfo(file.file()).fileName());
        QVERIFY(on.design.unsaved().isEmpty());
        QVERIFY(!on.design.needsFile());
    }

    void whatCannotBeOpenedLeavesAllAsItWas()
    {
        const ScratchDatabase file(kTables);
        Opened on;
        QVERIFY(on.open(file.file()));
        QVERIFY(!on.open(u"/nowhere/at all.db"_s));
        QCOMPARE(on.failed.size(), 1);
        QCOMPARE(on.design.workspace()->identity(), base::DatabaseIdentity::of({file.file()}));
        QCOMPARE(on.tables().size(), 2);
    }

    void aDrawingBecomesTheDesignOfTheDatabaseItMakes()
    {
        Opened on;
        on.design.startDrawing();
        QVERIFY(!on.design.workspace() && on.design.needsFile());
        on.addTable(u"tag"_s);
        QVERIFY(on.design.unsaved().design);
        const QString file = on.folder.filePath(u"made.db"_s);
        on.shown.clear();
        on.design.createDatabase(file);
        QTRY_COMPARE(on.shown.size(), 1);
        QCOMPARE(on.design.name(), u"made.db"_s);
        QCOMPARE(on.tables(), QStringList{u"tag"_s});
        QVERIFY(on.design.unsaved().isEmpty());
        QVERIFY(on.design.workspace()->schema().table(u"tag"_s));
    }

    void aDatabaseThatIsMadeBesideAnOpenOneIsOffered()
    {
        const ScratchDatabase file(kTables);
        Opened on;
        QVERIFY(on.open(file.file()));
        QSignalSpy made(&on.design, &OpenDesign::databaseMade);
        const QString copy = on.folder.filePath(u"copy.db"_s);
        on.design.createDatabase(copy);
        QTRY_COMPARE(made.size(), 1);
        QCOMPARE(made.first().first().toString(), copy);
        QCOMPARE(on.design.workspace()->identity(), base::DatabaseIdentity::of({file.file()}));
    }

    void aDesignFileBringsItsDatabase()
    {
        const ScratchDatabase file(kTables);
        Opened on;
        QVERIFY(on.open(file.file()));
        on.addTable(u"tag"_s);
        const QString saved = on.folder.filePath(u"blog.relata"_s);
        QVERIFY(on.design.keeper().saveAs(saved));
        Opened again;
        QVERIFY(again.open(saved));
        QCOMPARE(again.tables(), QStringList({u"post"_s, u"tag"_s, u"user"_s}));
        QCOMPARE(again.design.workspace()->identity(), base::DatabaseIdentity::of({file.file()}));
        QCOMPARE(again.design.suggestedFile(u"x"_s), saved);
    }

    void aDesignWhoseDatabaseIsGoneIsShownAloneAndSaysSo()
    {
        Opened on;
        const QString saved = on.folder.filePath(u"blog.relata"_s);
        {
            const ScratchDatabase file(kTables);
            QVERIFY(on.open(file.file()));
            QVERIFY(on.design.keeper().saveAs(saved));
        }
        Opened again;
        QVERIFY(again.open(saved));
        QVERIFY(!again.design.workspace());
        QVERIFY(again.shown.first().first().toString().contains(u"is not there"_s));
        QCOMPARE(again.tables().size(), 2);
    }

    void changesThatAFileDoesNotHaveAreGivenBackToIt()
    {
        const QString saved = QDir(QDir::tempPath()).filePath(u"tst_opendesign_left.relata"_s);
        Opened before;
        before.design.startDrawing();
        QVERIFY(before.design.keeper().saveAs(saved));
        before.addTable(u"tag"_s);
        Opened on;
        on.design.showLeft({{}, saved, before.design.keeper().content()});
        QVERIFY(on.shown.first().first().toString().contains(u"'tst_opendesign_left.relata'"_s));
        QCOMPARE(on.design.keeper().file(), saved);
        QVERIFY(on.design.unsaved().design && !on.design.needsFile());
        QVERIFY(on.design.keeper().save());
        QCOMPARE(project::loadDesign(saved)->design.schema.tables.size(), 1);
        QFile::remove(saved);
    }

    void anotherDatabaseTakesThePlaceOfTheFirst()
    {
        const ScratchDatabase one(kTables);
        const ScratchDatabase two(u"CREATE TABLE only (id INTEGER PRIMARY KEY)"_s);
        Opened on;
        QVERIFY(on.open(one.file()));
        QSignalSpy leaving(&on.design, &OpenDesign::aboutToShow);
        QVERIFY(on.open(two.file()));
        QCOMPARE(leaving.size(), 1);
        QCOMPARE(on.tables(), QStringList{u"only"_s});
        const auto former = on.design.takeFormer();
        QCOMPARE(former->identity(), base::DatabaseIdentity::of({one.file()}));
        QVERIFY(!on.design.takeFormer());
    }

    void whatOthersDoToTheTablesIsFollowed()
    {
        const ScratchDatabase file(kTables);
        Opened on;
        QVERIFY(on.open(file.file()));
        on.addTable(u"tag"_s);
        file.run(u"ALTER TABLE user ADD COLUMN city TEXT"_s);
        QSignalSpy changed(&on.design, &OpenDesign::schemaChanged);
        static_cast<void>(on.design.workspace()->lookAgain(on.design.workspace()->click(u"look"_s)));
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(on.design.document().schema().table(u"user"_s)->column(u"city"_s));
        QVERIFY(on.tables().contains(u"tag"_s));
    }
};

QTEST_GUILESS_MAIN(OpenDesignTest)
#include "tst_opendesign.moc"
