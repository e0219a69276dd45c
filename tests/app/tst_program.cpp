#include "core/open/designkeeper.h"
#include "core/project/designfile.h"
#include "tests/support/realdata.h"
#include "tests/support/scratchdatabase.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using relata::tests::ScratchDatabase;

namespace {

struct Run
{
    int status = -1;
    QString out;
    QString err;
};

/// Where the program's windows go: into memory, unless a test says otherwise; "" stands for none.
struct Screen
{
    QString platform = u"offscreen"_s;
    QString x11;
    QString wayland;
};

/// Runs the program with a home folder of its own and without a display.
Run runRelata(const QStringList &arguments, const QString &folder = {}, const Screen &screen = {})
{
    const QTemporaryDir home;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, home.path());
    environment.insert(u"DISPLAY"_s, screen.x11);
    environment.insert(u"WAYLAND_DISPLAY"_s, screen.wayland);
    environment.insert(u"QT_QPA_PLATFORM"_s, screen.platform);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder.isEmpty() ? home.path() : folder);
    process.start(QString::fromLocal8Bit(RELATA_PROGRAM), arguments);
    if (!process.waitForFinished(240000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

class ProgramTest : public QObject
{
    Q_OBJECT

private slots:
    void helpAndVersionGoToStandardOutput()
    {
        const Run help = runRelata({u"--help"_s});
        QCOMPARE(help.status, 0);
        QVERIFY(help.out.contains(u"relata tour"_s) && help.err.isEmpty());
        const Run version = runRelata({u"--version"_s});
        QCOMPARE(version.status, 0);
        QVERIFY(version.out.startsWith(u"relata 0."_s));
    }

    void aWrongCommandLineIsRefusedWithStatusTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{u"--frobnicate"_s};
        QTest::newRow("two files") << QStringList{u"a.db"_s, u"b.db"_s};
        QTest::newRow("reflect without file") << QStringList{u"reflect"_s};
        QTest::newRow("out without a value") << QStringList{u"tour"_s, u"--out"_s};
        QTest::newRow("export without file") << QStringList{u"export"_s, u"--to"_s, u"models"_s};
        QTest::newRow("export to nothing") << QStringList{u"export"_s, u"a.db"_s};
        QTest::newRow("export to something else")
            << QStringList{u"export"_s, u"a.db"_s, u"--to"_s, u"poems"_s};
        QTest::newRow("export in no style")
            << QStringList{u"export"_s, u"a.db"_s, u"--to"_s, u"models"_s, u"--style"_s, u"new"_s};
        QTest::newRow("a style for check") << QStringList{u"check"_s, u"a.db"_s, u"--style"_s, u"mapped"_s};
        QTest::newRow("read-only for reflect") << QStringList{u"reflect"_s, u"--read-only"_s, u"a.db"_s};
    }
    void aWrongCommandLineIsRefusedWithStatusTwo()
    {
        QFETCH(QStringList, arguments);
        const Run run = runRelata(arguments);
        QCOMPARE(run.status, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY(run.err.contains(u"relata: "_s) && run.err.contains(u"--help"_s));
    }

    void reflectTellsErrorsOnStandardError()
    {
        const Run run = runRelata({u"reflect"_s, u"/nowhere/at/all.db"_s});
        QCOMPARE(run.status, 1);
        QVERIFY(run.out.isEmpty());
        QVERIFY(run.err.contains(u"There is no file"_s));
    }

    void checkFailsWhereAnythingIsAsBadAsItWasTold_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("words");
        const QString good = u"CREATE TABLE user (id INTEGER PRIMARY KEY)"_s;
        const QString keyless = u"CREATE TABLE note (text TEXT)"_s;
        const QString broken = u"CREATE TABLE post (id INTEGER PRIMARY KEY, u INTEGER REFERENCES usr (id))"_s;
        QTest::newRow("nothing") << good << QStringList() << 0 << u"Nothing found."_s;
        QTest::newRow("as the database is")
            << keyless << QStringList{u"--fail-on"_s, u"lint"_s} << 0 << u"As the database is: 1 note."_s;
        QTest::newRow("an error") << broken << QStringList() << 1
                                  << u"error: post.u: 'post.u' refers to table 'usr'"_s;
        QTest::newRow("as JSON") << broken << QStringList{u"--json"_s} << 1
                                 << u"\"kind\": \"missing-table\""_s;
        QTest::newRow("no grade") << good << QStringList{u"--fail-on"_s, u"worse"_s} << 2 << QString();
    }
    void checkFailsWhereAnythingIsAsBadAsItWasTold()
    {
        QFETCH(QString, sql);
        QFETCH(QStringList, options);
        QFETCH(QString, words);
        const ScratchDatabase file(sql);
        const Run run = runRelata(QStringList{u"check"_s, file.file()} + options);
        QTEST(run.status, "status");
        QVERIFY2(run.out.contains(words), qPrintable(run.out + run.err));
    }

    void exportPrintsTheModelsOfADatabase()
    {
        const ScratchDatabase file(u"CREATE TABLE user (id INTEGER NOT NULL PRIMARY KEY)"_s);
        const QStringList line = {u"export"_s, file.file(), u"--to"_s, u"models"_s};
        const Run legacy = runRelata(line);
        QCOMPARE(legacy.status, 0);
        QVERIFY(legacy.err.isEmpty());
        QVERIFY(legacy.out.endsWith(
            u"class User(db.Model):\n    id = db.Column(db.Integer, primary_key=True)\n"_s));
        const Run mapped = runRelata(line + QStringList{u"--style"_s, u"mapped"_s});
        QVERIFY(mapped.out.endsWith(u"    id: Mapped[int] = mapped_column(primary_key=True)\n"_s));
        const QString path = file.folder() + u"/models.py"_s;
        const Run silent = runRelata(line + QStringList{u"--out"_s, path});
        QCOMPARE(silent.status, 0);
        QVERIFY(silent.out.isEmpty());
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(written.readAll()), legacy.out);
    }

    void aDatabaseIsTakenAloneAndWhatWasNamedInTheWindowIsTold()
    {
        const ScratchDatabase file(u"CREATE TABLE user (id INTEGER NOT NULL PRIMARY KEY)"_s);
        const QTemporaryDir data;
        qputenv("XDG_DATA_HOME", data.path().toLocal8Bit());
        const QStringList line = {u"export"_s, file.file(), u"--to"_s, u"models"_s};
        const Run alone = runRelata(line);
        project::DesignContent content;
        content.design.given.classes = {{u"Member"_s, u"user"_s, {}, {}}};
        const QString folder = data.filePath(u"Relata/relata/layouts"_s);
        QVERIFY(QDir().mkpath(folder));
        const QString kept = open::DesignKeeper::keptFile(folder, QFileInfo(file.file()).canonicalFilePath());
        QVERIFY(project::saveDesign(kept, content, project::Privacy::OwnerOnly));
        const Run told = runRelata(line);
        const Run checked = runRelata({u"check"_s, file.file()});
        qunsetenv("XDG_DATA_HOME");
        QCOMPARE(told.status, 0);
        QCOMPARE(told.out, alone.out);
        QVERIFY2(told.err.contains(u"Only the database itself"_s) && alone.err.isEmpty(),
                 qPrintable(told.err + alone.err));
        QVERIFY2(checked.err.contains(u"Only the database itself"_s), qPrintable(checked.err));
    }

    void exportTellsErrorsInTheModelsAndOnStandardError()
    {
        const ScratchDatabase file(
            u"CREATE TABLE post (id INTEGER NOT NULL PRIMARY KEY, u INTEGER REFERENCES usr (id))"_s);
        const Run run = runRelata({u"export"_s, file.file(), u"--to"_s, u"models"_s});
        QCOMPARE(run.status, 1);
        const QString sentence = u"'post.u' refers to table 'usr', which does not exist."_s;
        QVERIFY2(run.out.contains(u"    # Error: "_s + sentence), qPrintable(run.out));
        QVERIFY2(run.err.contains(sentence), qPrintable(run.err));
    }

    void exportSaysWhyItCannotReadOrWrite()
    {
        const Run unread = runRelata({u"export"_s, u"/nowhere/at/all.relata"_s, u"--to"_s, u"models"_s});
        QCOMPARE(unread.status, 2);
        QVERIFY(unread.out.isEmpty() && unread.err.contains(u"cannot be read"_s));
        const ScratchDatabase file(u"CREATE TABLE user (id INTEGER NOT NULL PRIMARY KEY)"_s);
        const Run unwritten = runRelata(
            {u"export"_s, file.file(), u"--to"_s, u"models"_s, u"--out"_s, u"/nowhere/models.py"_s});
        QCOMPARE(unwritten.status, 2);
        QVERIFY2(unwritten.err.contains(u"'/nowhere/models.py'"_s), qPrintable(unwritten.err));
    }

    void exportTakesTheStyleThatADesignSays()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"d.relata"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"relata\":1,\"engine\":\"sqlite\",\"modelStyle\":\"mapped\",\n"
                   "\"tables\":[{\"id\":\"aaaaaab\",\"name\":\"note\",\"primaryKey\":[\"id\"]},null],\n"
                   "\"columns\":[{\"in\":\"aaaaaab\",\"name\":\"id\",\"type\":\"INTEGER\",\"notNull\":true},"
                   "null]}");
        file.close();
        const QStringList line = {u"export"_s, file.fileName(), u"--to"_s, u"models"_s};
        const Run mapped = runRelata(line);
        QCOMPARE(mapped.status, 0);
        QVERIFY2(mapped.out.contains(u"id: Mapped[int] = mapped_column(primary_key=True)"_s),
                 qPrintable(mapped.out));
        const Run legacy = runRelata(line + QStringList{u"--style"_s, u"legacy"_s});
        QVERIFY2(legacy.out.contains(u"id = db.Column(db.Integer, primary_key=True)"_s),
                 qPrintable(legacy.out));
    }

    void checkOfADesignLeavesOutWhatIsMuted()
    {
        const QTemporaryDir folder;
        const auto write = [&folder](const QByteArray &muted) {
            QFile file(folder.filePath(u"d.relata"_s));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("cannot write");
            file.write(
                "{\"relata\":1,\"engine\":\"sqlite\",\n\"tables\":[{\"id\":\"aaaaaab\",\"name\":\"note\"},"
                "null],\n"
                "\"columns\":[{\"in\":\"aaaaaab\",\"name\":\"text\",\"type\":\"TEXT\"},null],\n\"muted\":[" +
                muted + "null]}");
            return file.fileName();
        };
        const QStringList strict = {u"--fail-on"_s, u"lint"_s};
        QCOMPARE(runRelata(QStringList{u"check"_s, write("")} + strict).status, 1);
        QCOMPARE(runRelata(QStringList{u"check"_s, write("\"no-primary-key\",")} + strict).status, 0);
        QCOMPARE(runRelata({u"check"_s, folder.filePath(u"none.relata"_s)}).status, 2);
    }

    void reflectPrintsTheSchemaAsJson()
    {
        const ScratchDatabase file(
            u"CREATE TABLE user(id INTEGER PRIMARY KEY, username VARCHAR(80) UNIQUE NOT NULL, note DEFAULT "
            u"'x', CHECK (length(username) > 1));"
            "CREATE TABLE post(id INTEGER PRIMARY KEY, title TEXT, user_id INTEGER NOT NULL CONSTRAINT "
            "fk_author REFERENCES user ON DELETE CASCADE DEFERRABLE,"
            " loud AS (upper(title)) STORED); CREATE INDEX i ON post(lower(title), user_id)"_s);
        const Run run = runRelata({u"reflect"_s, file.file()});
        QCOMPARE(run.status, 0);
        QJsonParseError error;
        const QJsonObject root = QJsonDocument::fromJson(run.out.toUtf8(), &error).object();
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
        QCOMPARE(root[u"engine"_s].toString(), u"sqlite"_s);
        const QJsonObject post = root[u"tables"_s].toArray()[0].toObject();
        const QJsonObject user = root[u"tables"_s].toArray()[1].toObject();
        QCOMPARE(post[u"kind"_s].toString(), u"table"_s);
        QVERIFY(post[u"error"_s].isNull());
        QCOMPARE(post[u"columns"_s].toArray()[3].toObject()[u"generated"_s].toString(), u"stored"_s);
        QVERIFY(post[u"columns"_s].toArray()[0].toObject()[u"generated"_s].isNull());
        const QJsonObject key = post[u"foreignKeys"_s].toArray()[0].toObject();
        QCOMPARE(key[u"name"_s].toString(), u"fk_author"_s);
        QCOMPARE(key[u"targetColumns"_s].toArray()[0].toString(), u"id"_s);
        QCOMPARE(key[u"onDelete"_s].toString(), u"CASCADE"_s);
        QCOMPARE(key[u"onUpdate"_s].toString(), u"NO ACTION"_s);
        QCOMPARE(key[u"deferrable"_s].toBool(), true);
        QVERIFY(post[u"indexes"_s].toArray()[0].toObject()[u"columns"_s].toArray()[0].isNull());
        QCOMPARE(user[u"columns"_s].toArray()[2].toObject()[u"default"_s].toString(), u"'x'"_s);
        QCOMPARE(user[u"uniques"_s].toArray()[0].toArray()[0].toString(), u"username"_s);
        QCOMPARE(user[u"checks"_s].toArray()[0].toString(), u"length(username) > 1"_s);
        const QJsonObject posts =
            root[u"classes"_s].toArray()[1].toObject()[u"relationships"_s].toArray()[0].toObject();
        QCOMPARE(posts[u"name"_s].toString(), u"posts"_s);
        QCOMPARE(posts[u"direction"_s].toString(), u"OneToMany"_s);
        QCOMPARE(posts[u"backPopulates"_s].toString(), u"user"_s);
        QCOMPARE(runRelata({u"reflect"_s, file.file()}).out, run.out);
    }

    void aWindowThatFindsNoDisplayIsRefusedInASentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("platform");
        QTest::addColumn<QString>("x11");
        QTest::addColumn<QString>("wayland");
        QTest::addColumn<QString>("says");
        const QStringList file = {u"some.db"_s};
        QTest::newRow("no display") << QStringList() << u""_s << u""_s << u""_s << u"neither DISPLAY nor"_s;
        QTest::newRow("a file") << file << u""_s << u""_s << u""_s << u"neither DISPLAY nor"_s;
        QTest::newRow("X11 asked for") << file << u"xcb"_s << u""_s << u""_s << u"neither DISPLAY nor"_s;
        QTest::newRow("a display that is dead") << file << u""_s << u":4097"_s << u""_s << u"':4097'"_s;
        QTest::newRow("Wayland that is dead")
            << file << u"wayland"_s << u""_s << u"wayland-none"_s << u"'wayland'"_s;
        QTest::newRow("no such platform") << file << u"paper"_s << u""_s << u""_s << u"'paper'"_s;
    }
    void aWindowThatFindsNoDisplayIsRefusedInASentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, platform);
        QFETCH(QString, x11);
        QFETCH(QString, wayland);
        QFETCH(QString, says);
        const Run run = runRelata(arguments, {}, {platform, x11, wayland});
        QCOMPARE(run.status, 1);
        QVERIFY(run.out.isEmpty());
        const QStringList lines = run.err.split(u'\n', Qt::SkipEmptyParts);
        QVERIFY2(lines.size() == 1 && lines[0].contains(says), qPrintable(run.err));
    }

    void theTourNeedsNoDisplay()
    {
        const ScratchDatabase file(u"CREATE TABLE a(id INTEGER PRIMARY KEY)"_s);
        for (const QString &display : {u""_s, u":4097"_s}) {
            const QTemporaryDir out;
            const Run run =
                runRelata({u"tour"_s, file.file(), u"--out"_s, out.path()}, {}, {u""_s, display, u""_s});
            QVERIFY2(run.status == 0, qPrintable(run.out + run.err));
        }
    }

    void theTourSaysWhatItSkips_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QStringList>("skipped");
        const QStringList withoutRows = {u"browse"_s, u"expand"_s, u"expand-deeper"_s, u"edit"_s, u"save"_s};
        QTest::newRow("tables without rows")
            << u"CREATE TABLE a(id INTEGER PRIMARY KEY, t TEXT);"
               "CREATE TABLE b(id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a(id))"_s
            << withoutRows;
        QTest::newRow("no table at all") << u"CREATE TABLE a(id); DROP TABLE a"_s << withoutRows;
        QTest::newRow("a table that refers to itself, without rows")
            << u"CREATE TABLE a(id INTEGER PRIMARY KEY, up REFERENCES a(id))"_s << withoutRows;
        QTest::newRow("views alone") << u"CREATE VIEW v AS SELECT 1 AS one"_s << withoutRows.mid(1);
        QTest::newRow("numbers alone")
            << u"CREATE TABLE a(id INTEGER PRIMARY KEY); INSERT INTO a VALUES(1),(2)"_s << withoutRows.mid(1);
        QTest::newRow("rows after a foreign key that none uses")
            << u"CREATE TABLE a(id INTEGER PRIMARY KEY, t TEXT); CREATE TABLE b(a_id REFERENCES a(id));"
               "INSERT INTO a VALUES(1,'x'); INSERT INTO b VALUES(NULL)"_s
            << QStringList{u"expand"_s, u"expand-deeper"_s};
    }
    void theTourSaysWhatItSkips()
    {
        QFETCH(QString, sql);
        QFETCH(QStringList, skipped);
        const ScratchDatabase file(sql);
        const QTemporaryDir out;
        QElapsedTimer clock;
        clock.start();
        const Run run = runRelata({u"tour"_s, file.file(), u"--out"_s, out.path()});
        QVERIFY2(run.status == 0, qPrintable(run.out + run.err));
        QVERIFY(clock.elapsed() < 40000);
        QStringList found;
        for (const QString &line : run.out.split(u'\n').filter(QRegularExpression(u"^skip "_s))) {
            found += line.section(u' ', 1, 1);
            QVERIFY2(line.section(u"  "_s, 1).contains(u' '), qPrintable(line)); // It says why.
        }
        QCOMPARE(found, skipped);
    }

    void theTourCountsChildrenAsTheDatabaseFindsTheirParents()
    {
        const ScratchDatabase file(
            u"CREATE TABLE shelf(id INTEGER PRIMARY KEY, t TEXT);"
            "CREATE TABLE book(id INTEGER PRIMARY KEY, on_shelf INTEGER REFERENCES shelf(id));"
            "INSERT INTO shelf VALUES(1,'one'),(2,'two');"
            "INSERT INTO book VALUES(1,1),(2,1),(3,2)"_s);
        const QTemporaryDir out;
        const Run run = runRelata({u"tour"_s, file.file(), u"--out"_s, out.path()});
        QVERIFY2(run.out.contains(u"shelf.books shows 2 rows, the file has 2"_s), qPrintable(run.out));
    }

    void theTourHoldsOnEveryFileOfAFolder()
    {
        const QString folder = qEnvironmentVariable("RELATA_TOUR_FOLDER");
        if (folder.isEmpty())
            QSKIP("RELATA_TOUR_FOLDER names no folder of SQL files to go through.");
        const QStringList scripts = QDir(folder).entryList({u"*.sql"_s});
        for (const QString &script : scripts) {
            QFile text(folder + u'/' + script);
            QVERIFY(text.open(QIODevice::ReadOnly));
            const ScratchDatabase file(QString::fromUtf8(text.readAll()));
            const QTemporaryDir out;
            const Run run = runRelata({u"tour"_s, file.file(), u"--out"_s, out.path()});
            QVERIFY2(run.status == 0, qPrintable(script + u'\n' + run.out + run.err));
        }
    }

    void theTourOfTheSampleHoldsInEveryStep()
    {
        const QTemporaryDir out;
        const Run run = runRelata({u"tour"_s, u"--out"_s, out.path()});
        QVERIFY2(run.status == 0, qPrintable(run.out + run.err));
        const QStringList lines = run.out.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.filter(u"ok "_s).size(), lines.size());
        QVERIFY2(!run.err.contains(u"editor"_s), qPrintable(run.err));
        const QStringList pictures = QDir(out.path()).entryList({u"*.png"_s});
        QCOMPARE(pictures.size(), lines.size());
        for (const QString &picture : pictures)
            QVERIFY(QImage(out.filePath(picture)).width() > 800);
    }

    void aBrokenStepOfTheTourIsSeen_data()
    {
        QTest::addColumn<QString>("step");
        for (const char *step : {"expand", "edit", "save", "draw-link", "edit-relationship", "pitfall", "fix",
                                 "models", "design-file"})
            QTest::newRow(step) << QString::fromLatin1(step);
    }
    void aBrokenStepOfTheTourIsSeen()
    {
        QFETCH(QString, step);
        const QTemporaryDir out;
        const Run run = runRelata({u"tour"_s, u"--out"_s, out.path(), u"--break"_s, step});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.out.contains(u"FAIL "_s + step), qPrintable(run.out));
    }

    void theTourLeavesTheFileAlone()
    {
        SKIP_WITHOUT_REAL_DATA();
        const QTemporaryDir out;
        const ScratchDatabase copy =
            ScratchDatabase::copyOf(relata::tests::realDatabase(u"chinook/Chinook_Sqlite.sqlite"_s));
        const QByteArray before = copy.checksum();
        const Run run = runRelata({u"tour"_s, copy.file(), u"--out"_s, out.path()});
        QVERIFY2(run.status == 0, qPrintable(run.out + run.err));
        QCOMPARE(copy.checksum(), before);
        QCOMPARE(QDir(copy.folder()).entryList(QDir::Files).size(), 1);
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "tst_program.moc"
