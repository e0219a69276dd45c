#include "rowwriter.h"

#include "core/sql/dialect.h"
#include "core/sql/selectbuilder.h"

#include <algorithm>

namespace relata::sql {

using namespace Qt::StringLiterals;

namespace {

template<typename Cell>
QList<int> sortedColumns(const QHash<int, Cell> &cells)
{
    QList<int> columns = cells.keys();
    std::sort(columns.begin(), columns.end());
    return columns;
}

} // namespace

Statement insertRow(const schema::Table &table, const QHash<int, base::Value> &cells)
{
    Statement statement;
    QStringList names;
    for (const int column : sortedColumns(cells)) {
        names += table.columns[column].name;
        statement.values += cells.value(column);
    }
    statement.text = u"INSERT INTO "_s + quoted(table.name);
    if (names.isEmpty())
        statement.text += u" DEFAULT VALUES"_s;
    else
        statement.text +=
            u" ("_s + quotedList(names) + u") VALUES ("_s + placeholders(names.size()).join(u", "_s) + u')';
    const schema::RowAddress address = schema::addressOf(table);
    if (table.kind == schema::TableKind::Table && !address.columns.isEmpty())
        statement.text += u" RETURNING "_s + quotedList(address.columns);
    return statement;
}

Statement updateRow(const schema::Table &table, const base::RecordKey &key,
                    const QHash<int, base::CellEdit> &edits)
{
    QStringList sets;
    QStringList names;
    base::Values now;
    base::Values before;
    for (const int column : sortedColumns(edits)) {
        names += table.columns[column].name;
        sets += quoted(names.last()) + u" = ?"_s;
        now += edits[column].now;
        before += edits[column].before;
    }
    Statement statement;
    statement.text = u"UPDATE "_s + quoted(table.name) + u" SET "_s + sets.join(u", "_s) + u" WHERE "_s +
                     conditions(schema::addressOf(table).columns) + u" AND "_s + conditions(names, u"IS");
    statement.values = now + key.values + before;
    return statement;
}

Statement deleteRow(const schema::Table &table, const base::RecordKey &key)
{
    Statement statement;
    statement.text =
        u"DELETE FROM "_s + quoted(table.name) + u" WHERE "_s + conditions(schema::addressOf(table).columns);
    statement.values = key.values;
    return statement;
}

} // namespace relata::sql
