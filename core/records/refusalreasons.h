#pragma once

#include "core/base/pendingedits.h"
#include "core/records/recordshape.h"
#include "core/records/rowreader.h"

#include <QCoreApplication>

#include <functional>
#include <optional>

namespace relata::records {

/// Why a save was refused, and at which row.
struct SaveFailure
{
    base::Error error;
    base::RecordKey row; ///< invalid where no single row is to blame
};

/// Finds out why a row could not be saved, in words that name it. Reads only what it needs, and only after a
/// refusal.
class RefusalReasons
{
    Q_DECLARE_TR_FUNCTIONS(relata::records::RefusalReasons)

public:
    RefusalReasons(const RowReader &rows, const schema::Schema &schema, const RecordShapes &shapes)
        : m_rows(rows), m_schema(schema), m_shapes(shapes)
    {
    }

    /// "row 5 of 'book'", "the new row of 'book'".
    static QString nameOf(const base::RecordKey &key);

    base::Error vanished(const base::RecordKey &key) const;
    /// The database would delete other rows than were told when the deletion was made.
    static base::Error deletesOthers(const QString &table, qint64 now, qint64 told);
    base::Error changedElsewhere(const base::RecordKey &key, int column, const base::Value &stored) const;
    /// Why an UPDATE met no row.
    base::Error whyNoRowChanged(const base::RecordKey &key, const QHash<int, base::CellEdit> &edits) const;
    /// Why a flush stopped at a row, in words that name it; a lock or a full disk keeps its own sentence.
    /// Called when the flush has been taken back.
    SaveFailure flushFailure(const base::Error &error, const base::RecordKey &key,
                             const base::PendingEdits &edits) const;
    /// A check that waited for COMMIT names no row: looks which of the written rows (their keys before ->
    /// now) has no parent, and which of the deleted ones still has children.
    SaveFailure commitFailure(const base::Error &error,
                              const QHash<base::RecordKey, base::RecordKey> &written,
                              const QList<base::Record> &deleted) const;

private:
    using LeftOut =
        std::function<std::optional<qsizetype>(const schema::ForeignKey &link, const schema::Table &child)>;

    bool leadsNowhere(const RecordShape &shape, const base::RecordKey &key, SaveFailure &failure) const;
    void nameKeepers(const base::RecordKey &key, const base::PendingEdits &edits, base::Error &error) const;
    void explainOtherComparison(const schema::Table &parent, base::Error &error) const;
    bool tellReferrers(const base::Record &parent, const LeftOut &leftOut, base::Error &error) const;

    const RowReader &m_rows;
    const schema::Schema &m_schema;
    const RecordShapes &m_shapes;
};

} // namespace relata::records
