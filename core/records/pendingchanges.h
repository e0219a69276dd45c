#pragma once

#include "core/base/pendingedits.h"
#include "core/base/result.h"
#include "core/records/promisedparents.h"

namespace relata::db {
class Connection;
}

namespace relata::records {

/// The edits that wait for Save. They wait in the orm::Session as changed, new and deleted objects; this
/// finds the objects of keys, shows the changes as a value for the views, and refuses at once what can never
/// be saved: views, computed columns, a read-only database. Lives in the session's thread; runs no statement.
class PendingChanges
{
public:
    PendingChanges(const db::Connection &connection, const RecordShapes &shapes, RecordMemory &memory)
        : m_connection(connection), m_shapes(shapes), m_memory(memory), m_parents(shapes, memory)
    {
    }

    /// The session's changes as they are now.
    const base::PendingEdits &edits() const { return m_shown; }

    /// Another number after every change by a person.
    quint64 revision() const { return m_revision; }

    /// How the person sees rows that are about to be edited or deleted; until the next call. Edits of rows
    /// whose address cannot become another row's need it not.
    void keepAsRead(const QList<base::Record> &rows);
    /// Changes a cell of a stored or new row. Setting a cell back to what it was takes the edit away.
    base::Done edit(const base::RecordKey &key, int column, const base::Value &before,
                    const base::Value &now);
    /// Lets a column of a stored or new row take the key of a new row when both are saved; the other columns
    /// of its foreign key follow. `before`: what a stored row's cell was when it was read.
    base::Done setNewParent(const base::RecordKey &child, int column, const base::RecordKey &parent,
                            const base::Value &before = {});
    /// Adds a row that waits for Save, with some of its cells given.
    base::Result<base::RecordKey> add(const QString &table, const QHash<int, base::Value> &cells);
    /// Marks rows as deleted; new ones vanish at once.
    base::Done remove(const QList<base::RecordKey> &keys);
    /// Keeps, for a row marked as deleted, what the cells that were seen cut held at that time.
    void keepDigests(const base::RecordKey &key, const base::Values &asRead,
                     const base::CellDigests &digests);
    /// Takes back what waits for these rows.
    void revert(const QList<base::RecordKey> &keys);
    void discard();
    /// Marks why the last save was refused, and where; an edit of the row (any edit, where the row is
    /// invalid) takes the mark away.
    void refuse(const base::RecordKey &row, const QString &words);

    /// Lets edits wait that waited elsewhere, where nothing waits yet. They have to fit the schema.
    void restore(const base::PendingEdits &edits);

    /// The object of a row that waits.
    orm::ObjectRef objectOf(const base::RecordKey &key) const;
    /// Everything has been written: nothing waits any more.
    void forgetWritten();
    /// The session has taken everything back (a rollback): it waits there again.
    void putBack();
    /// The session has forgotten the rows, but not what waits for them.
    void rowsForgotten();

private:
    base::Done checkEditable(const QString &table) const;
    base::Done checkColumn(const schema::Table &table, int column) const;
    base::Done checkWaits(const base::RecordKey &key) const;
    base::Done setCell(const base::RecordKey &key, int column, const base::CellEdit &edit);
    orm::ObjectRef makeNew(const base::RecordKey &key);
    void forgetNewRows(const QSet<int> &numbers);
    QList<base::RecordKey> childrenOf(const QSet<int> &newRows) const;
    enum class Reason { Edited, Deleted };
    void rememberAsRead(const base::RecordKey &key, Reason reason);
    void forgetAsRead(const base::RecordKey &key);
    void forgetRefusal(const base::RecordKey &key);
    void show(const base::RecordKey &key);
    QHash<int, int> newParentsOf(const base::RecordKey &child) const;

    const db::Connection &m_connection;
    const RecordShapes &m_shapes;
    RecordMemory &m_memory;
    PromisedParents m_parents;
    base::PendingEdits m_shown;
    QList<base::Record> m_seen;           ///< rows as the person sees them, before they are edited
    QHash<int, orm::ObjectRef> m_new;     ///< by the number of the row
    QHash<orm::ObjectRef, int> m_numbers; ///< the same the other way
    QSet<base::RecordKey> m_outdated;     ///< rows that were forgotten but for what waits
    int m_lastNewRow = 0;
    quint64 m_revision = 0;
};

} // namespace relata::records
