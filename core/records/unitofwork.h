#pragma once

#include "core/base/pendingedits.h"
#include "core/base/result.h"
#include "core/base/statementrecord.h"
#include "core/records/recordshape.h"
#include "core/records/refusalreasons.h"
#include "core/records/rowreader.h"

#include <QCoreApplication>

namespace relata::db {
class Connection;
}

namespace relata::records {

class RecordMemory;

/// What a save did.
struct SaveReport
{
    int inserted = 0;
    int updated = 0;
    int deleted = 0;
    /// Rows that were added or changed: the key before -> the key now.
    QHash<base::RecordKey, base::RecordKey> newKeys;
    QList<base::Record> refreshed;   ///< rows written, as the database has them now
    QSet<base::RecordKey> gone;      ///< rows that are no longer there
    QSet<QString> tables;            ///< tables whose rows may have changed
    QSet<QString> changedByDatabase; ///< those of them that actions and triggers may have changed
};

/// Writes pending edits in one transaction: inserts parents first, then updates, then deletes children first;
/// every UPDATE and DELETE must meet exactly one row, and one that nobody changed since it was read. Where
/// tables refer to each other in a circle, the foreign keys are checked at the end of the transaction. Lives
/// for one save.
class UnitOfWork
{
    Q_DECLARE_TR_FUNCTIONS(relata::records::UnitOfWork)

public:
    UnitOfWork(db::Connection &connection, const schema::Schema &schema, const RecordShapes &shapes,
               const RecordMemory &known, const base::PendingEdits &edits, const base::Cause &cause);

    tl::expected<SaveReport, SaveFailure> run();

private:
    using Step = tl::expected<void, SaveFailure>;

    Step write();
    Step readDoomedRows();
    Step insertRows();
    Step insertTable(const QString &table);
    Step insertRow(const base::NewRow &row);
    Step takeParentKeys(const base::NewRow &row, QHash<int, base::Value> &cells);
    tl::expected<base::Value, SaveFailure> parentsKey(const base::RecordKey &child, int column, int parent);
    base::Value keyOfNewRow(int number, const QString &column);
    void reserveKeys(const schema::Table &table);
    Step updateRows();
    Step updateRow(const base::RecordKey &key, QHash<int, base::CellEdit> edits);
    Step deleteRows();
    Step deleteTable(const QString &table);
    Step deleteRow(const base::RecordKey &key);
    Step refreshRows();

    base::Result<base::RecordKey> keyAfter(const base::RecordKey &key,
                                           const QHash<int, base::CellEdit> &edits) const;

    db::Connection &m_connection;
    const schema::Schema &m_schema;
    const RecordShapes &m_shapes;
    const RecordMemory &m_known;
    const base::PendingEdits &m_edits;
    const base::Cause m_cause;
    const RowReader m_rows;
    const RefusalReasons m_reasons;
    const QSet<QString> m_written;
    const QStringList m_order; ///< tables, parents first
    QSet<int> m_parents;       ///< new rows whose keys other rows take
    SaveReport m_report;
    QHash<base::RecordKey, base::Record> m_doomed;   ///< rows to be deleted, as they were when the save began
    QHash<int, QHash<QString, base::Value>> m_given; ///< new row -> key values that it was promised
    QHash<int, base::Record> m_inserted;             ///< by number of the new row: those that others refer to
};

} // namespace relata::records
