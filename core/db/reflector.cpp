#include "reflector.h"

#include "core/db/serverreflector.h"
#include "core/db/shownnames.h"
#include "core/db/sqlerrors.h"
#include "core/db/sqlitetablereader.h"
#include "core/schema/partids.h"
#include "core/schema/viewcolumns.h"

#include <QElapsedTimer>
#include <QSet>

#include <algorithm>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::fail;
using base::Result;
using schema::Schema;
using schema::Table;
using schema::TableKind;

namespace {

/// Reads a whole schema, table by table.
class Reflection
{
public:
    Reflection(Connection &connection, base::Cause cause, Views views)
        : m_connection(connection), m_cause(std::move(cause)), m_views(views)
    {
    }

    Result<Schema> run()
    {
        if (const auto listed = listTables(); !listed)
            return fail(listed.error());
        SqliteTableReader reader(m_connection, m_cause, m_names);
        for (Table &table : m_schema.tables) {
            if (table.kind == TableKind::Broken)
                continue; // No statement can name it.
            if (table.kind != TableKind::View || m_views == Views::Whole)
                readTable(reader, table, m_sql.value(table.name));
        }
        addTriggers();
        resolveTargets();
        giveIds();
        m_schema.engine = u"sqlite"_s;
        return m_schema;
    }

    /// Reads a table or view, which is broken where that fails.
    static void readTable(SqliteTableReader &reader, Table &table, const QString &sql)
    {
        if (const auto read = reader.read(table, sql); !read) {
            table.kind = TableKind::Broken;
            table.error = reasonOf(read.error().detail);
        }
    }

private:
    /// Why a table or view is broken: the database's words, or plainer ones.
    static QString reasonOf(const QString &message)
    {
        const QString function = distrustedFunction(message);
        if (function.isNull())
            return message;
        return u"it uses the function '%1', which SQLite does not allow in a schema that is not trusted, so its columns cannot be read"_s
            .arg(function);
    }

    static TableKind kindOf(const QString &type, const QString &sql)
    {
        if (type == "view"_L1)
            return TableKind::View;
        if (type == "shadow"_L1)
            return TableKind::Shadow;
        const bool isVirtual =
            type == "virtual"_L1 || sql.startsWith(u"CREATE VIRTUAL"_s, Qt::CaseInsensitive);
        return isVirtual ? TableKind::Virtual : TableKind::Table;
    }

    /// What PRAGMA table_list returns.
    enum TableList { Owner, Name, Type, Columns, WithoutRowid, Strict };

    Result<void> readTexts()
    {
        const auto texts = m_connection.select(
            {u"SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'view')"_s, {}}, m_cause);
        if (!texts)
            return fail(texts.error());
        for (int row = 0; row < texts->rowCount(); ++row)
            m_sql.insert(m_names.shown(texts->value(row, 0)), texts->value(row, 1).toText());
        return {};
    }

    void addTable(const base::RowPage &list, int row)
    {
        Table table;
        table.name = m_names.shown(list.value(row, Name));
        if (list.value(row, Owner).toText() != "main"_L1 ||
            table.name.startsWith(u"sqlite_"_s, Qt::CaseInsensitive))
            return;
        table.kind = kindOf(list.value(row, Type).toText(), m_sql.value(table.name));
        table.withoutRowid = list.value(row, WithoutRowid).toInteger() != 0;
        table.strict = list.value(row, Strict).toInteger() != 0;
        table.sql = m_sql.value(table.name);
        if (!ShownNames::canBeWritten(list.value(row, Name))) {
            table.kind = TableKind::Broken;
            table.error = u"its name is not valid UTF-8, so no statement can name it"_s;
        }
        m_schema.tables += table;
    }

    Result<void> listTables()
    {
        const sql::Statement tables = {u"PRAGMA main.table_list"_s, {}};
        const auto list = m_views == Views::Whole ? m_connection.select(tables, m_cause)
                                                  : m_connection.selectApartFromViews(tables, m_cause);
        if (!list)
            return fail(list.error());
        base::Values names;
        for (int row = 0; row < list->rowCount(); ++row)
            names += list->value(row, TableList::Name);
        // The pragma's order may change from one time to the next, the shown names must not.
        std::sort(names.begin(), names.end(),
                  [](const auto &a, const auto &b) { return a.bytes() < b.bytes(); });
        m_names = ShownNames(names);
        if (const auto read = readTexts(); !read)
            return read;
        for (int row = 0; row < list->rowCount(); ++row)
            addTable(*list, row);
        std::sort(m_schema.tables.begin(), m_schema.tables.end(), [](const Table &a, const Table &b) {
            const int order = a.name.compare(b.name, Qt::CaseInsensitive);
            return order != 0 ? order < 0 : a.name < b.name;
        });
        return {};
    }

    void addTriggers()
    {
        const auto triggers = m_connection.select(
            {u"SELECT tbl_name, name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"_s, {}},
            m_cause);
        if (!triggers)
            return;
        for (int row = 0; row < triggers->rowCount(); ++row) {
            const QString owner = m_names.shown(triggers->value(row, 0));
            for (Table &table : m_schema.tables) {
                if (schema::sameName(table.name, owner))
                    table.triggers +=
                        schema::Trigger{triggers->value(row, 1).toText(), triggers->value(row, 2).toText()};
            }
        }
    }

    /// REFERENCES without columns means the target's primary key; a target's own spelling of its name and
    /// columns is taken over.
    void resolveTargets()
    {
        const Schema before = m_schema;
        for (Table &table : m_schema.tables) {
            for (schema::ForeignKey &key : table.foreignKeys) {
                const Table *target = before.table(key.table);
                if (!target)
                    continue;
                if (key.implicitTarget && target->primaryKey.size() == key.columns.size())
                    key.targetColumns = target->primaryKey;
                for (QString &column : key.targetColumns) {
                    if (const schema::Column *found = target->column(column))
                        column = found->name;
                }
                key.table = target->name;
            }
        }
    }

    void giveIds()
    {
        int tables = 0;
        int links = 0;
        for (Table &table : m_schema.tables) {
            table.id = {++tables};
            schema::countPartIds(table);
            for (schema::ForeignKey &key : table.foreignKeys)
                key.id = {++links};
        }
    }

    Connection &m_connection;
    const base::Cause m_cause;
    const Views m_views;
    Schema m_schema;
    ShownNames m_names;            ///< of tables and views
    QHash<QString, QString> m_sql; ///< CREATE texts by name
};

/// The names of the views that a statement can name.
QSet<QString> viewsOf(Connection &connection, const base::Cause &cause)
{
    QSet<QString> names;
    const auto rows = connection.select({u"SELECT name FROM sqlite_schema WHERE type = 'view'"_s, {}}, cause);
    for (int row = 0; rows && row < rows->rowCount(); ++row) {
        if (ShownNames::canBeWritten(rows->value(row, 0)))
            names += ShownNames::text(rows->value(row, 0));
    }
    return names;
}

} // namespace

Result<Schema> reflect(Connection &connection, const base::Cause &cause, Views views)
{
    if (connection.dialect().engine() != sql::Engine::Sqlite)
        return reflectServer(connection, cause);
    return Reflection(connection, cause, views).run();
}

Schema readViews(Connection &connection, const Schema &schema, const QStringList &names, int budget,
                 const base::Cause &cause)
{
    Schema whole = schema;
    const ShownNames none;
    SqliteTableReader reader(connection, cause, none);
    QElapsedTimer timer;
    timer.start();
    const QSet<QString> views = viewsOf(connection, cause);
    const QSet<QString> named(names.cbegin(), names.cend());
    for (Table &table : whole.tables) {
        const bool isWanted = named.isEmpty() ? schema::isUnreadView(table) : named.contains(table.name);
        if (!isWanted || !views.contains(table.name))
            continue;
        table.kind = TableKind::View;
        table.columns.clear();
        table.error.clear();
        Reflection::readTable(reader, table, {});
        schema::countPartIds(table);
        if (budget > 0 && timer.elapsed() > budget)
            break;
    }
    return whole;
}

} // namespace relata::db
