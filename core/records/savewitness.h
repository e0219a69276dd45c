#pragma once

#include "core/base/recordkey.h"
#include "core/orm/session/rowtally.h"
#include "core/records/recordshape.h"

#include <QSet>

namespace relata::db {
class Connection;
}

namespace relata::records {

/// Watches what happens to rows while a save is written: what the database changes besides, and which keys
/// its triggers give to rows. Listens to the connection as long as it lives; in the connection's thread.
/// Where the engine tells nothing it knows nothing.
class SaveWitness
{
public:
    SaveWitness(db::Connection &connection, const schema::Schema &schema, const RecordShapes &shapes);
    ~SaveWitness();
    SaveWitness(const SaveWitness &) = delete;
    SaveWitness &operator=(const SaveWitness &) = delete;

    /// What the database has changed besides, by table.
    QList<orm::TableRows> besides() const { return m_tally.rows(); }
    /// The tables of those rows.
    QSet<QString> tables() const;
    /// The key that a row has by now, where it was written with this one.
    base::RecordKey nowOf(const base::RecordKey &written) const;

private:
    void note(const db::ChangedRow &row);

    db::Connection &m_connection;
    const schema::Schema &m_schema;
    const RecordShapes &m_shapes;
    orm::RowTally m_tally;
    /// By table: keys that the database has changed -> the keys that it has given instead.
    QHash<QString, QHash<base::Values, base::Values>> m_renamed;
};

} // namespace relata::records
