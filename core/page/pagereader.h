#pragma once

#include "core/base/record.h"
#include "core/base/result.h"
#include "core/base/statementrecord.h"
#include "core/mapping/mappedschema.h"
#include "core/records/recordshape.h"

namespace relata::db {
class Connection;
}

namespace relata::page {

/// Reads pages of a whole table for a grid through a read-only connection of its own: sorted, filtered, by
/// keyset. Keeps nothing. Lives in its connection's thread.
class PageReader
{
public:
    PageReader(db::Connection &connection, mapping::MappedSchema schema)
        : m_connection(connection), m_schema(std::move(schema)), m_shapes(m_schema)
    {
    }

    /// A page of a table or view. Rows of a view have keys without values.
    base::Result<base::RecordPage> read(const base::PageRequest &request, const base::Cause &cause);

    /// The whole values of cells that pages show cut, in the order asked.
    base::Result<base::Values> wholeCells(const QList<base::CellPlace> &cells, const base::Cause &cause);

    /// Writes the bytes of a Text or Blob into a file, whole, in place of what is there; returns how many.
    base::Result<qint64> saveCell(const base::CellPlace &cell, const QString &file, const base::Cause &cause);

    /// For a foreign-key picker: rows of a table whose title or key contains the text, at most `limit`, by
    /// title; the one whose key is the text comes first.
    base::Result<QList<base::NodeSummary>> titles(const QString &table, const QString &contains, int limit,
                                                  const base::Cause &cause);

    /// Titles of the rows whose `columns` have these values, in the order asked; a summary without key where
    /// there is none.
    base::Result<QList<base::NodeSummary>> titlesOf(const QString &table, const QStringList &columns,
                                                    const QList<base::Values> &values,
                                                    const base::Cause &cause);

    /// How many records a relationship of a table's class leads to, in the order of the owners; an owner is
    /// the values of the relationship's local columns. One statement for all of them (chunks of 500).
    base::Result<QList<qint64>> counts(const QString &table, const QString &relationship,
                                       const QList<base::Values> &owners, const base::Cause &cause);

    /// How many rows a table has.
    base::Result<qint64> count(const QString &table, const base::Cause &cause);

private:
    db::Connection &m_connection;
    const mapping::MappedSchema m_schema;
    const records::RecordShapes m_shapes;
};

} // namespace relata::page
