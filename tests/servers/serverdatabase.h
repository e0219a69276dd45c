#pragma once

#include "core/db/connection.h"

#include <QCoreApplication>

namespace relata::tests {

/// An empty database of this process's own on one of the servers that tests/servers/run starts. Gone with its
/// server.
class ServerDatabase
{
public:
    using Engine = base::ConnectionSettings::Engine;

    explicit ServerDatabase(Engine engine) : m_engine(engine), m_socket(socketOf(engine)) {}

    static QString word(Engine engine)
    {
        return engine == Engine::Mariadb ? QStringLiteral("MariaDB") : QStringLiteral("PostgreSQL");
    }
    /// False where no server runs: then tests skip.
    bool isThere() const { return !m_socket.isEmpty(); }

    base::ConnectionSettings settings() const
    {
        base::ConnectionSettings settings = serverSettings();
        settings.database = QStringLiteral("relata_%1").arg(QCoreApplication::applicationPid());
        return settings;
    }

    /// Makes the database, or empties it. Fails in the words of the server.
    base::Done clear()
    {
        const auto connection = db::Connection::open(m_isMade ? settings() : serverSettings());
        if (!connection)
            return base::fail(connection.error());
        QStringList statements;
        const QString name = settings().database;
        if (m_engine == Engine::Mariadb)
            statements = {QStringLiteral("DROP DATABASE IF EXISTS %1").arg(name),
                          QStringLiteral("CREATE DATABASE %1").arg(name)};
        else if (m_isMade)
            statements = {QStringLiteral("DROP SCHEMA public CASCADE"),
                          QStringLiteral("CREATE SCHEMA public")};
        else
            statements = {QStringLiteral("DROP DATABASE IF EXISTS %1").arg(name),
                          QStringLiteral("CREATE DATABASE %1 TEMPLATE template0").arg(name)};
        for (const QString &statement : std::as_const(statements)) {
            if (const auto done = (*connection)->run({statement, {}}); !done)
                return base::fail(done.error());
        }
        m_isMade = true;
        return {};
    }

private:
    static QString socketOf(Engine engine)
    {
        return qEnvironmentVariable(engine == Engine::Mariadb ? "RELATA_MARIADB" : "RELATA_POSTGRESQL");
    }

    base::ConnectionSettings serverSettings() const
    {
        base::ConnectionSettings settings;
        settings.engine = m_engine;
        settings.host = m_socket;
        settings.user = qEnvironmentVariable("RELATA_SERVER_USER");
        settings.database =
            m_engine == Engine::Mariadb ? QStringLiteral("relata") : QStringLiteral("postgres");
        settings.busyTimeout = 2000;
        return settings;
    }

    Engine m_engine;
    QString m_socket;
    bool m_isMade = false;
};

} // namespace relata::tests
