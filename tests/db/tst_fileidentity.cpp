#include "core/db/connection.h"
#include "tests/support/scratchdatabase.h"

#include <QFile>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using tests::ScratchDatabase;
using Mode = base::ConnectionSettings::Mode;

namespace {

const QString kOld =
    u"CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES(1,'old one'),(2,'old two')"_s;
const QString kNew =
    u"CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES(1,'NEW one'),(2,'NEW two'),(3,'NEW three')"_s;

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read");
    return file.readAll();
}

/// As cp does it: the same file with other bytes.
void overwrite(const QString &path, const QByteArray &bytes)
{
    std::FILE *file = std::fopen(QFile::encodeName(path).constData(), "r+");
    if (!file || std::fwrite(bytes.constData(), 1, size_t(bytes.size()), file) != size_t(bytes.size()))
        qFatal("cannot write");
    std::fclose(file);
    QFile::resize(path, bytes.size());
}

} // namespace

/// The file is replaced, removed or overwritten while it is open: nothing is written into what it is not.
class FileIdentityTest : public QObject
{
    Q_OBJECT

private slots:
    void aFileThatIsNotTheOneThatWasOpenedIsNeverWritten_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("words");
        for (const QString &mode : {u"DELETE"_s, u"WAL"_s, u"TRUNCATE"_s}) {
            const auto row = [&mode](const QString &how, const QString &words) {
                QTest::newRow(qPrintable(mode + u' ' + how)) << mode << how << words;
            };
            row(u"replaced"_s, u"replaced by another file"_s);
            row(u"removed"_s, u"removed or renamed"_s);
            row(u"renamed"_s, u"removed or renamed"_s);
            row(u"another page size"_s, u"overwritten with another database"_s);
            row(u"an older copy"_s, u"overwritten with another database"_s);
            row(u"no database"_s, u"overwritten with another database"_s);
            row(u"another schema"_s, u"overwritten with another database"_s);
        }
        QTest::newRow("its log removed") << u"WAL"_s << u"log removed"_s << u"write-ahead log"_s;
    }
    void aFileThatIsNotTheOneThatWasOpenedIsNeverWritten()
    {
        QFETCH(QString, mode);
        QFETCH(QString, how);
        QFETCH(QString, words);
        const QString setMode = u"PRAGMA journal_mode=%1;"_s.arg(mode);
        const ScratchDatabase file(setMode + kOld);
        const QByteArray first = bytesOf(file.file());
        for (int i = 0; i < 3; ++i)
            file.run(u"INSERT INTO t(v) VALUES(zeroblob(9000))"_s);
        file.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY(connection);
        QVERIFY((*connection)->keepSchema());
        QVERIFY((*connection)->checkFile());
        QVERIFY((*connection)->select({u"SELECT * FROM t"_s, {}}));
        QByteArray expected;
        const auto put = [&](const QString &sql) {
            const ScratchDatabase other(sql);
            expected = bytesOf(other.file());
        };
        if (how == "replaced"_L1) {
            const ScratchDatabase other(setMode + kNew);
            expected = bytesOf(other.file());
            QCOMPARE(std::rename(QFile::encodeName(other.file()), QFile::encodeName(file.file())), 0);
        } else if (how == "removed"_L1) {
            QVERIFY(QFile::remove(file.file()));
        } else if (how == "renamed"_L1) {
            QVERIFY(QFile::rename(file.file(), file.file() + u".old"_s));
        } else if (how == "log removed"_L1) {
            expected = bytesOf(file.file());
            QVERIFY(QFile::remove(file.file() + u"-wal"_s));
        } else {
            if (how == "another page size"_L1)
                put(u"PRAGMA page_size=1024;"_s + setMode + kNew);
            else if (how == "an older copy"_L1)
                expected = first;
            else if (how == "no database"_L1)
                expected = QByteArray(8192, 'x');
            else // More changes than here, but the same number of its schema.
                put(setMode + u"CREATE TABLE z(id INTEGER PRIMARY KEY, v);"_s +
                    u"INSERT INTO z VALUES(1,'z');DELETE FROM z;"_s.repeated(20));
            overwrite(file.file(), expected);
        }
        for (const base::Done &refused : {(*connection)->checkFile(), (*connection)->begin()}) {
            QVERIFY(!refused);
            QVERIFY2(refused.error().sentence.contains(words), qPrintable(refused.error().text()));
            QVERIFY(refused.error().hint.contains(u"Reopen"_s));
            QCOMPARE(refused.error().code, ErrorCode::ConnectionLost);
        }
        connection->reset(); // Closing writes nothing into it, either.
        if (!expected.isNull())
            QVERIFY(bytesOf(file.file()) == expected);
    }

    void anotherWriterIsNoOtherFile_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("rollback") << u"DELETE"_s;
        QTest::newRow("write-ahead log") << u"WAL"_s;
    }
    void anotherWriterIsNoOtherFile()
    {
        QFETCH(QString, mode);
        const ScratchDatabase file(u"PRAGMA journal_mode=%1;"_s.arg(mode) + kOld);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY((*connection)->keepSchema());
        for (int round = 0; round < 3; ++round) {
            file.run(
                u"INSERT INTO t(v) VALUES(zeroblob(9000)); UPDATE t SET v = 'other'; DELETE FROM t WHERE id > 2"_s);
            QVERIFY((*connection)->checkFile());
            file.run(u"PRAGMA wal_checkpoint"_s);
            QVERIFY((*connection)->checkFile());
            QVERIFY((*connection)->begin());
            QVERIFY((*connection)->run({u"UPDATE t SET v = 'ours'"_s, {}}));
            QVERIFY((*connection)->commit());
            QVERIFY((*connection)->begin());
            (*connection)->rollback();
        }
        file.run(u"VACUUM"_s);
        QCOMPARE((*connection)->schemaMoved().value(), true); // It raises the number of the schema.
        QVERIFY((*connection)->checkFile());
        QVERIFY((*connection)->keepSchema());
        QVERIFY((*connection)->begin());
        (*connection)->rollback();
    }

    void aSchemaThatAnotherProgramChangedIsReadAgainBeforeAnythingIsWritten()
    {
        const ScratchDatabase file(kOld);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY((*connection)->keepSchema());
        QCOMPARE((*connection)->schemaMoved().value(), false);
        file.run(u"ALTER TABLE t RENAME COLUMN v TO z"_s);
        QCOMPARE((*connection)->schemaMoved().value(), true);
        QVERIFY((*connection)->checkFile());
        const base::Done refused = (*connection)->begin();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::StaleData);
        QVERIFY((*connection)->keepSchema());
        QVERIFY((*connection)->begin());
        (*connection)->rollback();
    }

    void whoeverKeepsNoSchemaMayChangeIt()
    {
        const ScratchDatabase file(kOld);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY((*connection)->run({u"CREATE TABLE u(a)"_s, {}}));
        QVERIFY((*connection)->begin());
        QVERIFY((*connection)->run({u"CREATE TABLE w(a)"_s, {}}));
        QVERIFY((*connection)->commit());
        QVERIFY((*connection)->begin());
        (*connection)->rollback();
    }

    void aJournalThatComesWhileTheFileIsOpenIsLookedAt()
    {
        const ScratchDatabase file(kOld);
        const auto connection = db::Connection::open({file.file(), Mode::ReadWrite, 100});
        QVERIFY(QFile::link(u"letter.txt"_s, file.file() + u"-journal"_s));
        QVERIFY(!(*connection)->begin());
        QVERIFY(!(*connection)->checkFile());
        QVERIFY(QFile::remove(file.file() + u"-journal"_s));
        QVERIFY((*connection)->begin());
    }
};

QTEST_GUILESS_MAIN(FileIdentityTest)
#include "tst_fileidentity.moc"
