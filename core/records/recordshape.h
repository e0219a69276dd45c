#pragma once

#include "core/base/cellallowance.h"
#include "core/base/record.h"
#include "core/base/result.h"
#include "core/base/rowpage.h"
#include "core/records/titleselect.h"
#include "core/schema/schema.h"

#include <map>
#include <span>

namespace relata::records {

/// How the rows of one table are read and named: worked out once for a table, used for every row. A value;
/// the schema has to outlive it.
class RecordShape
{
public:
    RecordShape(const schema::Schema &schema, const schema::Table &table);

    const schema::Table &table() const { return *m_table; }
    schema::RowAddress::Kind addressKind() const { return m_address.kind; }
    const QStringList &addressColumns() const { return m_address.columns; }
    /// What a SELECT of whole rows has to return; see sql::recordColumns().
    const QStringList &columns() const { return m_columns; }
    /// What a page keeps of the cells of each of columns(): rows are found by their address, and led to by
    /// the columns of foreign keys.
    const QList<base::CellAllowance::Keep> &keeps() const { return m_keeps; }
    /// How a SELECT gets the rows' titles.
    const TitleSelect &titles() const { return m_titles; }

    /// A row of a page that has columns(). The key of a view's row has no values.
    base::Record record(const base::RowPage &page, int row) const
    {
        return record(page, row, key(page, row));
    }
    /// The same where the key is known.
    base::Record record(const base::RowPage &page, int row, base::Values key) const;
    base::Values key(const base::RowPage &page, int row) const;
    /// Of a row that comes with columns().
    base::Values key(std::span<const base::CellView> cells) const;
    /// The values of the primary key, where rows are addressed by their rowid and the key has no NULL; else
    /// none.
    base::Values primaryKeyBesideAddress(const base::Record &record) const;

private:
    void keepLinks(const schema::Schema &schema);
    QList<int> placesOf(const QStringList &names) const;

    const schema::Table *m_table;
    schema::RowAddress m_address;
    QStringList m_columns;
    TitleSelect m_titles;
    QList<base::CellAllowance::Keep> m_keeps;
    QList<int> m_keyPlaces;
    QList<int> m_primaryKeyPlaces;
};

/// The shapes of a schema's tables, each made when it is first asked for. The schema has to outlive it.
class RecordShapes
{
public:
    explicit RecordShapes(const schema::Schema &schema) : m_schema(schema) {}

    /// Null where there is no such table.
    const RecordShape *of(const QString &table) const;
    /// The shape of a table that can be read and, where the request is sorted, has that column.
    base::Result<const RecordShape *> readable(const QString &table, const QString &sortColumn = {}) const;

private:
    const schema::Schema &m_schema;
    mutable std::map<QString, RecordShape> m_shapes;
};

} // namespace relata::records
