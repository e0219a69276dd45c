#include "flushforecast.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;

namespace {

QString countsOf(const TableRows &rows)
{
    QStringList parts;
    if (rows.inserted > 0)
        parts += u"%1 inserted"_s.arg(rows.inserted);
    if (rows.updated > 0)
        parts += u"%1 updated"_s.arg(rows.updated);
    if (rows.deleted > 0)
        parts += u"%1 deleted"_s.arg(rows.deleted);
    return parts.join(u", "_s);
}

const TableRows *rowsIn(const QList<TableRows> &all, const QString &table)
{
    const auto found = std::ranges::find_if(all, [&](const TableRows &rows) { return rows.table == table; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

QString FlushForecast::text() const
{
    QStringList lines;
    for (const TableRows &rows : bySession) {
        const TableRows *besides = rowsIn(byDatabase, rows.table);
        lines += rows.table + u": "_s + countsOf(rows) +
                 (besides ? u"; %1 by the database"_s.arg(countsOf(*besides)) : QString());
    }
    for (const TableRows &rows : byDatabase) {
        if (!rowsIn(bySession, rows.table))
            lines += rows.table + u": "_s + countsOf(rows) + u" by the database"_s;
    }
    if (!knowsDatabase && !lines.isEmpty())
        lines +=
            u"This database does not tell beforehand what else it changes (ON DELETE and ON UPDATE, triggers)."_s;
    return lines.join(u'\n');
}

} // namespace relata::orm
