#include "createall.h"

#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/mapping/tableorder.h"
#include "core/sql/createtables.h"

namespace relata::orm {

using base::Done;
using base::fail;

namespace {

Done createMissing(db::Connection &connection, const mapping::Configuration &configuration,
                   const schema::Schema &existing)
{
    QList<schema::Table> missing;
    for (const int index : mapping::sortedTables(configuration.tables).order) {
        if (!existing.table(configuration.tables.at(index).name))
            missing += configuration.tables.at(index);
    }
    for (const QString &sql : sql::createTables(missing, connection.dialect())) {
        if (const auto done = connection.run({sql, {}}); !done)
            return fail(done.error());
    }
    return {};
}

} // namespace

Done createAll(db::Connection &connection, const mapping::Configuration &configuration)
{
    const auto existing = db::reflect(connection);
    if (!existing)
        return fail(existing.error());
    if (const Done begun = connection.begin(); !begun)
        return begun;
    Done done = createMissing(connection, configuration, *existing);
    if (done)
        done = connection.commit();
    if (!done)
        connection.rollback();
    return done;
}

} // namespace relata::orm
