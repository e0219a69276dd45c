#include "commandline.h"

#include <QCoreApplication>

namespace relata::app {

using namespace Qt::StringLiterals;

namespace {

CommandLine invalid(const QString &problem)
{
    CommandLine line;
    line.command = Command::Invalid;
    line.problem = problem;
    return line;
}

bool isKnown(Command command, const QString &option)
{
    if (option == "--read-only"_L1)
        return command == Command::Open;
    return (option == "--out"_L1 || option == "--break"_L1) && command == Command::Tour;
}

} // namespace

CommandLine parseCommandLine(const QStringList &words)
{
    CommandLine line;
    QStringList rest = words;
    if (rest.value(0) == "reflect"_L1 || rest.value(0) == "tour"_L1)
        line.command = rest.takeFirst() == "tour"_L1 ? Command::Tour : Command::Reflect;
    bool optionsEnded = false;
    for (qsizetype i = 0; i < rest.size(); ++i) {
        const QString word = rest[i];
        if (optionsEnded || !word.startsWith(u'-') || word == "-"_L1) {
            if (!line.file.isEmpty())
                return invalid(u"'%1' is one file too many."_s.arg(word));
            if (word.isEmpty())
                return invalid(u"The name of the file is empty."_s);
            line.file = word;
        } else if (word == "--"_L1) {
            optionsEnded = true;
        } else if (word == "--help"_L1 || word == "-h"_L1) {
            line.command = Command::Help;
            return line;
        } else if (word == "--version"_L1 || word == "-v"_L1) {
            line.command = Command::Version;
            return line;
        } else if (!isKnown(line.command, word)) {
            return invalid(u"There is no option '%1' here."_s.arg(word));
        } else if (word == "--read-only"_L1) {
            line.readOnly = true;
        } else {
            if (i + 1 >= rest.size())
                return invalid(u"'%1' wants a value."_s.arg(word));
            (word == "--out"_L1 ? line.out : line.failStep) = rest[++i];
        }
    }
    if (line.command == Command::Reflect && line.file.isEmpty())
        return invalid(u"'relata reflect' wants a file."_s);
    return line;
}

QString helpText()
{
    return uR"(Usage: relata [FILE] [--read-only]
       relata reflect FILE
       relata tour [FILE] [--out DIR]

Relata draws relational schemas and browses the data in them.

  relata                 open the bundled sample database
  relata FILE            open a SQLite database
  relata reflect FILE    print its schema and relationships as JSON
  relata tour [FILE]     play the main job on a copy of FILE (or of the sample),
                         with a picture and a line for each step

Options:
  --read-only            the database itself refuses every change
  --out DIR              where the tour puts its pictures (./relata-tour)
  --help, -h             show this text
  --version, -v          show the version
)"_s;
}

} // namespace relata::app
