#pragma once

#include "core/db/changedrow.h"
#include "core/orm/session/flushforecast.h"
#include "core/schema/table.h"

#include <QHash>
#include <QSet>

namespace relata::orm {

/// Counts the rows that the database changes besides those that statements name: each row once, whatever
/// happens to it on the way. A row that a statement has written is the statement's, also where a trigger
/// changes it again; one that is added and taken away again is no change.
class RowTally
{
public:
    /// @param tables of the database; they have to outlive the tally
    explicit RowTally(const QList<schema::Table> &tables) : m_described(tables) {}

    void note(const db::ChangedRow &row);
    /// By name.
    QList<TableRows> rows() const;

private:
    using Identity = base::Values; ///< the rowid, or the key of a table without

    struct Tally
    {
        QString name;
        QList<int> keyPlaces; ///< of a table without rowid: its key among the stored columns
        QSet<Identity> named; ///< rows that the statements wrote
        QSet<Identity> added;
        QSet<Identity> changed;
        qint64 deleted = 0;
        qint64 replaced = 0;
        quint64 deletedRows = 0;
    };

    Tally &tallyOf(const QString &table);
    static Identity identity(const Tally &tally, const db::ChangedRow &row, bool after);
    static void noteDeleted(Tally &tally, const db::ChangedRow &row);
    static void noteUpdated(Tally &tally, const db::ChangedRow &row);

    const QList<schema::Table> &m_described;
    QHash<QString, Tally> m_tables;
};

/// The places of a table's columns among those that are stored.
QList<int> storedPlaces(const schema::Table &table, const QStringList &columns);

} // namespace relata::orm
