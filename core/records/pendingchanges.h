#pragma once

#include "core/base/pendingedits.h"
#include "core/base/result.h"
#include "core/records/recordshape.h"

namespace relata::db {
class Connection;
}

namespace relata::records {

/// The edits that wait for Save. Refuses at once what can never be saved: views, computed columns, a
/// read-only database. Lives in the session's thread; runs no statement.
class PendingChanges
{
public:
    PendingChanges(const db::Connection &connection, const RecordShapes &shapes)
        : m_connection(connection), m_shapes(shapes)
    {
    }

    const base::PendingEdits &edits() const { return m_pending; }

    /// Changes a cell of a stored or new row. Setting a cell back to what it was takes the edit away.
    base::Done edit(const base::RecordKey &key, int column, const base::Value &before,
                    const base::Value &now);
    /// Lets a column of a stored or new row take the key of a new row when both are saved. `before`: what a
    /// stored row's cell was when it was read.
    base::Done setNewParent(const base::RecordKey &child, int column, const base::RecordKey &parent,
                            const base::Value &before = {});
    /// Adds a row that waits for Save, with some of its cells given.
    base::Result<base::RecordKey> add(const QString &table, const QHash<int, base::Value> &cells);
    /// Marks rows as deleted; new ones vanish at once.
    base::Done remove(const QList<base::RecordKey> &keys);
    /// Takes back what waits for these rows.
    void revert(const QList<base::RecordKey> &keys);
    void discard() { m_pending = {}; }
    /// Marks why the last save was refused, and where; an edit of the row (any edit, where the row is
    /// invalid) takes the mark away.
    void refuse(const base::RecordKey &row, const QString &words);

private:
    base::Done checkEditable(const QString &table) const;
    base::Done checkColumn(const schema::Table &table, int column) const;
    void forgetParent(const base::RecordKey &child, int column);
    void forgetNewRow(const base::RecordKey &key);
    void forgetRefusal(const base::RecordKey &key);

    const db::Connection &m_connection;
    const RecordShapes &m_shapes;
    base::PendingEdits m_pending;
    int m_lastNewRow = 0;
};

} // namespace relata::records
