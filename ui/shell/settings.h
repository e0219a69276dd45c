#pragma once

#include "ui/theme/theme.h"

#include <QObject>
#include <QStringList>

namespace relata::ui {

/// What the person has set and the program remembers, in the user's configuration folder. GUI thread.
class Settings : public QObject
{
    Q_OBJECT

public:
    explicit Settings(QObject *parent = nullptr);

    QStringList recentFiles() const;
    void addRecentFile(const QString &file);
    void clearRecentFiles();

    Theme::Choice theme() const;
    void setTheme(Theme::Choice choice);
    int fontSize() const; ///< points; 0: the system's
    void setFontSize(int points);
    /// Whether statements may run only to show titles and counts.
    bool displaySql() const;
    void setDisplaySql(bool on);
    /// Whether Discard and deleting rows ask first.
    bool confirms() const;
    void setConfirms(bool on);
    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray &geometry, const QByteArray &state);

    /// Where the places of cards are kept, one file for each database.
    static QString layoutFolder();

signals:
    void changed();
    void recentFilesChanged();
};

} // namespace relata::ui
