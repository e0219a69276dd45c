#pragma once

#include "ui/theme/theme.h"

#include <QObject>
#include <QStringList>

#include <optional>

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
    /// Whether the statements are shown, not only their totals; nothing where nobody has decided.
    std::optional<bool> statementsOpen() const;
    void setStatementsOpen(bool isOpen);
    int statementsHeight() const; ///< pixels, where they are shown
    void setStatementsHeight(int height);
    /// Whether a person has closed the details, so that they do not come by themselves.
    bool areDetailsClosed() const;
    void setDetailsClosed(bool areClosed);
    int detailsWidth() const; ///< pixels, where they are shown at a side
    void setDetailsWidth(int width);
    /// Whether the lessons about relationships have been opened once.
    bool hasLearned() const;
    void setLearned();
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
