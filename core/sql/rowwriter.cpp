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
    QStringList marks;
    for (const int column : sortedColumns(cells)) {
        base::Value value = cells.value(column);
        names += table.columns[column].name;
        marks += placeholder(value);
        statement.values += value;
    }
    statement.text = u"INSERT INTO "_s + quoted(table.name);
    if (names.isEmpty())
        statement.text += u" DEFAULT VALUES"_s;
    else
        statement.text += u" ("_s + quotedList(names) + u") VALUES ("_s + marks.join(u", "_s) + u')';
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
        base::Value value = edits[column].now;
        names += table.columns[column].name;
        sets += quoted(names.last()) + u" = "_s + placeholder(value);
        now += value;
        before += edits[column].before;
    }
    base::Values address = key.values;
    Statement statement;
    statement.text = u"UPDATE "_s + quoted(table.name) + u" SET "_s + sets.join(u", "_s) + u" WHERE "_s +
                     conditions(schema::addressOf(table).columns, address) + u" AND "_s +
                     conditions(names, before, u"IS");
    statement.values = now + address + before;
    return statement;
}

Statement deleteRow(const schema::Table &table, const base::RecordKey &key)
{
    base::Values address = key.values;
    Statement statement;
    statement.text = u"DELETE FROM "_s + quoted(table.name) + u" WHERE "_s +
                     conditions(schema::addressOf(table).columns, address);
    statement.values = address;
    return statement;
}

} // namespace relata::sql
