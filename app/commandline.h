#pragma once
#include <QStringList>
namespace relata::app {
int runCommand(const QStringList &arguments);
}
