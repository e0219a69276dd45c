#include "app/commandline.h"
#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/interchange/schemajson.h"
#include <cstdio>
namespace relata::app {
int runCommand(const QStringList &arguments)
{
    base::ConnectionSettings settings;
    settings.file = arguments.last();
    auto connection = db::Connection::open(settings);
    if (!connection) {
        fprintf(stderr, "relata: %s\n", qPrintable(connection.error().text()));
        return 1;
    }
    auto schema = db::reflect(**connection);
    if (!schema) {
        fprintf(stderr, "relata: %s\n", qPrintable(schema.error().text()));
        return 1;
    }
    fputs(interchange::schemaToJson(*schema).constData(), stdout);
    return 0;
}
} // namespace relata::app
