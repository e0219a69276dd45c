#include "core/base/privatefiles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

int modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? int(status.st_mode & 0777) : -1;
}

} // namespace

class PrivateFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_umask = ::umask(0); } // The most careless one.
    void cleanup() { ::umask(m_umask); }

    void aFolderIsMadeForItsOwnerAloneWithThoseAboveIt()
    {
        const QTemporaryDir place;
        ::chmod(QFile::encodeName(place.path()).constData(), 0755);
        QVERIFY(base::makePrivateFolder(place.filePath(u"a/b/c"_s)));
        for (const QString &folder : {u"a"_s, u"a/b"_s, u"a/b/c"_s})
            QCOMPARE(modeOf(place.filePath(folder)), 0700);
        QCOMPARE(modeOf(place.path()), 0755); // Not ours.
    }

    void aFolderThatIsThereIsClosedToOthers()
    {
        const QTemporaryDir place;
        QVERIFY(QDir().mkdir(place.filePath(u"open"_s)));
        QVERIFY(base::makePrivateFolder(place.filePath(u"open"_s)));
        QCOMPARE(modeOf(place.filePath(u"open"_s)), 0700);
    }

    void aFileIsMadeForItsOwnerAloneAndKeepsWhatItHolds()
    {
        const QTemporaryDir place;
        const QString name = place.filePath(u"file"_s);
        QVERIFY(base::makePrivateFile(name));
        QCOMPARE(modeOf(name), 0600);
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("kept");
        file.close();
        ::chmod(QFile::encodeName(name).constData(), 0644);
        QVERIFY(base::makePrivateFile(name));
        QCOMPARE(modeOf(name), 0600);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("kept"));
    }

    void whatCannotBeMadeIsSaid()
    {
        const QTemporaryDir place;
        const QString name = place.filePath(u"file"_s);
        QVERIFY(base::makePrivateFile(name));
        const base::Done folder = base::makePrivateFolder(name + u"/below"_s);
        QVERIFY(!folder);
        QCOMPARE(folder.error().code, base::ErrorCode::CannotWrite);
        QVERIFY(!base::makePrivateFile(name + u"/below"_s));
    }

private:
    mode_t m_umask = 0;
};

QTEST_APPLESS_MAIN(PrivateFilesTest)
#include "tst_privatefiles.moc"
