#pragma once

#include "app/commandline.h"
#include "core/base/connectionsettings.h"
#include "core/base/error.h"
#include "ui/shell/settings.h"
#include "ui/theme/theme.h"

#include <QObject>

namespace relata::ui {
class MainWindow;
}

namespace relata::app {

/// The composition root: theme, settings, and the windows, one for each database.
class Application : public QObject
{
    Q_OBJECT

public:
    Application();
    ~Application() override;

    /// Does what the command line asks for and returns the program's exit status.
    int run(const CommandLine &line);

private:
    ui::MainWindow *newWindow();
    /// Shows a database: in the window that has it, in `preferred` where that is empty, else in a new one.
    void show(const base::ConnectionSettings &settings, ui::MainWindow *preferred);
    static void showSoon(ui::MainWindow *window);
    void showSample(bool anew, ui::MainWindow *preferred);
    void showDrawing(ui::MainWindow *preferred);
    void showLeftDrawings();
    void tell(ui::MainWindow *window, const base::Error &error);
    void applySettings();

    ui::Theme m_theme;
    ui::Settings m_settings;
    QList<ui::MainWindow *> m_windows;
};

} // namespace relata::app
