#include "app/application.h"
#include "app/commandline.h"
#include "app/display.h"
#include "app/headless.h"
#include "app/startprobe.h"
#include "core/async/threadreaper.h"

#include <QApplication>
#include <QIcon>

int main(int argc, char **argv)
{
    QCoreApplication::setOrganizationName(QStringLiteral("Relata"));
    QCoreApplication::setApplicationName(QStringLiteral("relata"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RELATA_VERSION));
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words += QString::fromLocal8Bit(argv[i]);
    const relata::app::CommandLine line = relata::app::parseCommandLine(words);
    if (const auto status = relata::app::runWithoutWindow(line, argc, argv))
        return *status;

    const std::unique_ptr<QApplication> app = relata::app::openDisplay(line.command, argc, argv);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/relata.svg")));
    QApplication::setDesktopFileName(QStringLiteral("relata"));
    relata::app::probeStart();
    int status = 0;
    {
        relata::app::Application relata;
        status = relata.run(line);
    }
    // SQLite cannot be interrupted everywhere. What still runs by now only reads or is taken back: no window
    // closes while a save runs.
    constexpr int kPatience = 2000; // milliseconds
    if (!relata::async::ThreadReaper::waitForAll(kPatience))
        std::_Exit(status);
    return status;
}
