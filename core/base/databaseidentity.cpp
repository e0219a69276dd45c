#include "databaseidentity.h"

#include <QFileInfo>

namespace relata::base {

using namespace Qt::StringLiterals;
using Engine = ConnectionSettings::Engine;

DatabaseIdentity DatabaseIdentity::of(const ConnectionSettings &settings)
{
    DatabaseIdentity identity;
    identity.engine = settings.engine;
    if (settings.engine == Engine::Sqlite) {
        identity.file = QFileInfo(settings.file).canonicalFilePath();
        return identity;
    }
    constexpr int kPostgresqlPort = 5432;
    constexpr int kMariadbPort = 3306;
    const int usual = settings.engine == Engine::Postgresql ? kPostgresqlPort : kMariadbPort;
    identity.host = settings.host.isEmpty() ? u"localhost"_s : settings.host.toLower();
    identity.port = settings.port == 0 ? usual : settings.port;
    identity.database = settings.database;
    return identity;
}

QString DatabaseIdentity::name() const
{
    return engine == Engine::Sqlite ? QFileInfo(file).fileName() : database;
}

QString DatabaseIdentity::text() const
{
    if (engine == Engine::Sqlite)
        return file;
    const QString scheme = engine == Engine::Postgresql ? u"postgresql"_s : u"mysql"_s;
    return u"%1://%2:%3/%4"_s.arg(scheme, host, QString::number(port), database);
}

} // namespace relata::base
