#include "app/commandline.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    return relata::app::runCommand(app.arguments().mid(1));
}
