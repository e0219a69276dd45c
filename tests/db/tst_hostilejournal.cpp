#include "core/db/connection.h"
#include "tests/support/otherprogram.h"
#include "tests/support/scratchdatabase.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <QtEndian>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using tests::ScratchDatabase;
using Mode = base::ConnectionSettings::Mode;

namespace {

/// A database that a program died in while it wrote, so that its journal is hot.
ScratchDatabase halfWritten()
{
    const ScratchDatabase file(
        u"CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<2000) INSERT INTO t SELECT printf('%0100d', i) FROM n"_s);
    tests::OtherProgram(file.file(), "PRAGMA cache_size=5; BEGIN; UPDATE t SET a = 'x'; SELECT 'half';")
        .die();
    return file;
}

void write(const QString &path, const QByteArray &bytes, QIODevice::OpenMode mode = QIODevice::WriteOnly)
{
    QFile file(path);
    if (!file.open(mode))
        qFatal("cannot write");
    file.write(bytes);
}

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// Ends a journal as a transaction over several files does.
void nameSuperJournal(const ScratchDatabase &file, const QByteArray &name)
{
    quint32 sum = 0;
    for (const char byte : name)
        sum += quint32(static_cast<signed char>(byte));
    write(file.file() + u"-journal"_s,
          bigEndian(0x40000000 / 4096 + 1) + name + bigEndian(quint32(name.size())) + bigEndian(sum) +
              QByteArray::fromHex("d9d505f920a163d7"),
          QIODevice::Append);
}

} // namespace

/// What lies beside a database is looked at before SQLite trusts it.
class HostileJournalTest : public QObject
{
    Q_OBJECT

private slots:
    void aJournalThatWouldHaveAnotherFileDeletedIsRefused_data()
    {
        QTest::addColumn<QString>("victim");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("any file") << u"letter.txt"_s << QByteArray("a letter\n");
        QTest::newRow("not ASCII") << u"brief-ä.txt"_s << QByteArray("ein Brief\n");
        QTest::newRow("nearly SQLite's form") << u"x-mj0123458AB"_s << QByteArray("a letter\n");
        QTest::newRow("small letters") << u"x-mj01234F9ab"_s << QByteArray("a letter\n");
        QTest::newRow("something behind") << u"x-mj01234F9AB.txt"_s << QByteArray("a letter\n");
        QTest::newRow("SQLite's form, but it lists nothing") << u"x-mj01234F9AB"_s << QByteArray();
        QTest::newRow("SQLite's form, but it is a letter") << u"x-mj01234F9AB"_s << QByteArray("a letter\n");
        QTest::newRow("SQLite's form, but it lists others")
            << u"x-mj01234F9AB"_s << QByteArray("/tmp/other.db-journal\0", 22);
    }
    void aJournalThatWouldHaveAnotherFileDeletedIsRefused()
    {
        QFETCH(QString, victim);
        QFETCH(QByteArray, content);
        const ScratchDatabase file = halfWritten();
        const QString path = QDir(file.folder()).filePath(victim);
        write(path, content);
        nameSuperJournal(file, QFile::encodeName(path));
        const QByteArray before = file.checksum();
        for (const Mode mode : {Mode::ReadWrite, Mode::ReadOnly, Mode::Glance}) {
            const auto opened = db::Connection::open({file.file(), mode, 100});
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, ErrorCode::HotJournal);
            QVERIFY2(opened.error().sentence.contains(victim), qPrintable(opened.error().text()));
            QVERIFY(opened.error().sentence.contains(u"would delete"_s));
            QVERIFY(QFile::exists(path));
            QVERIFY(QFile::exists(file.file() + u"-journal"_s));
            QCOMPARE(file.checksum(), before);
        }
    }

    void aJournalOfARealTransactionOverSeveralFilesIsTakenBack()
    {
        const ScratchDatabase file = halfWritten();
        const QByteArray super = QFile::encodeName(QDir(file.folder()).filePath(u"scratch.db-mj01234F9AB"_s));
        const QByteArray journal =
            QFile::encodeName(QFileInfo(file.file()).canonicalFilePath() + u"-journal"_s);
        write(QFile::decodeName(super),
              "/tmp/other.db-journal" + QByteArray(1, '\0') + journal + QByteArray(1, '\0'));
        nameSuperJournal(file, super);
        QVERIFY(db::Connection::open({file.file(), Mode::ReadWrite, 100}));
        QCOMPARE(file.rows(u"SELECT count(*) FROM t WHERE a = 'x'"_s), QStringList{u"0"_s});
    }

    void aSuperJournalThatIsGoneIsSqlitesOwnBusiness()
    {
        const ScratchDatabase file = halfWritten();
        nameSuperJournal(file, QFile::encodeName(QDir(file.folder()).filePath(u"scratch.db-mj01234F9AB"_s)));
        QVERIFY(db::Connection::open({file.file(), Mode::ReadWrite, 100}));
    }

    void whatIsNoRegularFileBesideTheDatabaseIsRefused()
    {
        for (const QString &suffix : {u"-journal"_s, u"-wal"_s, u"-shm"_s}) {
            const ScratchDatabase file(u"CREATE TABLE t(a)"_s);
            const QByteArray beside = QFile::encodeName(file.file() + suffix);
            const auto refuses = [&file, &suffix](const char *what) {
                const auto opened = db::Connection::open({file.file(), Mode::ReadWrite, 100});
                return QTest::qVerify(!opened && opened.error().code == ErrorCode::CannotOpen &&
                                          opened.error().sentence.contains(suffix),
                                      what, "", __FILE__, __LINE__);
            };
            // A pipe would keep the program waiting for ever; a link leads what is written elsewhere.
            QCOMPARE(::mkfifo(beside.constData(), 0600), 0);
            QVERIFY(refuses("pipe"));
            ::unlink(beside.constData());
            QCOMPARE(::symlink("letter.txt", beside.constData()), 0);
            QVERIFY(refuses("link to nothing yet"));
            write(QDir(file.folder()).filePath(u"letter.txt"_s), "a letter\n");
            QVERIFY(refuses("link"));
            ::unlink(beside.constData());
            QCOMPARE(::mkdir(beside.constData(), 0700), 0);
            QVERIFY(refuses("folder"));
            ::rmdir(beside.constData());
            QVERIFY(db::Connection::open({file.file(), Mode::ReadWrite, 100}));
        }
    }
};

QTEST_GUILESS_MAIN(HostileJournalTest)
#include "tst_hostilejournal.moc"
