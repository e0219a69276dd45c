#pragma once

#include "core/db/connection.h"
#include "core/schema/partids.h"
#include "core/sql/ddlbuilder.h"

#include <algorithm>
#include <tuple>

namespace relata::tests {

using namespace Qt::StringLiterals;

/// Runs statements one by one as the program would.
inline QString runAll(const QString &file, const QStringList &statements)
{
    auto connection = db::Connection::open({file});
    if (!connection)
        return connection.error().text();
    for (const QString &statement : statements) {
        const auto rows = (*connection)->select({statement, {}});
        if (!rows)
            return rows.error().text() + u"\nin: "_s + statement;
        if (statement == "PRAGMA foreign_key_check"_L1 && !rows->isEmpty())
            return u"foreign keys are violated"_s;
    }
    return {};
}

/// What the DDL says of a table: no ids, and not the text that once made it.
inline schema::Table comparable(schema::Table table)
{
    table.id = {};
    table.sql.clear();
    schema::clearPartIds(table);
    for (schema::Check &check : table.checks)
        check.condition.remove(u'"'); // RENAME COLUMN adds quotes.
    for (schema::Column &column : table.columns)
        column.expression.remove(u'"');
    for (schema::ForeignKey &key : table.foreignKeys)
        key.id = {};
    std::sort(table.foreignKeys.begin(), table.foreignKeys.end(),
              [](const schema::ForeignKey &a, const schema::ForeignKey &b) {
                  return std::tie(a.columns, a.table, a.name) < std::tie(b.columns, b.table, b.name);
              });
    return table;
}

/// The first table in which two schemas differ, as text; "" where they are equal.
inline QString difference(const schema::Schema &a, const schema::Schema &b)
{
    const auto count = [](const schema::Schema &schema) {
        return std::count_if(schema.tables.cbegin(), schema.tables.cend(),
                             [](const schema::Table &t) { return t.kind == schema::TableKind::Table; });
    };
    if (count(a) != count(b))
        return u"%1 tables and %2"_s.arg(count(a)).arg(count(b));
    for (const schema::Table &table : a.tables) {
        if (table.kind == schema::TableKind::Shadow || table.kind == schema::TableKind::Broken)
            continue;
        const schema::Table *other = b.table(table.name);
        if (!other)
            return table.name + u" is missing"_s;
        if (table.kind != schema::TableKind::Table) {
            if (other->sql != table.sql || other->triggers != table.triggers)
                return table.sql + u"\n-- is not\n"_s + other->sql;
            continue;
        }
        if (comparable(table) != comparable(*other)) {
            return sql::createTable(table).join(u"\n"_s) + u"\n-- is not\n"_s +
                   sql::createTable(*other).join(u"\n"_s);
        }
    }
    return {};
}

} // namespace relata::tests
