#include "display.h"

#include <QApplication>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace relata::app {

using namespace Qt::StringLiterals;

namespace {

QString variable(const char *name)
{
    return qEnvironmentVariable(name);
}

/// Why no window can be opened, from what Qt was told to open it on.
QString whyThereIsNoWindow()
{
    const QString platform = variable("QT_QPA_PLATFORM");
    const QString x11 = variable("DISPLAY");
    const QString wayland = variable("WAYLAND_DISPLAY");
    if (x11.isEmpty() && wayland.isEmpty() && (platform.isEmpty() || platform == "xcb"_L1))
        return u"neither DISPLAY nor WAYLAND_DISPLAY names a display"_s;
    if (!platform.isEmpty())
        return u"Qt cannot start '%1', which QT_QPA_PLATFORM asks for"_s.arg(platform);
    return u"the display '%1' does not answer"_s.arg(x11.isEmpty() ? wayland : x11);
}

/// What Qt remarks while it looks for a display: it says less plainly what the sentence says, so that it is
/// passed on only where a display was found.
QStringList &remarks()
{
    static QStringList texts;
    return texts;
}

/// Stands in for Qt's own messages while the display is opened.
void takeMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type != QtFatalMsg) {
        remarks() += qFormatLogMessage(type, context, message) + u'\n';
        return;
    }
    const QString text = u"relata: No window can be opened: %1. Start Relata in a graphical session, or use "
                         "'relata reflect FILE' or 'relata tour FILE', which need none.\n"_s;
    std::fputs(text.arg(whyThereIsNoWindow()).toLocal8Bit().constData(), stderr);
    std::_Exit(EXIT_FAILURE);
}

/// Lets the tour's windows be drawn into memory where no display answers.
void preferDisplay()
{
    if (!variable("QT_QPA_PLATFORM").isEmpty())
        return;
    QByteArrayList platforms;
    if (!variable("WAYLAND_DISPLAY").isEmpty())
        platforms += "wayland";
    if (!variable("DISPLAY").isEmpty())
        platforms += "xcb";
    qputenv("QT_QPA_PLATFORM", (platforms << "offscreen").join(';'));
}

} // namespace

std::unique_ptr<QApplication> openDisplay(Command command, int &argc, char **argv)
{
    if (command == Command::Tour)
        preferDisplay();
    const QtMessageHandler before = qInstallMessageHandler(takeMessage);
    auto application = std::make_unique<QApplication>(argc, argv);
    qInstallMessageHandler(before);
    for (const QString &remark : std::exchange(remarks(), {}))
        std::fputs(remark.toLocal8Bit().constData(), stderr);
    return application;
}

} // namespace relata::app
