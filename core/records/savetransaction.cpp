#include "savetransaction.h"

#include "core/records/databaseactions.h"
#include "core/records/doomedrows.h"
#include "core/records/flushorder.h"
#include "core/records/forecastwords.h"

#include <algorithm>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorCode;
using base::Record;
using base::RecordKey;
using base::Values;
using orm::ObjectRef;

namespace {

tl::unexpected<SaveFailure> refused(Error error, const RecordKey &row)
{
    return tl::unexpected<SaveFailure>(SaveFailure{std::move(error), row});
}

} // namespace

SaveTransaction::SaveTransaction(db::Connection &connection, const schema::Schema &schema,
                                 const RecordShapes &shapes, RecordMemory &memory, PendingChanges &changes,
                                 const base::Cause &cause)
    : m_connection(connection),
      m_schema(schema),
      m_shapes(shapes),
      m_memory(memory),
      m_changes(changes),
      m_edits(changes.edits()),
      m_rows(connection, cause),
      m_reasons(m_rows, schema, shapes),
      m_written(writtenTables(m_edits))
{
    memory.session().setCause(cause);
    for (const RecordKey &key : m_edits.deleted)
        m_keys.insert(changes.objectOf(key), key);
    for (auto row = m_edits.changed.keyBegin(); row != m_edits.changed.keyEnd(); ++row)
        m_keys.insert(changes.objectOf(*row), *row);
    for (const base::NewRow &row : m_edits.added)
        m_keys.insert(changes.objectOf(row.key), row.key);
}

tl::expected<base::SaveReport, SaveFailure>
SaveTransaction::run(const std::optional<QList<orm::TableRows>> &told)
{
    m_told = told;
    const Step written = write();
    static_cast<void>(m_memory.session().takeWarnings()); // They are for people who write programs.
    if (!written) {
        static_cast<void>(m_memory.session().rollback());
        m_changes.putBack();
        return tl::unexpected<SaveFailure>(written.error());
    }
    m_report.inserted = int(m_edits.added.size());
    m_report.deleted = int(m_edits.deleted.size());
    m_report.updated = int(m_keys.size()) - m_report.inserted - m_report.deleted;
    m_report.gone.unite(m_edits.deleted);
    m_report.changedByDatabase.unite(changedByDatabase(m_schema, m_written));
    m_report.tables = m_written + m_report.changedByDatabase;
    const auto besides = withReasons(m_besides, waitingRows(m_edits), m_schema, m_edits);
    m_report.besides = ForecastWords(besides).done();
    return m_report;
}

SaveTransaction::Step SaveTransaction::write()
{
    if (const auto begun = m_memory.session().begin(); !begun)
        return refused(begun.error(), {});
    const QString deferring = m_connection.dialect().deferForeignKeys();
    if (!deferring.isEmpty() && hasCircle(m_schema, m_written)) {
        if (const auto deferred = m_memory.session().execute(deferring); !deferred)
            return refused(deferred.error(), {});
    }
    for (Step (SaveTransaction::*step)() :
         {&SaveTransaction::lookAtDoomedRows, &SaveTransaction::flush, &SaveTransaction::compareWithTold,
          &SaveTransaction::readBack, &SaveTransaction::commit}) {
        if (const Step done = (this->*step)(); !done)
            return done;
    }
    return {};
}

/// A row that this save's own cascades take away is met by no DELETE: so it is looked for before anything is
/// written.
SaveTransaction::Step SaveTransaction::lookAtDoomedRows()
{
    auto doomed = readDoomedRows(m_edits, m_shapes, m_memory, m_rows, m_reasons);
    if (!doomed)
        return tl::unexpected<SaveFailure>(doomed.error());
    m_doomed = std::move(*doomed);
    return checkSeenRows(m_edits, m_shapes, m_rows, m_reasons);
}

SaveTransaction::Step SaveTransaction::flush()
{
    const SaveWitness witness(m_connection, m_schema, m_shapes);
    const auto flushed = m_memory.session().flush();
    m_besides = witness.besides();
    if (!flushed)
        return tl::unexpected<SaveFailure>(whyRefused(flushed.error()));
    m_report.changedByDatabase = witness.tables();
    for (auto row = m_keys.cbegin(); row != m_keys.cend(); ++row) {
        if (m_edits.deleted.contains(row.value()))
            continue;
        const RecordKey written = m_memory.keyOf(row.key());
        const RecordKey now = witness.nowOf(written);
        m_report.newKeys.insert(row.value(), now);
        if (now != written)
            m_report.renamed += written;
    }
    return {};
}

/// Rows that another program has added since the forecast are not deleted unseen.
SaveTransaction::Step SaveTransaction::compareWithTold()
{
    if (!m_told)
        return {};
    for (const orm::TableRows &now : std::as_const(m_besides)) {
        const auto told = std::ranges::find(*m_told, now.table, &orm::TableRows::table);
        const orm::TableRows before = told == m_told->cend() ? orm::TableRows() : *told;
        const bool isOthers = now.deleted == before.deleted && now.deletedRows != before.deletedRows;
        if (now.deleted > before.deleted || isOthers)
            return refused(RefusalReasons::deletesOthers(now.table, now.deleted, before.deleted), {});
    }
    return {};
}

/// Reads the written rows back, so that what triggers, defaults and type affinity made of them is shown.
SaveTransaction::Step SaveTransaction::readBack()
{
    QHash<QString, QList<Values>> keys;
    for (const RecordKey &key : std::as_const(m_report.newKeys))
        keys[key.table] += key.values;
    QSet<RecordKey> found;
    for (auto it = keys.cbegin(); it != keys.cend(); ++it) {
        const auto records = m_rows.read(*m_shapes.of(it.key()), it.value());
        if (!records)
            return refused(records.error(), {});
        for (const Record &record : *records)
            found += record.key;
        m_report.refreshed += *records;
    }
    for (auto it = m_report.newKeys.cbegin(); it != m_report.newKeys.cend(); ++it) {
        if (!found.contains(it.value()))
            m_report.gone += {it.key(), it.value()};
    }
    return {};
}

SaveTransaction::Step SaveTransaction::commit()
{
    std::optional<SaveFailure> failure;
    orm::Session &session = m_memory.session();
    session.setCommitRefused([this, &failure](const Error &error) {
        failure = m_reasons.commitFailure(error, m_report.newKeys, m_doomed.values());
    });
    const auto committed = session.commit();
    session.setCommitRefused({});
    if (committed)
        return {};
    return tl::unexpected<SaveFailure>(failure.value_or(SaveFailure{committed.error(), {}}));
}

SaveFailure SaveTransaction::whyRefused(const Error &error) const
{
    const ObjectRef object = m_memory.session().refused();
    return object.isNone()
               ? SaveFailure{error, {}}
               : m_reasons.flushFailure(error, m_keys.value(object, m_memory.keyOf(object)), m_edits);
}

} // namespace relata::records
