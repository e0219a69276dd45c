// How long it takes from the start of the process to a painted window with a database open, beside a bare Qt
// window. README.md tells how to run it and how to read the table.
#include "freshprocess.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

/// What has to be true of the cards' places before each run.
enum class Layout { Any, Unknown, Known };

/// A row of the table.
struct Row
{
    QByteArray name;
    QByteArrayList words; ///< the program and its arguments
    QByteArray line = {}; ///< at which the clock stops
    Layout layout = Layout::Any;
    QList<Cost> costs = {};
};

/// The runs see the home of a fresh account, not the one of who runs them.
void useHome(const QString &folder)
{
    qputenv("HOME", folder.toLocal8Bit());
    for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qunsetenv(name);
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", qEnvironmentVariableIsSet("DISPLAY") ? "xcb" : "offscreen");
}

QStringList layoutFiles(const QString &home)
{
    QStringList files;
    for (QDirIterator it(home + u"/.local/share"_s, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
         it.hasNext();)
        files += it.next();
    return files;
}

/// Opens a database twice: with the cards to be placed, and as it was left.
QList<Row> rowsOf(const QByteArray &name, const QString &file)
{
    QByteArrayList words = {RELATA_PROGRAM};
    if (!file.isEmpty())
        words += file.toLocal8Bit();
    return {{"relata, " + name + ", first time", words, "painted", Layout::Unknown},
            {"relata, " + name + ", again", words, "painted", Layout::Known}};
}

/// A copy, because a real person's database can be written to.
QString copied(const QString &name, const QString &folder)
{
    const QString source = QString::fromLocal8Bit(RELATA_TEST_DATA) + u"/data/"_s + name;
    const QString copy = folder + u'/' + name.section(u'/', -1);
    if (!QFile::copy(source, copy))
        return {};
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    return copy;
}

QList<Row> allRows(const QString &folder)
{
    QList<Row> rows = {{"bare Qt window", {BARE_PROGRAM}, "painted"},
                       {"relata --version", {RELATA_PROGRAM, "--version"}}};
    const QString chinook = copied(u"chinook/Chinook_Sqlite.sqlite"_s, folder);
    if (chinook.isEmpty()) {
        std::printf("There is no chinook in %s; the bundled sample takes its place.\n", RELATA_TEST_DATA);
        return rows + rowsOf("sample", {});
    }
    rows += {"relata reflect, chinook", {RELATA_PROGRAM, "reflect", chinook.toLocal8Bit()}};
    rows += rowsOf("chinook", chinook);
    if (const QString tryton = copied(u"tryton/tryton.db"_s, folder); !tryton.isEmpty()) {
        rows += {"relata reflect, tryton", {RELATA_PROGRAM, "reflect", tryton.toLocal8Bit()}};
        rows += rowsOf("tryton", tryton);
    }
    return rows;
}

/// False where the layout that shall be known was never written.
bool prepare(const Row &row, const QString &home)
{
    if (row.layout == Layout::Any)
        return true;
    for (const QString &file : layoutFiles(home))
        QFile::remove(file);
    if (row.layout == Layout::Unknown)
        return true;
    qunsetenv("RELATA_START_PROBE");
    const bool written = runUntil(row.words, [&] { return !layoutFiles(home).isEmpty(); });
    qputenv("RELATA_START_PROBE", "1");
    return written;
}

double median(QList<double> numbers)
{
    std::sort(numbers.begin(), numbers.end());
    const qsizetype middle = numbers.size() / 2;
    return numbers.size() % 2 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
}

void print(const QList<Row> &rows)
{
    double bare = 0;
    double bareCpu = 0;
    std::printf("%-32s %9s %9s %9s %7s %9s %7s\n", "program", "median ms", "min", "max", "ratio", "cpu ms",
                "ratio");
    for (const Row &row : rows) {
        QList<double> wall;
        QList<double> cpu;
        for (const Cost &cost : row.costs) {
            wall += cost.wall;
            cpu += cost.cpu;
        }
        if (wall.isEmpty())
            continue;
        const auto [least, most] = std::minmax_element(wall.cbegin(), wall.cend());
        bare = bare > 0 ? bare : median(wall);
        bareCpu = bareCpu > 0 ? bareCpu : median(cpu);
        std::printf("%-32s %9.1f %9.1f %9.1f %7.2f %9.1f %7.2f\n", row.name.constData(), median(wall), *least,
                    *most, median(wall) / bare, median(cpu), median(cpu) / bareCpu);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"runs"_s, u"How often each program is started."_s, u"N"_s, u"15"_s});
    parser.process(app);
    const QTemporaryDir folder;
    const QString home = folder.filePath(u"home"_s);
    if (!QDir().mkpath(home))
        return 1;
    useHome(home);
    qputenv("RELATA_START_PROBE", "1");
    QList<Row> rows = allRows(folder.path());
    const int runs = qMax(1, parser.value(u"runs"_s).toInt());
    // Round 0 fills the caches of the system and is not counted.
    for (int round = 0; round <= runs; ++round) {
        for (Row &row : rows) {
            const std::optional<Cost> cost = prepare(row, home) ? costOf(row.words, row.line) : std::nullopt;
            if (!cost) {
                std::fprintf(stderr, "'%s' failed; run it by hand with RELATA_START_PROBE=1.\n",
                             row.words.join(' ').constData());
                return 1;
            }
            if (round > 0)
                row.costs += *cost;
        }
    }
    std::printf("%d runs each, interleaved, QT_QPA_PLATFORM=%s\n", runs,
                qgetenv("QT_QPA_PLATFORM").constData());
    print(rows);
    return 0;
}
