#include "application.h"

#include "app/sampledatabase.h"
#include "app/tour/tour.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/messagebox.h"

#include <QApplication>
#include <QFileInfo>
#include <QPushButton>
#include <QTimer>

namespace relata::app {

using namespace Qt::StringLiterals;
using Mode = base::ConnectionSettings::Mode;
using ui::MainWindow;

Application::Application()
{
    connect(&m_settings, &ui::Settings::changed, this, &Application::applySettings);
    applySettings();
}

Application::~Application()
{
    qDeleteAll(std::exchange(m_windows, {}));
}

int Application::run(const CommandLine &line)
{
    if (line.command == Command::Tour)
        return playTour(line, m_theme, m_settings);
    if (line.file.isEmpty())
        showSample(false, nullptr);
    else
        show({line.file, line.readOnly ? Mode::ReadOnly : Mode::ReadWrite, 5000}, nullptr);
    showLeftDrawings();
    return QApplication::exec();
}

/// Whoever lost drawings with the program finds them open again.
void Application::showLeftDrawings()
{
    constexpr int kLater = 400; // milliseconds: the other windows are there by then
    const QString folder = ui::Settings::layoutFolder() + u"/drawings"_s;
    for (const open::LeftDrawing &left : open::leftDrawings(folder)) {
        MainWindow *window = newWindow();
        window->showLeft(left);
        window->show();
        // Before whatever else has come up.
        QTimer::singleShot(kLater, window, [window] {
            window->raise();
            window->activateWindow();
        });
    }
}

MainWindow *Application::newWindow()
{
    auto *window = new MainWindow(m_theme, m_settings);
    m_windows += window;
    connect(window, &MainWindow::openRequested, this,
            [this, window](const auto &settings) { show(settings, window); });
    connect(window, &MainWindow::drawingRequested, this, [this, window] { showDrawing(window); });
    connect(window, &MainWindow::sampleRequested, this,
            [this, window](bool reset) { showSample(reset, window); });
    connect(window, &MainWindow::failed, this,
            [this, window](const base::Error &error) { tell(window, error); });
    connect(window, &MainWindow::closed, this, [this, window] {
        m_windows.removeOne(window);
        window->deleteLater();
    });
    return window;
}

/// Shows a window once it has something to show, or after a moment: an empty page that flashes by tells
/// nobody anything.
void Application::showSoon(MainWindow *window)
{
    constexpr int kMoment = 150; // milliseconds
    connect(window, &MainWindow::opened, window, &QWidget::show, Qt::SingleShotConnection);
    QTimer::singleShot(kMoment, window, &QWidget::show);
}

void Application::show(const base::ConnectionSettings &settings, MainWindow *preferred)
{
    const auto wanted = base::DatabaseIdentity::of(settings);
    for (MainWindow *window : std::as_const(m_windows)) {
        const bool isShown = window->database() == wanted || window->designFile() == wanted.text();
        if (wanted.isValid() && isShown) {
            window->raise();
            window->activateWindow();
            return;
        }
    }
    MainWindow *window = preferred && preferred->isEmpty() ? preferred : newWindow();
    if (preferred && window != preferred) {
        // A file that cannot be opened must not leave an empty window behind.
        connect(
            window, &MainWindow::failed, window, [window] { window->close(); }, Qt::SingleShotConnection);
    }
    showSoon(window);
    window->open(settings);
}

void Application::showSample(bool anew, MainWindow *preferred)
{
    if (anew) {
        for (MainWindow *window : QList(m_windows)) {
            const bool isSample = window->database() == base::DatabaseIdentity::of({samplePath()});
            if (isSample && !window->close())
                return;
        }
        if (preferred && !m_windows.contains(preferred))
            preferred = nullptr;
    }
    const auto file = sampleDatabase(anew);
    if (!file) {
        MainWindow *window = preferred ? preferred : newWindow();
        window->show();
        tell(window, file.error());
        return;
    }
    show({*file, Mode::ReadWrite, 5000}, preferred);
}

void Application::showDrawing(MainWindow *preferred)
{
    MainWindow *window = preferred && preferred->isEmpty() ? preferred : newWindow();
    window->startDrawing();
    window->show();
}

void Application::tell(MainWindow *window, const base::Error &error)
{
    // A new window that stays empty closes again: the words belong to a window that stays.
    MainWindow *place = window;
    for (MainWindow *other : std::as_const(m_windows)) {
        if (window->isEmpty() && other != window && other->isVisible())
            place = other;
    }
    place->show();
    const bool isLocked = error.code == base::ErrorCode::DatabaseLocked;
    if (isLocked && place->isEmpty())
        return; // The start page says it, and offers to try again.
    auto *box = new ui::MessageBox(tr("Relata"), error, place);
    box->setObjectName(u"errorBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    if (isLocked) {
        const QPushButton *again = box->addButton(tr("Try again"), QMessageBox::AcceptRole);
        connect(again, &QPushButton::clicked, place,
                [this, place, wanted = window->wanted()] { show(wanted, place); });
    }
    box->open();
}

void Application::applySettings()
{
    m_theme.setFontSize(m_settings.fontSize());
    m_theme.setChoice(m_settings.theme());
}

} // namespace relata::app
