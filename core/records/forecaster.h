#pragma once

#include "core/base/saveforecast.h"
#include "core/orm/session/flushforecast.h"
#include "core/records/doomedrows.h"
#include "core/records/pendingchanges.h"

#include <QCoreApplication>

namespace relata::records {

/// Tells what a save would do, by the forecast of the orm::Session: everything is written inside a
/// transaction that is then taken back. Nothing in memory changes, and everything waits as before. Lives for
/// one forecast, in the connection's thread.
class Forecaster
{
    Q_DECLARE_TR_FUNCTIONS(relata::records::Forecaster)

public:
    Forecaster(db::Connection &connection, const schema::Schema &schema, const RecordShapes &shapes,
               RecordMemory &memory, const PendingChanges &changes, const base::Cause &cause);

    /// Fails only where it cannot be tried (a lock, a cancel); that the save would be refused is an answer.
    base::Result<base::SaveForecast> run();
    /// What the database would do besides, as run() found it; nothing where that is not known.
    const std::optional<QList<orm::TableRows>> &besides() const { return m_besides; }

private:
    base::Result<orm::FlushForecast> flushForecast();
    base::SaveForecast told(const orm::FlushForecast &flush) const;
    base::Error refusal(const orm::FlushForecast &flush) const;
    base::RecordKey keyOf(orm::ObjectRef object) const;
    QString unknown(const orm::FlushForecast &flush) const;
    bool isCheckedAtCommit() const;

    db::Connection &m_connection;
    const schema::Schema &m_schema;
    const RecordShapes &m_shapes;
    RecordMemory &m_memory;
    const PendingChanges &m_changes;
    const base::PendingEdits &m_edits;
    const base::Cause m_cause;
    const RowReader m_rows;
    const RefusalReasons m_reasons;
    const bool m_hasCircle;
    std::optional<QList<orm::TableRows>> m_besides;
};

} // namespace relata::records
