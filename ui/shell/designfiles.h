#pragma once

#include "core/base/connectionsettings.h"
#include "core/base/error.h"

#include <QObject>

class QMenu;
class QWidget;

namespace relata::open {
class OpenDesign;
}

namespace relata::ui {

class Settings;

/// Asks a person which file is meant: to open one, to keep the design in one, to make a database of it or to
/// change the one that is open; and lists those that were open. GUI thread.
class DesignFiles : public QObject
{
    Q_OBJECT

public:
    /// @param window where is asked; its child
    DesignFiles(open::OpenDesign &design, Settings &settings, QWidget *window);

    void askToOpen(base::ConnectionSettings::Mode mode);
    void askForNewDatabase();
    /// Tells what is lost where the database becomes as the design, and does it where a person wants that.
    void askToApply();
    /// Keeps the design where it is kept, or asks where. False where nothing was saved, because a person did
    /// not say where, or because it failed.
    bool save();
    bool saveAs();
    void listRecent(QMenu &menu);

signals:
    void openRequested(const relata::base::ConnectionSettings &settings);
    void statusText(const QString &text);
    void failed(const relata::base::Error &error);

private:
    open::OpenDesign &m_design;
    Settings &m_settings;
    QWidget *m_window;
};

} // namespace relata::ui
