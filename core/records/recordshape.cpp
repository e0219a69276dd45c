#include "recordshape.h"

#include "core/sql/selectbuilder.h"

namespace relata::records {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Record;
using base::Values;
using schema::RowAddress;

RecordShape::RecordShape(const schema::Schema &schema, const schema::Table &table)
    : m_table(&table),
      m_address(schema::addressOf(table)),
      m_columns(sql::recordColumns(table)),
      m_titles(schema, table),
      m_keeps(m_columns.size(), base::CellAllowance::Keep::Beginning),
      m_keyPlaces(placesOf(m_address.columns))
{
    keepLinks(schema);
    for (const int place : std::as_const(m_keyPlaces))
        m_keeps[place] = base::CellAllowance::Keep::Whole;
    if (m_address.kind == RowAddress::Kind::Rowid)
        m_primaryKeyPlaces = placesOf(table.primaryKey);
}

/// The columns of foreign keys, on both ends.
void RecordShape::keepLinks(const schema::Schema &schema)
{
    const auto keep = [this](const QStringList &names) {
        for (const int place : placesOf(names)) {
            if (place >= 0)
                m_keeps[place] = base::CellAllowance::Keep::Links;
        }
    };
    keep(m_table->primaryKey);
    for (const schema::ForeignKey &key : m_table->foreignKeys)
        keep(key.columns);
    for (const schema::Table &other : schema.tables) {
        for (const schema::ForeignKey &key : other.foreignKeys) {
            if (schema::sameName(key.table, m_table->name))
                keep(key.targetColumns);
        }
    }
}

Record RecordShape::record(const base::RowPage &page, int row, Values key) const
{
    Record record = {{m_table->name, std::move(key), 0}, {}};
    record.values.reserve(m_table->columns.size());
    for (int column = 0; column < m_table->columns.size(); ++column)
        record.values += page.value(row, column);
    return record;
}

Values RecordShape::key(const base::RowPage &page, int row) const
{
    Values values;
    values.reserve(m_keyPlaces.size());
    for (const int place : m_keyPlaces)
        values += page.value(row, place);
    return values;
}

Values RecordShape::key(std::span<const base::CellView> cells) const
{
    Values values;
    values.reserve(m_keyPlaces.size());
    for (const int place : m_keyPlaces)
        values += cells[size_t(place)].value();
    return values;
}

Values RecordShape::primaryKeyBesideAddress(const Record &record) const
{
    Values key;
    for (const int place : m_primaryKeyPlaces) {
        key += record.values.value(place);
        if (key.last().isNull())
            return {};
    }
    return key;
}

QList<int> RecordShape::placesOf(const QStringList &names) const
{
    QList<int> places;
    for (const QString &name : names)
        places += schema::indexOfName(m_columns, name);
    return places;
}

const RecordShape *RecordShapes::of(const QString &name) const
{
    auto found = m_shapes.find(name);
    if (found == m_shapes.end()) {
        const schema::Table *table = m_schema.table(name);
        if (!table)
            return nullptr;
        found = m_shapes.emplace(name, RecordShape(m_schema, *table)).first;
    }
    return &found->second;
}

base::Result<const RecordShape *> RecordShapes::readable(const QString &name, const QString &sortColumn) const
{
    const RecordShape *shape = of(name);
    if (!shape)
        return fail(ErrorCode::UnknownTable, u"There is no table '%1'."_s.arg(name));
    const schema::Table &table = shape->table();
    if (table.kind == schema::TableKind::Broken)
        return fail(ErrorCode::BrokenTable, u"'%1' cannot be read."_s.arg(table.name), {}, table.error);
    if (!sortColumn.isNull() && table.columnIndex(sortColumn) < 0)
        return fail(ErrorCode::UnknownColumn, u"'%1' has no column '%2'."_s.arg(table.name, sortColumn));
    return shape;
}

} // namespace relata::records
