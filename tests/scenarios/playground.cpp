#include "playground.h"

#include "core/sql/dialect.h"

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
                       bool createsTables)
    : m_scenario(scenario), m_configuration(configuration)
{
    const QString file = m_folder.filePath(u"scenario.db"_s);
    auto connection = db::Connection::create(file);
    Q_ASSERT(connection);
    m_connection = std::move(*connection);
    static_cast<void>(m_connection->run({u"PRAGMA synchronous=OFF"_s, {}}));
    static_cast<void>(m_connection->run({u"PRAGMA foreign_keys=OFF"_s, {}}));
    if (createsTables) {
        for (const schema::Table &table : configuration.tables)
            static_cast<void>(m_connection->run({createText(table), {}}));
    }
    insertRows();
    if (scenario.enforcesForeignKeys)
        static_cast<void>(m_connection->run({u"PRAGMA foreign_keys=ON"_s, {}}));
    orm::SessionOptions options;
    options.autoflush = scenario.session[u"autoflush"_s].toBool(true);
    options.expireOnCommit = scenario.session[u"expire_on_commit"_s].toBool(true);
    m_session = std::make_unique<orm::Session>(*m_connection, configuration, options);
    m_session->setObserver([this](const orm::SentStatement &sent) { m_sent += sent; });
}

QString Playground::createText(const schema::Table &table) const
{
    QStringList lines;
    for (const schema::Column &column : table.columns)
        lines += sql::quoted(column.name) + u' ' + column.type + (column.nullable ? u""_s : u" NOT NULL"_s);
    if (!table.primaryKey.isEmpty())
        lines += u"PRIMARY KEY ("_s + sql::quotedList(table.primaryKey) + u')';
    for (const QStringList &unique : table.uniques)
        lines += u"UNIQUE ("_s + sql::quotedList(unique) + u')';
    for (const schema::ForeignKey &key : table.foreignKeys) {
        QString text = u"FOREIGN KEY (%1) REFERENCES %2 (%3)"_s.arg(
            sql::quotedList(key.columns), sql::quoted(key.table), sql::quotedList(key.targetColumns));
        if (key.onDelete != schema::Action::NoAction)
            text += u" ON DELETE "_s + schema::actionWords(key.onDelete);
        if (key.onUpdate != schema::Action::NoAction)
            text += u" ON UPDATE "_s + schema::actionWords(key.onUpdate);
        if (key.deferrable)
            text += u" DEFERRABLE"_s;
        if (key.initiallyDeferred)
            text += u" INITIALLY DEFERRED"_s;
        lines += text;
    }
    return u"CREATE TABLE %1 (%2)"_s.arg(sql::quoted(table.name), lines.join(u", "_s));
}

void Playground::insertRows()
{
    for (const auto &[table, rows] : m_scenario.rows.members()) {
        for (const OrderedJson &row : rows.items()) {
            QStringList columns;
            sql::Statement statement;
            for (const auto &[column, value] : row.members()) {
                columns += column;
                statement.values += valueOf(value.scalar());
            }
            statement.text =
                u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(sql::quoted(table), sql::quotedList(columns),
                                                         QStringList(columns.size(), u"?"_s).join(u", "_s));
            static_cast<void>(m_connection->run(statement));
        }
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
    auto other = db::Connection::open(
        {m_folder.filePath(u"scenario.db"_s), base::ConnectionSettings::Mode::ReadWrite, 1000});
    if (!other)
        return base::fail(other.error());
    if (!m_scenario.enforcesForeignKeys)
        static_cast<void>((*other)->run({u"PRAGMA foreign_keys=OFF"_s, {}}));
    const auto done = (*other)->run({sql, {}});
    return done ? base::Done() : base::fail(done.error());
}

QJsonObject Playground::finalRows()
{
    static_cast<void>(m_session->rollback());
    QJsonObject all;
    for (const schema::Table &table : m_configuration.tables) {
        const auto page = m_connection->select({u"SELECT * FROM "_s + sql::quoted(table.name), {}});
        all.insert(table.name, page ? QJsonValue(rowsAsJson(table, *page)) : QJsonValue(page.error().text()));
    }
    return all;
}

} // namespace relata::scenarios
