#include "tests/support/reflected.h"

#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "tests/support/scratchdatabase.h"

#include <QFile>

namespace relata::tests {

using namespace Qt::StringLiterals;

mapping::MappedSchema reflected(const QString &file)
{
    const auto connection = db::Connection::open({file, base::ConnectionSettings::Mode::ReadOnly, 1000});
    if (!connection)
        qFatal("%s", qPrintable(connection.error().text()));
    const auto schema = db::reflect(**connection);
    if (!schema)
        qFatal("%s", qPrintable(schema.error().text()));
    return mapping::mapped(*schema);
}

mapping::MappedSchema reflectedSql(const QString &sql)
{
    return reflected(ScratchDatabase(sql).file());
}

QString sampleSql(const QString &name)
{
    QFile file(QString::fromLocal8Bit(RELATA_SOURCE_DIR) + u"/resources/sample/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the sample is missing");
    return QString::fromUtf8(file.readAll());
}

} // namespace relata::tests
