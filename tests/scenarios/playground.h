#pragma once

#include "core/db/connection.h"
#include "core/orm/session/session.h"
#include "tests/scenarios/scenario.h"
#include "tests/servers/serverdatabase.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

namespace relata::scenarios {

/// A scenario's database, its session and its variables.
class Playground
{
public:
    /// A variable: an object, or the list that a query found.
    struct Variable
    {
        bool isList = false;
        orm::ObjectRef object;
        QList<orm::ObjectRef> list;
    };

    /// @param tables which are created, in this order
    /// @param server where it runs; null: on SQLite
    Playground(const Scenario &scenario, const mapping::Configuration &configuration,
               const QList<int> &tables, tests::ServerDatabase *server);

    orm::Session &session() { return *m_session; }
    const mapping::Configuration &configuration() const { return m_configuration; }
    QHash<QString, Variable> variables;
    QStringList variableOrder; ///< in the order of first use
    void setVariable(const QString &name, Variable variable);

    QList<orm::SentStatement> takeStatements() { return std::exchange(m_sent, {}); }
    /// Runs and commits a statement on a connection of its own.
    base::Done runOutside(const QString &sql);
    /// Rows of every table at the end, read past the session.
    QJsonObject finalRows();

private:
    void openDatabase(tests::ServerDatabase *server);
    void checkForeignKeys(bool on);
    static void setChecks(db::Connection &connection, bool on);
    void insertRows();
    void putSequencesAfterKeys();

    const Scenario &m_scenario;
    const mapping::Configuration &m_configuration;
    QTemporaryDir m_folder;
    base::ConnectionSettings m_settings;
    std::unique_ptr<db::Connection> m_connection;
    std::unique_ptr<orm::Session> m_session;
    QList<orm::SentStatement> m_sent;
};

/// A cell as it stands in a result, and back.
QJsonValue jsonOf(const base::Value &value);
base::Value valueOf(const QJsonValue &json);
/// Rows of a table as objects.
QJsonArray rowsAsJson(const schema::Table &table, const base::RowPage &page);

} // namespace relata::scenarios
