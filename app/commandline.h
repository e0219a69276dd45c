#pragma once

#include <QString>
#include <QStringList>

namespace relata::app {

enum class Command { Open, Tour, Reflect, Help, Version, Invalid };

/// What the words behind the program's name ask for.
struct CommandLine
{
    Command command = Command::Open;
    QString file; ///< "": the sample
    QString out;  ///< of the tour: where the pictures go
    bool readOnly = false;
    QString failStep; ///< of the tour: a step whose check is made to fail, so that a test can see it fail
    QString problem;  ///< of an invalid line: what is wrong
};

CommandLine parseCommandLine(const QStringList &words);

/// The text of `relata --help`.
QString helpText();

} // namespace relata::app
