#include "createall.h"

#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/mapping/tableorder.h"
#include "core/sql/createtables.h"

#include <QSet>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;

namespace {

/// Whether the server compares the names of tables with their case: SQLite does not, MariaDB as it is set up.
Result<bool> hasCase(db::Connection &connection)
{
    const sql::Engine engine = connection.dialect().engine();
    if (engine != sql::Engine::Mariadb)
        return engine == sql::Engine::Postgresql;
    const auto setting = connection.select({u"SELECT @@lower_case_table_names"_s, {}});
    if (!setting)
        return fail(setting.error());
    return setting->value(0, 0).toInteger() == 0;
}

Result<QList<schema::Table>> missingTables(db::Connection &connection,
                                           const mapping::Configuration &configuration)
{
    const auto existing = db::reflect(connection);
    if (!existing)
        return fail(existing.error());
    const Result<bool> isExact = hasCase(connection);
    if (!isExact)
        return fail(isExact.error());
    QSet<QString> names;
    for (const schema::Table &table : existing->tables)
        names.insert(*isExact ? table.name : schema::nameKey(table.name));
    QList<schema::Table> missing;
    for (const int index : mapping::sortedTables(configuration.tables).order) {
        const schema::Table &table = configuration.tables.at(index);
        if (!names.contains(*isExact ? table.name : schema::nameKey(table.name)))
            missing += table;
    }
    return missing;
}

Done create(db::Connection &connection, const QList<schema::Table> &tables)
{
    for (const QString &sql : sql::createTables(tables, connection.dialect())) {
        if (const auto done = connection.run({sql, {}}); !done)
            return fail(done.error());
    }
    return {};
}

} // namespace

Result<QStringList> createAll(db::Connection &connection, const mapping::Configuration &configuration)
{
    const auto missing = missingTables(connection, configuration);
    if (!missing)
        return fail(missing.error());
    if (const Done begun = connection.begin(); !begun)
        return fail(begun.error());
    Done done = create(connection, *missing);
    if (done)
        done = connection.commit();
    if (!done) {
        connection.rollback();
        return fail(done.error());
    }
    return sql::leftOutOf(*missing);
}

} // namespace relata::orm
