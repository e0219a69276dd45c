#include "app/application.h"
#include "app/commandline.h"
#include "app/display.h"
#include "app/headless.h"
#include "app/startprobe.h"

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
    relata::app::Application relata;
    return relata.run(line);
}
