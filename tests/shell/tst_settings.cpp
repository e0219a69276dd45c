#include "ui/shell/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
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

/// Another one whenever the file is written: a new file takes the old one's place.
ino_t fileNumberOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_ino : 0;
}

} // namespace

/// What is remembered is the person's own business.
class SettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_place.isValid());
        QCoreApplication::setOrganizationName(u"Relata"_s);
        QCoreApplication::setApplicationName(u"relata-test-settings"_s);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_place.filePath(u"config"_s));
        ::umask(0); // The most careless one.
    }

    void whatIsKnownAlreadyIsNotWrittenAgain()
    {
        ui::Settings settings;
        const QString file = QSettings().fileName();
        settings.setWindow("one place", "one state");
        settings.addRecentFile(u"/home/ann/salaries.db"_s);
        const ino_t written = fileNumberOf(file);
        QVERIFY(written != 0);
        settings.setWindow("one place", "one state");
        settings.addRecentFile(u"/home/ann/salaries.db"_s);
        QCOMPARE(fileNumberOf(file), written);
        settings.setWindow("another place", "one state");
        QVERIFY(fileNumberOf(file) != written);
        QCOMPARE(ui::Settings().windowGeometry(), "another place"_ba);
        QCOMPARE(ui::Settings().windowState(), "one state"_ba);
        settings.clearRecentFiles();
        QVERIFY(settings.recentFiles().isEmpty());
    }

    void whatIsRememberedIsForItsOwnerAlone()
    {
        ui::Settings settings;
        const QString file = QSettings().fileName();
        QVERIFY(file.startsWith(m_place.path()));
        auto change = [&settings, round = 0]() mutable {
            settings.addRecentFile(u"/home/ann/salaries%1.db"_s.arg(++round));
        };
        change();
        QCOMPARE(modeOf(file), 0600);
        QCOMPARE(modeOf(QFileInfo(file).absolutePath()), 0700);
        // One that an older version made is closed, at the next start or the next change.
        ::chmod(QFile::encodeName(file).constData(), 0644);
        ::chmod(QFile::encodeName(QFileInfo(file).absolutePath()).constData(), 0755);
        const ui::Settings later;
        QCOMPARE(modeOf(file), 0600);
        ::chmod(QFile::encodeName(file).constData(), 0644);
        change();
        QCOMPARE(modeOf(file), 0600);
        QCOMPARE(modeOf(QFileInfo(file).absolutePath()), 0700);
        QCOMPARE(settings.recentFiles().size(), 2);
        settings.setTheme(ui::Theme::Choice::Dark);
        settings.setFontSize(12);
        settings.setDisplaySql(false);
        settings.setConfirms(false);
        settings.setWindow("geometry", "state");
        settings.clearRecentFiles();
        QCOMPARE(modeOf(file), 0600);
        QVERIFY(!ui::Settings().confirms());
    }

private:
    QTemporaryDir m_place;
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
