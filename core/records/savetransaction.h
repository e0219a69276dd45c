#pragma once

#include "core/base/savereport.h"
#include "core/base/statementrecord.h"
#include "core/records/pendingchanges.h"
#include "core/records/refusalreasons.h"
#include "core/records/savewitness.h"

namespace relata::records {

/// One save: lets the orm::Session flush what waits in one transaction, and adds what people need: rows to be
/// deleted are compared with what was read, written rows are read back, a refusal names its row. Where tables
/// refer to each other in a circle, the foreign keys are checked at the end of the transaction. Lives for one
/// save, in the connection's thread.
class SaveTransaction
{
public:
    SaveTransaction(db::Connection &connection, const schema::Schema &schema, const RecordShapes &shapes,
                    RecordMemory &memory, PendingChanges &changes, const base::Cause &cause);

    /// On failure nothing is written, and everything still waits.
    /// @param told what the database would do besides as the person was told; where it would delete other
    ///             rows by now the save is refused. Nothing: nobody was told
    tl::expected<base::SaveReport, SaveFailure> run(const std::optional<QList<orm::TableRows>> &told);
    /// What the database has done besides when the rows were written, also where that was taken back.
    const QList<orm::TableRows> &besides() const { return m_besides; }

private:
    using Step = tl::expected<void, SaveFailure>;

    Step write();
    Step lookAtDoomedRows();
    Step flush();
    Step readBack();
    Step compareWithTold();
    Step commit();
    SaveFailure whyRefused(const base::Error &error) const;

    db::Connection &m_connection;
    const schema::Schema &m_schema;
    const RecordShapes &m_shapes;
    RecordMemory &m_memory;
    PendingChanges &m_changes;
    const base::PendingEdits &m_edits;
    const RowReader m_rows;
    const RefusalReasons m_reasons;
    const QSet<QString> m_written;
    std::optional<QList<orm::TableRows>> m_told;
    QList<orm::TableRows> m_besides;
    base::SaveReport m_report;
    QHash<orm::ObjectRef, base::RecordKey> m_keys; ///< all objects of the save, by the keys before it
    QHash<base::RecordKey, base::Record> m_doomed; ///< rows to be deleted, as they were when the save began
};

} // namespace relata::records
