#include "core/db/connection.h"
#include "tests/support/countedwaits.h"
#include "tests/support/otherprogram.h"
#include "tests/support/realdata.h"
#include "tests/support/scratchdatabase.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using base::Value;
using tests::ScratchDatabase;
using Mode = base::ConnectionSettings::Mode;

/// Opening a file in each mode: what is refused, what is locked, what stays beside it.
class OpeningTest : public QObject
{
    Q_OBJECT

private slots:
    void whatCannotBeOpenedIsRefusedInPlainWords_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorCode>("code");
        const ScratchDatabase real(
            u"CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<2000) INSERT INTO t SELECT printf('%0100d', i) FROM n"_s);
        QFile file(real.file());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        QTest::newRow("a text") << QByteArray("Dear diary, this is not a database at all.\n").repeated(50)
                                << ErrorCode::NotADatabase;
        QTest::newRow("one byte") << QByteArray("S") << ErrorCode::NotADatabase;
        QTest::newRow("the magic only") << whole.left(16) << ErrorCode::NotADatabase;
        QTest::newRow("encrypted") << QByteArray::fromHex("9f3a77c1e0b45d1288aa").repeated(1000)
                                   << ErrorCode::NotADatabase;
        QTest::newRow("cut off") << whole.left(whole.size() / 2) << ErrorCode::DatabaseDamaged;
        QByteArray damaged = whole;
        damaged.replace(100, 40, QByteArray(40, '\x5a'));
        QTest::newRow("damaged") << damaged << ErrorCode::DatabaseDamaged;
    }
    void whatCannotBeOpenedIsRefusedInPlainWords()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorCode, code);
        const ScratchDatabase file = ScratchDatabase::ofBytes(bytes);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY(!connection);
        QCOMPARE(connection.error().code, code);
        QVERIFY(connection.error().sentence.contains(u"scratch.db"_s));
        QVERIFY(!connection.error().hint.isEmpty());
    }

    void aMissingFileAndAFolderAreRefusedAndNothingIsCreated()
    {
        const QTemporaryDir folder;
        const QString missing = folder.filePath(u"no.db"_s);
        QCOMPARE(db::Connection::open({missing, Mode::ReadWrite, 100}).error().code, ErrorCode::FileNotFound);
        QVERIFY(!QFile::exists(missing));
        QCOMPARE(db::Connection::open({folder.path(), Mode::ReadWrite, 100}).error().code,
                 ErrorCode::NotAFile);
    }

    void anEmptyFileIsAnEmptyDatabase()
    {
        const ScratchDatabase file = ScratchDatabase::ofBytes({});
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY(connection);
        QCOMPARE((*connection)->select({u"SELECT count(*) FROM sqlite_schema"_s, {}})->value(0, 0),
                 Value::integer(0));
    }

    void aNameWithPercentQuestionMarkAndHashOpens()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a)"_s, u"50% of? #1 äö.db"_s);
        QVERIFY(db::Connection::open({file.file(), Mode::ReadWrite, 100}));
    }

    void aPathThatIsNotUtf8IsRefusedAndNothingElseIsOpenedOrCreated()
    {
        const ScratchDatabase source(u"CREATE TABLE t(a)"_s);
        // What Qt would make of the name: another file.
        const ScratchDatabase decoy(u"CREATE TABLE decoy(a)"_s, u"caf\ufffd.db"_s);
        const QByteArray folder = QFile::encodeName(decoy.folder()) + '/';
        const QByteArray name = folder + "caf\xe9.db";
        QCOMPARE(::rename(QFile::encodeName(source.file()).constData(), name.constData()), 0);
        QCOMPARE(::symlink(name.constData(), (folder + "link.db").constData()), 0);
        QCOMPARE(::mkdir((folder + "d\xff").constData(), 0700), 0);
        QCOMPARE(::symlink((folder + "d\xff").constData(), (folder + "folder").constData()), 0);
        for (const QByteArray &path : {name, folder + "link.db", folder + "no\xff.db"}) {
            const auto opened = db::Connection::open({QFile::decodeName(path), Mode::ReadWrite, 100});
            QVERIFY2(!opened, path.constData());
            QCOMPARE(opened.error().code, ErrorCode::CannotOpen);
            QVERIFY(opened.error().sentence.contains(u"not valid UTF-8"_s));
            QVERIFY(opened.error().hint.contains(u"Rename"_s));
        }
        for (const QByteArray &path : {folder + "new\xff.db", folder + "folder/new.db"})
            QVERIFY2(!db::Connection::create(QFile::decodeName(path)), path.constData());
        QCOMPARE(QDir(decoy.folder()).entryList({u"new*"_s}, QDir::Files | QDir::System), QStringList());
        QVERIFY(::access((folder + "d\xff/new.db").constData(), F_OK) != 0);
    }

    void aLockedDatabaseIsRefusedWithWhatToDo()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a)"_s);
        tests::OtherProgram other(file.file(), "BEGIN EXCLUSIVE; INSERT INTO t VALUES(1); SELECT 'locked';");
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY(!connection);
        QCOMPARE(connection.error().code, ErrorCode::DatabaseLocked);
        other.letGo();
        QVERIFY(db::Connection::open({file.file(), Mode::ReadWrite, 100}));
    }

    void aLockIsWaitedForOnce_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::newRow("writable") << Mode::ReadWrite;
        QTest::newRow("read-only") << Mode::ReadOnly;
    }
    void aLockIsWaitedForOnce()
    {
        QFETCH(Mode, mode);
        const ScratchDatabase file(u"CREATE TABLE t(a)"_s);
        const tests::OtherProgram other(file.file(), "BEGIN EXCLUSIVE; SELECT 'locked';");
        const tests::CountedWaits waits;
        QCOMPARE(db::Connection::open({file.file(), mode, 5000}).error().code, ErrorCode::DatabaseLocked);
        QCOMPARE(waits.longest(), 5000);
    }

    void openingTheFileAgainKeepsTheLocksThatAreHeld()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a)"_s);
        const auto writer = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY((*writer)->begin());
        // Closing any descriptor of a file takes back all locks that the program has on it.
        QVERIFY(db::Connection::open({file.file(), Mode::Glance, 100}));
        QProcess other;
        other.start(u"sqlite3"_s, {file.file(), u"BEGIN IMMEDIATE"_s});
        QVERIFY(other.waitForFinished());
        QVERIFY(other.exitCode() != 0);
        QVERIFY(other.readAllStandardError().contains("locked"));
        QVERIFY((*writer)->commit());
    }

    void readOnlyIsEnforcedByTheDatabase()
    {
        const ScratchDatabase file(u"CREATE TABLE t(a)"_s);
        const auto connection = db::Connection::open({file.file(), Mode::ReadOnly, 100});
        QVERIFY(connection && (*connection)->isReadOnly());
        const auto refused = (*connection)->run({u"INSERT INTO t VALUES(1)"_s, {}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ReadOnly);
        static_cast<void>((*connection)->run({u"PRAGMA query_only=OFF"_s, {}}));
        QVERIFY(!(*connection)->run({u"INSERT INTO t VALUES(1)"_s, {}}));
        QCOMPARE(file.rows(u"SELECT count(*) FROM t"_s), QStringList({u"0"_s}));
    }

    void aFileWithoutPermissionsOpensAsFarAsItCan()
    {
        if (geteuid() == 0) {
            // Root may read and write everything: play the program as somebody else.
            const ScratchDatabase file(u"CREATE TABLE t(a); INSERT INTO t VALUES(1)"_s);
            QFile::setPermissions(file.folder(),
                                  QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
            QFile::setPermissions(file.file(), QFile::ReadOwner | QFile::ReadOther);
            QCOMPARE(reflectAsNobody(file.file()), 0);
            QFile::setPermissions(file.file(), QFile::ReadOwner);
            QVERIFY(reflectAsNobody(file.file()) != 0);
            QVERIFY2(m_words.contains(u"cannot be read"_s), qPrintable(m_words));
            QFile::setPermissions(file.folder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            return;
        }
        const ScratchDatabase file(u"CREATE TABLE t(a)"_s);
        QFile::setPermissions(file.file(), QFile::ReadOwner);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY(connection && (*connection)->isReadOnly());
        QFile::setPermissions(file.file(), QFile::Permissions());
        QCOMPARE(db::Connection::open({file.file(), Mode::ReadWrite, 100}).error().code,
                 ErrorCode::NoPermission);
    }

    void aWalDatabaseInAFolderThatCannotBeWrittenOpensAsNobody()
    {
        if (geteuid() != 0)
            return; // The case above covers permissions for everybody else.
        const ScratchDatabase file(u"PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1)"_s);
        QVERIFY(!QFile::exists(file.file() + u"-wal"_s));
        QFile::setPermissions(file.folder(),
                              QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther);
        QFile::setPermissions(file.file(), QFile::ReadOwner | QFile::ReadOther);
        QCOMPARE(reflectAsNobody(file.file()), 0);
        QFile::setPermissions(file.folder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void rowsInAWriteAheadLogAreSeenAndStayInIt()
    {
        const ScratchDatabase source(u"PRAGMA journal_mode=WAL; CREATE TABLE t(a)"_s);
        tests::OtherProgram(source.file(), "INSERT INTO t VALUES(1),(2),(3); SELECT 'done';")
            .die(); // Its log stays behind.
        QVERIFY(QFileInfo(source.file() + u"-wal"_s).size() > 0);
        const QByteArray before = source.checksum();
        for (const Mode mode : {Mode::ReadOnly, Mode::ReadWrite}) {
            const auto connection = db::Connection::open({source.file(), mode, 100});
            QVERIFY(connection);
            QCOMPARE((*connection)->select({u"SELECT count(*) FROM t"_s, {}})->value(0, 0),
                     Value::integer(3));
        }
        QCOMPARE(source.checksum(), before);
        QVERIFY(QFileInfo(source.file() + u"-wal"_s).size() > 0);
    }

    void whatADeadProgramHalfWroteIsTakenBackOnlyWhereWritingIsAllowed()
    {
        const ScratchDatabase file(
            u"CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<2000) INSERT INTO t SELECT printf('%0100d', i) FROM n"_s);
        const QStringList rows = file.rows(u"SELECT sum(length(a)), max(a) FROM t"_s);
        tests::OtherProgram(file.file(),
                            "PRAGMA cache_size=5; BEGIN; UPDATE t SET a = a || 'x'; SELECT 'half';")
            .die();
        const QByteArray halfWritten = file.checksum();
        for (const Mode mode : {Mode::ReadOnly, Mode::Glance}) {
            const auto refused = db::Connection::open({file.file(), mode, 100});
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::HotJournal);
            QVERIFY(refused.error().sentence.startsWith(u"'scratch.db' cannot be opened."_s));
            QVERIFY(refused.error().sentence.contains(u"stopped in the middle of saving"_s));
            QVERIFY(refused.error().hint.contains(u"open it once for writing"_s));
        }
        QCOMPARE(file.checksum(), halfWritten);
        QVERIFY(QFile::exists(file.file() + u"-journal"_s));
        QVERIFY(db::Connection::open({file.file(), Mode::ReadWrite, 100}));
        QVERIFY(db::Connection::open({file.file(), Mode::ReadOnly, 100}));
        QCOMPARE(file.rows(u"SELECT sum(length(a)), max(a) FROM t"_s), rows);
    }

    void aGlanceLeavesNoFileBesideTheDatabase()
    {
        const ScratchDatabase file(u"PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1)"_s);
        {
            const auto connection = db::Connection::open({file.file(), Mode::Glance, 100});
            QVERIFY(connection);
            QCOMPARE((*connection)->select({u"SELECT a FROM t"_s, {}})->value(0, 0), Value::integer(1));
        }
        QCOMPARE(QDir(file.folder()).entryList(QDir::Files).size(), 1);
    }

    void readingAWalDatabaseLeavesNoFileBesideIt()
    {
        const ScratchDatabase file(u"PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1)"_s);
        const QByteArray before = file.checksum();
        const QDateTime modified = QFileInfo(file.file()).lastModified();
        {
            auto first = db::Connection::open({file.file(), Mode::ReadOnly, 100});
            const auto second = db::Connection::open({file.file(), Mode::ReadOnly, 100});
            QVERIFY(first && second);
            QCOMPARE((*first)->select({u"SELECT a FROM t"_s, {}})->value(0, 0), Value::integer(1));
            first->reset();
            QCOMPARE((*second)->select({u"SELECT a FROM t"_s, {}})->value(0, 0), Value::integer(1));
        }
        QCOMPARE(QDir(file.folder()).entryList(QDir::Files).size(), 1);
        QCOMPARE(file.checksum(), before);
        QCOMPARE(QFileInfo(file.file()).lastModified(), modified);
    }

    void aWriteAheadLogThatAnotherProgramUsesStays()
    {
        const ScratchDatabase file(u"PRAGMA journal_mode=WAL; CREATE TABLE t(a)"_s);
        auto reader = db::Connection::open({file.file(), Mode::ReadOnly, 100});
        const auto writer = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY((*writer)->select({u"SELECT a FROM t"_s, {}}));
        reader->reset(); // The log is empty, but not left.
        QVERIFY(QFile::exists(file.file() + u"-wal"_s));
        reader = db::Connection::open({file.file(), Mode::ReadOnly, 100});
        QVERIFY((*writer)->run({u"INSERT INTO t VALUES(1)"_s, {}}));
        QCOMPARE((*reader)->select({u"SELECT count(*) FROM t"_s, {}})->value(0, 0), Value::integer(1));
        const QByteArray before = file.checksum();
        reader->reset();
        QVERIFY(QFileInfo(file.file() + u"-wal"_s).size() > 0);
        QCOMPARE(file.checksum(), before);
    }

    void everyRealDatabaseOpensAndNoByteChanges()
    {
        SKIP_WITHOUT_REAL_DATA();
        for (const QString &path : tests::realDatabases()) {
            const ScratchDatabase copy = ScratchDatabase::copyOf(path);
            const QByteArray before = copy.checksum();
            {
                const auto connection = db::Connection::open({copy.file(), Mode::ReadWrite, 1000});
                QVERIFY2(connection, qPrintable(path));
                for (
                    const QString &table : copy.rows(
                        u"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"_s))
                    QVERIFY((*connection)->select({u"SELECT * FROM \"%1\" LIMIT 20"_s.arg(table), {}}));
            }
            QCOMPARE(copy.checksum(), before);
        }
    }

private:
    int reflectAsNobody(const QString &file)
    {
        QTemporaryDir place(QDir::tempPath() + u"/relata-nobody-XXXXXX"_s);
        QFile::setPermissions(place.path(), QFile::Permissions(0x7755));
        const QString copy = place.filePath(u"relata"_s);
        QFile::copy(QString::fromLocal8Bit(RELATA_PROGRAM), copy);
        QFile::setPermissions(copy, QFile::Permissions(0x7755));
        QFile::setPermissions(QFileInfo(file).absolutePath(),
                              QFile::permissions(QFileInfo(file).absolutePath()) | QFile::ReadOther |
                                  QFile::ExeOther);
        QProcess process;
        process.setChildProcessModifier([] {
            if (setgid(65534) != 0 || setuid(65534) != 0)
                _exit(99);
        });
        process.start(copy, {u"reflect"_s, file});
        process.waitForFinished(20000);
        m_words = QString::fromUtf8(process.readAllStandardError());
        return process.exitCode();
    }

    QString m_words;
};

QTEST_GUILESS_MAIN(OpeningTest)
#include "tst_opening.moc"
