#include "settings.h"

#include "core/base/privatefiles.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QVariant>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRecentFiles = 10;
constexpr int kWindowVersion =
    1; ///< raised when the docks change, so that an old arrangement is not restored

/// QSettings keeps the permissions of a file that is there; a new one it would let everybody read. Where this
/// fails nothing can be remembered, either.
void makePrivate(const QString &file)
{
    static_cast<void>(base::makePrivateFolder(QFileInfo(file).absolutePath()));
    static_cast<void>(base::makePrivateFile(file));
}

/// Several in one go, and nothing that is known already: the file is written anew each time, which waits for
/// the disk, and at the program's end a person waits for that.
void remember(const QList<std::pair<QString, QVariant>> &values)
{
    QSettings settings;
    for (const auto &[key, value] : values) {
        if (settings.value(key) == value)
            continue;
        makePrivate(settings.fileName());
        if (value.isValid())
            settings.setValue(key, value);
        else
            settings.remove(key);
    }
}

void remember(const QString &key, const QVariant &value)
{
    remember({{key, value}});
}

} // namespace

Settings::Settings(QObject *parent) : QObject(parent)
{
    const QString file = QSettings().fileName();
    if (QFileInfo::exists(file))
        makePrivate(file); // An older version may have made it.
}

QStringList Settings::recentFiles() const
{
    return QSettings().value(u"recentFiles"_s).toStringList();
}

void Settings::addRecentFile(const QString &file)
{
    QStringList files = recentFiles();
    const QString path = QFileInfo(file).absoluteFilePath();
    files.removeAll(path);
    files.prepend(path);
    remember(u"recentFiles"_s, files.mid(0, kRecentFiles));
    emit recentFilesChanged();
}

void Settings::clearRecentFiles()
{
    remember(u"recentFiles"_s, {});
    emit recentFilesChanged();
}

Theme::Choice Settings::theme() const
{
    return static_cast<Theme::Choice>(qBound(0, QSettings().value(u"theme"_s, 0).toInt(), 2));
}

void Settings::setTheme(Theme::Choice choice)
{
    remember(u"theme"_s, int(choice));
    emit changed();
}

int Settings::fontSize() const
{
    return QSettings().value(u"fontSize"_s, 0).toInt();
}

void Settings::setFontSize(int points)
{
    remember(u"fontSize"_s, points);
    emit changed();
}

bool Settings::displaySql() const
{
    return QSettings().value(u"displaySql"_s, true).toBool();
}

void Settings::setDisplaySql(bool on)
{
    remember(u"displaySql"_s, on);
    emit changed();
}

bool Settings::confirms() const
{
    return QSettings().value(u"confirms"_s, true).toBool();
}

void Settings::setConfirms(bool on)
{
    remember(u"confirms"_s, on);
    emit changed();
}

bool Settings::hasLearned() const
{
    return QSettings().value(u"learned"_s, false).toBool();
}

void Settings::setLearned()
{
    remember(u"learned"_s, true);
    emit changed();
}

std::optional<bool> Settings::statementsOpen() const
{
    const QVariant kept = QSettings().value(u"window/statementsOpen"_s);
    return kept.isValid() ? std::optional(kept.toBool()) : std::nullopt;
}

void Settings::setStatementsOpen(bool isOpen)
{
    remember(u"window/statementsOpen"_s, isOpen);
}

int Settings::statementsHeight() const
{
    return qBound(80, QSettings().value(u"window/statementsHeight"_s, 190).toInt(), 2000);
}

void Settings::setStatementsHeight(int height)
{
    remember(u"window/statementsHeight"_s, height);
}

bool Settings::areDetailsClosed() const
{
    return QSettings().value(u"window/detailsClosed"_s, false).toBool();
}

void Settings::setDetailsClosed(bool areClosed)
{
    remember(u"window/detailsClosed"_s, areClosed);
}

int Settings::detailsWidth() const
{
    return qBound(120, QSettings().value(u"window/detailsWidth"_s, 320).toInt(), 2000);
}

void Settings::setDetailsWidth(int width)
{
    remember(u"window/detailsWidth"_s, width);
}

QByteArray Settings::windowGeometry() const
{
    return QSettings().value(u"window/geometry"_s).toByteArray();
}

QByteArray Settings::windowState() const
{
    return QSettings().value(u"window/state%1"_s.arg(kWindowVersion)).toByteArray();
}

void Settings::setWindow(const QByteArray &geometry, const QByteArray &state)
{
    remember({{u"window/geometry"_s, geometry}, {u"window/state%1"_s.arg(kWindowVersion), state}});
}

QString Settings::layoutFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/layouts"_s;
}

} // namespace relata::ui
