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
    if (option == "--json"_L1 || option == "--fail-on"_L1)
        return command == Command::Check;
    if (option == "--to"_L1 || option == "--style"_L1)
        return command == Command::Export;
    if (option == "--out"_L1)
        return command == Command::Tour || command == Command::Export;
    return option == "--break"_L1 && command == Command::Tour;
}

std::optional<mapping::Grade> gradeOf(const QString &word)
{
    for (const mapping::Grade grade :
         {mapping::Grade::Error, mapping::Grade::Warning, mapping::Grade::Lint}) {
        if (mapping::gradeWord(grade) == word)
            return grade;
    }
    return {};
}

/// Takes over an option that has a value; the problem with it, "" where there is none.
QString setOption(CommandLine &line, const QString &option, const QString &value)
{
    if (option == "--out"_L1) {
        line.out = value;
    } else if (option == "--break"_L1) {
        line.failStep = value;
    } else if (option == "--to"_L1) {
        line.to = value;
        if (value != "models"_L1)
            return u"'--to' wants models, not '%1'."_s.arg(value);
    } else if (option == "--style"_L1) {
        line.style = models::styleFromWord(value);
        if (!line.style)
            return u"'--style' wants legacy or mapped, not '%1'."_s.arg(value);
    } else if (const auto grade = gradeOf(value)) {
        line.failOn = *grade;
    } else {
        return u"'--fail-on' wants error, warning or lint, not '%1'."_s.arg(value);
    }
    return {};
}

/// What a command needs and does not have; "" where it has all.
QString missingPart(const CommandLine &line)
{
    if (line.command == Command::Reflect && line.file.isEmpty())
        return u"'relata reflect' wants a file."_s;
    if (line.command == Command::Check && line.file.isEmpty())
        return u"'relata check' wants a file."_s;
    if (line.command == Command::Export && line.file.isEmpty())
        return u"'relata export' wants a file."_s;
    if (line.command == Command::Export && line.to.isEmpty())
        return u"'relata export' wants '--to models'."_s;
    return {};
}

} // namespace

CommandLine parseCommandLine(const QStringList &words)
{
    CommandLine line;
    QStringList rest = words;
    static const QHash<QString, Command> commands = {{u"reflect"_s, Command::Reflect},
                                                     {u"check"_s, Command::Check},
                                                     {u"export"_s, Command::Export},
                                                     {u"tour"_s, Command::Tour}};
    if (commands.contains(rest.value(0)))
        line.command = commands.value(rest.takeFirst());
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
        } else if (word == "--json"_L1) {
            line.json = true;
        } else {
            if (i + 1 >= rest.size())
                return invalid(u"'%1' wants a value."_s.arg(word));
            if (const QString problem = setOption(line, word, rest[++i]); !problem.isEmpty())
                return invalid(problem);
        }
    }
    if (const QString problem = missingPart(line); !problem.isEmpty())
        return invalid(problem);
    return line;
}

QString helpText()
{
    return uR"(Usage: relata [FILE] [--read-only]
       relata reflect FILE
       relata check FILE [--json] [--fail-on error|warning|lint]
       relata export FILE --to models [--style legacy|mapped] [--out PATH]
       relata tour [FILE] [--out DIR]

Relata draws relational schemas and browses the data in them.

  relata                 open the bundled sample database
  relata FILE            open a SQLite database
  relata reflect FILE    print its schema and relationships as JSON
  relata check FILE      print what is wrong with a database or a design; the exit
                         status is 1 where anything is as bad as --fail-on says
                         (error), 2 where FILE could not be read
  relata export FILE --to models
                         print the Flask-SQLAlchemy models of a database or a design;
                         the exit status is 1 where the design has errors, which the
                         models tell in comments, 2 where FILE could not be read
  relata tour [FILE]     play the main job on a copy of FILE (or of the sample),
                         with a picture and a line for each step

Options:
  --read-only            the database itself refuses every change
  --style legacy|mapped  models with db.Column() or with Mapped[] (as the design says,
                         else legacy)
  --out PATH             the file for the models (standard output); of the tour the
                         folder for its pictures (./relata-tour)
  --help, -h             show this text
  --version, -v          show the version
)"_s;
}

} // namespace relata::app
