#pragma once

#include "core/mapping/diagnostic.h"
#include "core/models/style.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace relata::app {

enum class Command { Open, Tour, Reflect, Check, Export, Help, Version, Invalid };

/// What the words after the program's name ask for.
struct CommandLine
{
    Command command = Command::Open;
    QString file;                                  ///< "": the sample
    bool json = false;                             ///< of the check: for scripts
    mapping::Grade failOn = mapping::Grade::Error; ///< of the check: the least grade that is a failure
    QString to;                                    ///< of the export: what is written ("models")
    std::optional<models::Style> style;            ///< of exported models; none: as the design says
    QString out; ///< of the tour: where the pictures go; of the export: the file, "" for standard output
    bool readOnly = false;
    QString failStep; ///< of the tour: a step whose check is made to fail, so that a test can see it fail
    QString problem;  ///< of an invalid line: what is wrong
};

CommandLine parseCommandLine(const QStringList &words);

/// The text of `relata --help`.
QString helpText();

} // namespace relata::app
