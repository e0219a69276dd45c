#include "tour.h"

#include "app/tour/browsingsteps.h"
#include "app/tour/drawingsteps.h"
#include "app/sampledatabase.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/settings.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>
#include <memory>

namespace relata::app {

using namespace Qt::StringLiterals;
using ui::MainWindow;

namespace {

/// The tour of one database: owns the windows and the copy's steps.
class Tour
{
public:
    Tour(const CommandLine &line, const QString &copy, const QString &folder, ui::Theme &theme,
         ui::Settings &settings)
        : m_window(new MainWindow(theme, settings)),
          m_drawing(new MainWindow(theme, settings)),
          m_browsingSteps(*m_window, copy),
          m_drawingSteps(*m_drawing, folder),
          m_guide(line.out.isEmpty() ? u"./relata-tour"_s : line.out, line.failStep,
                  [this] { return m_front; })
    {
        m_front = m_window.get();
        for (MainWindow *window : {m_window.get(), m_drawing.get()}) {
            window->resize(1280, 800);
            QObject::connect(window, &MainWindow::failed, &m_guide,
                             [this](const base::Error &error) { m_failure = error.text(); });
        }
        QObject::connect(&m_guide, &TourGuide::finished, &m_guide, [] { QApplication::exit(0); });
    }

    int play()
    {
        m_window->show();
        m_browsingSteps.addTo(m_guide, m_failure);
        m_drawingSteps.addTo(m_guide, m_failure, [this] {
            m_front = m_drawing.get();
            m_drawing->show();
        });
        m_guide.start();
        QApplication::exec();
        return m_guide.allHeld() ? 0 : 1;
    }

private:
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<MainWindow> m_drawing;
    QWidget *m_front = nullptr;
    QString m_failure;
    BrowsingSteps m_browsingSteps;
    DrawingSteps m_drawingSteps;
    TourGuide m_guide; ///< last: it goes first
};

/// Without a screen Qt remarks with every window that it cannot tell the screen its sizes; that is nothing to
/// people.
void leaveOutRemarks()
{
    static QtMessageHandler before = nullptr;
    before =
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &message) {
            if (!message.contains("propagateSizeHints"_L1))
                before(type, context, message);
        });
}

int complain(const QString &text)
{
    std::fputs((u"relata: "_s + text + u'\n').toLocal8Bit().constData(), stderr);
    return 1;
}

} // namespace

int playTour(const CommandLine &line, ui::Theme &theme, ui::Settings &settings)
{
    const QTemporaryDir folder;
    const QString copy =
        folder.filePath(line.file.isEmpty() ? u"sample.db"_s : QFileInfo(line.file).fileName());
    if (line.file.isEmpty()) {
        if (const auto written = writeSample(copy); !written)
            return complain(written.error().text());
    } else if (!QFile::copy(line.file, copy)) {
        return complain(u"'%1' cannot be copied for the tour."_s.arg(line.file));
    }
    for (const QString &ending : {u"-wal"_s, u"-journal"_s})
        QFile::copy(line.file + ending, copy + ending);
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    // The tour keeps the person's theme, but leaves the recent files, the window's place and the layouts
    // alone.
    leaveOutRemarks();
    const ui::Theme::Choice choice = settings.theme();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    QStandardPaths::setTestModeEnabled(true);
    settings.setTheme(choice);
    return Tour(line, copy, folder.path(), theme, settings).play();
}

} // namespace relata::app
