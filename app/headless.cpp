#include "headless.h"

#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/interchange/schemajson.h"

#include <QCoreApplication>

#include <cstdio>

namespace relata::app {

namespace {

/// False where the text could not be written whole: a full disk, a closed pipe.
bool print(std::FILE *stream, const QByteArray &text)
{
    const bool written = std::fwrite(text.constData(), 1, size_t(text.size()), stream) == size_t(text.size());
    return std::fflush(stream) == 0 && written;
}

int complain(const QString &text, int status)
{
    print(stderr, "relata: " + text.toLocal8Bit() + '\n');
    return status;
}

int reflectFile(const QString &file)
{
    const auto connection = db::Connection::open({file, base::ConnectionSettings::Mode::Glance, 5000});
    if (!connection)
        return complain(connection.error().text(), 1);
    const auto schema = db::reflect(**connection);
    if (!schema)
        return complain(schema.error().text(), 1);
    if (!print(stdout, interchange::schemaToJson(*schema)))
        return complain(QStringLiteral("The schema could not be written whole to standard output."), 1);
    return 0;
}

} // namespace

std::optional<int> runWithoutWindow(const CommandLine &line, int &argc, char **argv)
{
    switch (line.command) {
    case Command::Help:
        print(stdout, helpText().toLocal8Bit());
        return 0;
    case Command::Version:
        print(stdout, "relata " RELATA_VERSION "\n");
        return 0;
    case Command::Invalid:
        return complain(line.problem + QStringLiteral(" 'relata --help' shows what there is."), 2);
    case Command::Reflect: {
        const QCoreApplication app(argc, argv); // QtSql finds its plug-ins through it.
        return reflectFile(line.file);
    }
    case Command::Open:
    case Command::Tour:
        break;
    }
    return {};
}

} // namespace relata::app
