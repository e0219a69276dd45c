#include "tourwitness.h"

#include "core/db/connection.h"
#include "core/sql/dialect.h"

namespace relata::app {

using namespace Qt::StringLiterals;

QList<base::Values> TourWitness::rows(const QString &sql, const base::Values &values) const
{
    QList<base::Values> rows;
    const auto connection = db::Connection::open({m_file, base::ConnectionSettings::Mode::Glance, 5000});
    if (!connection)
        return rows;
    if (const auto page = (*connection)->select({sql, values})) {
        for (int row = 0; row < page->rowCount(); ++row)
            rows += page->row(row);
    }
    return rows;
}

qint64 TourWitness::number(const QString &sql, const base::Values &values) const
{
    const auto found = rows(sql, values);
    return found.isEmpty() ? -1 : found.first().first().toInteger();
}

QString TourWitness::text(const QString &sql) const
{
    const auto found = rows(sql);
    return found.isEmpty() ? QString() : found.first().first().toText();
}

bool TourWitness::hasLinks() const
{
    return number(
               u"SELECT count(*) FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) WHERE s.type = 'table'"_s) >
           0;
}

QString quotedName(const QString &name)
{
    return sql::quoted(name);
}

} // namespace relata::app
