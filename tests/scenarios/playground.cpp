#include "playground.h"

#include "core/sql/createtables.h"
#include "tests/scenarios/scenariotables.h"

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using base::Value;

QJsonValue jsonOf(const Value &value)
{
    switch (value.type()) {
    case Value::Type::Null:
        return QJsonValue();
    case Value::Type::Integer:
        return value.toInteger();
    case Value::Type::Real:
        return value.toReal();
    case Value::Type::Text:
    case Value::Type::Blob:
        break;
    }
    return QString::fromUtf8(value.bytes());
}

Value valueOf(const QJsonValue &json)
{
    if (json.isBool())
        return Value::integer(json.toBool() ? 1 : 0);
    if (json.isDouble()) {
        const double number = json.toDouble();
        return number == double(qint64(number)) ? Value::integer(json.toInteger()) : Value::real(number);
    }
    return json.isString() ? Value::text(json.toString()) : Value();
}

QJsonArray rowsAsJson(const schema::Table &table, const base::RowPage &page)
{
    QJsonArray rows;
    for (int row = 0; row < page.rowCount(); ++row) {
        QJsonObject object;
        for (int column = 0; column < page.columnCount(); ++column)
            object.insert(table.columns.at(column).name, jsonOf(page.value(row, column)));
        rows += object;
    }
    return rows;
}

Playground::Playground(const Scenario &scenario, const mapping::Configuration &configuration,
                       const QList<int> &tables, tests::ServerDatabase *server)
    : m_scenario(scenario), m_configuration(configuration)
{
    openDatabase(server);
    checkForeignKeys(false);
    QList<schema::Table> created;
    for (const int index : tables)
        created += configuration.tables.at(index);
    for (const QString &statement : createStatements(created, m_connection->dialect()))
        static_cast<void>(m_connection->run({statement, {}}));
    insertRows();
    checkForeignKeys(scenario.enforcesForeignKeys);
    orm::SessionOptions options;
    options.autoflush = scenario.session[u"autoflush"_s].toBool(true);
    options.expireOnCommit = scenario.session[u"expire_on_commit"_s].toBool(true);
    m_session = std::make_unique<orm::Session>(*m_connection, configuration, options);
    m_session->setObserver([this](const orm::SentStatement &sent) { m_sent += sent; });
}

void Playground::openDatabase(tests::ServerDatabase *server)
{
    if (server) {
        const base::Done cleared = server->clear();
        if (!cleared)
            qFatal("%s", qPrintable(cleared.error().text()));
        m_settings = server->settings();
    } else {
        m_settings.file = m_folder.filePath(u"scenario.db"_s);
    }
    auto connection = server ? db::Connection::open(m_settings) : db::Connection::create(m_settings.file);
    Q_ASSERT(connection);
    m_connection = std::move(*connection);
    if (!server)
        static_cast<void>(m_connection->run({u"PRAGMA synchronous=OFF"_s, {}}));
    // Rows without an ORDER BY come as the scenarios expect them: in the order of the outer table.
    if (m_connection->dialect().engine() == sql::Engine::Postgresql) {
        for (const QString &way : {u"hashjoin"_s, u"mergejoin"_s, u"hashagg"_s})
            static_cast<void>(m_connection->run({u"SET enable_%1=off"_s.arg(way), {}}));
    }
    m_settings.busyTimeout = 1000;
}

void Playground::checkForeignKeys(bool on)
{
    setChecks(*m_connection, on);
}

void Playground::setChecks(db::Connection &connection, bool on)
{
    QString statement = u"PRAGMA foreign_keys=%1"_s.arg(on ? u"ON"_s : u"OFF"_s);
    if (connection.dialect().engine() == sql::Engine::Postgresql)
        statement = u"SET session_replication_role=%1"_s.arg(on ? u"origin"_s : u"replica"_s);
    else if (connection.dialect().engine() == sql::Engine::Mariadb)
        statement = u"SET foreign_key_checks=%1"_s.arg(on ? 1 : 0);
    static_cast<void>(connection.run({statement, {}}));
}

void Playground::insertRows()
{
    const sql::Dialect &dialect = m_connection->dialect();
    for (const auto &[table, rows] : m_scenario.rows.members()) {
        for (const OrderedJson &row : rows.items()) {
            QStringList columns;
            sql::Statement statement;
            for (const auto &[column, value] : row.members()) {
                columns += column;
                statement.values += valueOf(value.scalar());
            }
            statement.text =
                u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(dialect.quoted(table), dialect.quotedList(columns),
                                                         QStringList(columns.size(), u"?"_s).join(u", "_s));
            static_cast<void>(m_connection->run(statement));
        }
    }
    if (dialect.engine() == sql::Engine::Postgresql)
        putSequencesAfterKeys();
}

/// The next key is the one after the highest, as on SQLite.
void Playground::putSequencesAfterKeys()
{
    for (const schema::Table &table : m_configuration.tables) {
        const QString column = sql::selfNumberedColumn(table);
        if (column.isNull())
            continue;
        const QString name = m_connection->dialect().quoted(table.name);
        const QString numbered = m_connection->dialect().quoted(column);
        static_cast<void>(
            m_connection->select({u"SELECT setval(pg_get_serial_sequence('%1', '%2'), max(%3)) FROM %1"_s.arg(
                                      name, column, numbered),
                                  {}}));
    }
}

void Playground::setVariable(const QString &name, Variable variable)
{
    if (!variables.contains(name))
        variableOrder += name;
    variables.insert(name, std::move(variable));
}

base::Done Playground::runOutside(const QString &sql)
{
    const auto other = db::Connection::open(m_settings);
    if (!other)
        return base::fail(other.error());
    if (!m_scenario.enforcesForeignKeys)
        setChecks(**other, false);
    const auto done = (*other)->run({sql, {}});
    return done ? base::Done() : base::fail(done.error());
}

QJsonObject Playground::finalRows()
{
    static_cast<void>(m_session->rollback());
    QJsonObject all;
    for (const schema::Table &table : m_configuration.tables) {
        const auto page =
            m_connection->select({u"SELECT * FROM "_s + m_connection->dialect().quoted(table.name), {}});
        all.insert(table.name, page ? QJsonValue(rowsAsJson(table, *page)) : QJsonValue(page.error().text()));
    }
    return all;
}

} // namespace relata::scenarios
