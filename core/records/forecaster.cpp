#include "forecaster.h"

#include "core/db/connection.h"
#include "core/orm/session/dryrun.h"
#include "core/records/databaseactions.h"
#include "core/records/flushorder.h"
#include "core/records/forecastwords.h"

#include <algorithm>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorCode;
using base::fail;
using base::RecordKey;
using base::Result;
using base::SaveForecast;
using base::TableForecast;
using orm::DryRun;

namespace {

/// That it could not be tried is no answer about the save.
bool isHindrance(ErrorCode code)
{
    return code == ErrorCode::Cancelled || code == ErrorCode::DatabaseLocked ||
           code == ErrorCode::ConnectionLost;
}

TableForecast forecastOf(const orm::TableRows &rows)
{
    return {rows.table, rows.inserted, rows.updated, rows.deleted, {}};
}

} // namespace

Forecaster::Forecaster(db::Connection &connection, const schema::Schema &schema, const RecordShapes &shapes,
                       RecordMemory &memory, const PendingChanges &changes, const base::Cause &cause)
    : m_connection(connection),
      m_schema(schema),
      m_shapes(shapes),
      m_memory(memory),
      m_changes(changes),
      m_edits(changes.edits()),
      m_cause(cause),
      m_rows(connection, cause),
      m_reasons(m_rows, schema, shapes),
      m_hasCircle(connection.dialect().engine() == sql::Engine::Sqlite &&
                  hasCircle(schema, writtenTables(m_edits)))
{
}

Result<SaveForecast> Forecaster::run()
{
    if (m_edits.isEmpty())
        return SaveForecast();
    const auto doomed = readDoomedRows(m_edits, m_shapes, m_memory, m_rows, m_reasons);
    if (!doomed && isHindrance(doomed.error().error.code))
        return fail(doomed.error().error);
    if (!doomed)
        return SaveForecast{{}, {}, {}, doomed.error().error.text(), doomed.error().error.sentence, {}};
    const auto movable = checkSeenRows(m_edits, m_shapes, m_rows, m_reasons);
    if (!movable && isHindrance(movable.error().error.code))
        return fail(movable.error().error);
    if (!movable)
        return SaveForecast{{}, {}, {}, movable.error().error.text(), movable.error().error.sentence, {}};
    const auto dry = tryOut();
    if (!dry)
        return fail(dry.error());
    if (dry->error && isHindrance(dry->error->code))
        return fail(*dry->error);
    if (!dry->error && dry->knowsDatabase)
        m_besides = dry->byDatabase;
    return told(*dry);
}

Result<DryRun> Forecaster::tryOut()
{
    m_memory.session().setCause(m_cause);
    // Lasts until the transaction ends that the dry run begins. On a server it would have to be said inside
    // of that; a dry run there does not know what the database does anyway.
    const auto defer = [this](const QString &onOff) {
        static_cast<void>(m_connection.run({u"PRAGMA defer_foreign_keys="_s + onOff, {}}, m_cause));
    };
    if (m_hasCircle)
        defer(u"ON"_s);
    auto dry = m_memory.session().dryRun();
    if (m_hasCircle)
        defer(u"OFF"_s);
    // An interrupt that comes at the wrong moment stops even a ROLLBACK.
    m_connection.rollback(m_cause);
    static_cast<void>(m_memory.session().takeWarnings());
    return dry;
}

SaveForecast Forecaster::told(const DryRun &dry) const
{
    SaveForecast forecast;
    if (dry.error) {
        const Error refusal = this->refusal(dry);
        forecast.refusal = refusal.text();
        forecast.refusalInShort = refusal.sentence;
        return forecast; // What had been done until then is not what would be done.
    }
    for (const orm::TableRows &rows : dry.bySession)
        forecast.tables += forecastOf(rows);
    forecast.tables += withReasons(dry.byDatabase, forecast.tables, m_schema, m_edits);
    const ForecastWords words(forecast.tables);
    forecast.sentence = words.all();
    forecast.besides = words.besides();
    forecast.unknown = unknown(dry);
    return forecast;
}

Error Forecaster::refusal(const DryRun &dry) const
{
    const RecordKey row = keyOf(dry.refused);
    return row.isValid() ? m_reasons.flushFailure(*dry.error, row, m_edits).error : *dry.error;
}

/// Which of the rows that wait an object stands for; an invalid key where it is none of them.
RecordKey Forecaster::keyOf(orm::ObjectRef object) const
{
    QList<RecordKey> waiting = m_edits.deleted.values() + m_edits.changed.keys();
    for (const base::NewRow &row : m_edits.added)
        waiting += row.key;
    const auto found = std::ranges::find_if(
        waiting, [&](const RecordKey &key) { return m_changes.objectOf(key) == object; });
    return object.isNone() || found == waiting.cend() ? RecordKey() : *found;
}

QString Forecaster::unknown(const DryRun &dry) const
{
    if (!dry.knowsDatabase)
        return tr("What the database does besides is not known here.");
    return isCheckedAtCommit() ? tr("Some foreign keys are checked only when it is saved.") : QString();
}

/// Whether a foreign key from a written table or to one is checked at the end of the transaction.
bool Forecaster::isCheckedAtCommit() const
{
    if (m_hasCircle)
        return true;
    const QSet<QString> written = writtenTables(m_edits);
    return std::ranges::any_of(m_schema.tables, [&](const schema::Table &table) {
        return std::ranges::any_of(table.foreignKeys, [&](const schema::ForeignKey &key) {
            return key.initiallyDeferred && (written.contains(table.name) || written.contains(key.table));
        });
    });
}

} // namespace relata::records
