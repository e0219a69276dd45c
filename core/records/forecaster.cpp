#include "forecaster.h"

#include "core/db/connection.h"
#include "core/orm/session/flushforecast.h"
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
using orm::FlushForecast;

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
    const auto flush = flushForecast();
    if (!flush)
        return fail(flush.error());
    if (flush->error && isHindrance(flush->error->code))
        return fail(*flush->error);
    if (!flush->error && flush->knowsDatabase)
        m_besides = flush->byDatabase;
    return told(*flush);
}

Result<FlushForecast> Forecaster::flushForecast()
{
    m_memory.session().setCause(m_cause);
    // Lasts until the transaction ends that the forecast begins. On a server it would have to be said inside
    // of that; a forecast there does not know what the database does anyway.
    const auto defer = [this](const QString &onOff) {
        static_cast<void>(m_connection.run({u"PRAGMA defer_foreign_keys="_s + onOff, {}}, m_cause));
    };
    if (m_hasCircle)
        defer(u"ON"_s);
    auto flush = m_memory.session().forecast();
    if (m_hasCircle)
        defer(u"OFF"_s);
    // An interrupt that comes at the wrong moment stops even a ROLLBACK.
    m_connection.rollback(m_cause);
    static_cast<void>(m_memory.session().takeWarnings());
    return flush;
}

SaveForecast Forecaster::told(const FlushForecast &flush) const
{
    SaveForecast forecast;
    if (flush.error) {
        const Error refusal = this->refusal(flush);
        forecast.refusal = refusal.text();
        forecast.refusalInShort = refusal.sentence;
        return forecast; // What had been done until then is not what would be done.
    }
    for (const orm::TableRows &rows : flush.bySession)
        forecast.tables += forecastOf(rows);
    forecast.tables += withReasons(flush.byDatabase, forecast.tables, m_schema, m_edits);
    const ForecastWords words(forecast.tables);
    forecast.sentence = words.all();
    forecast.besides = words.besides();
    forecast.unknown = unknown(flush);
    return forecast;
}

Error Forecaster::refusal(const FlushForecast &flush) const
{
    const RecordKey row = keyOf(flush.refused);
    return row.isValid() ? m_reasons.flushFailure(*flush.error, row, m_edits).error : *flush.error;
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

QString Forecaster::unknown(const FlushForecast &flush) const
{
    if (!flush.knowsDatabase)
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
