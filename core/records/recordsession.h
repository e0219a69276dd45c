#pragma once

#include "core/base/pendingedits.h"
#include "core/base/result.h"
#include "core/base/saveforecast.h"
#include "core/base/statementrecord.h"
#include "core/records/eagerpages.h"
#include "core/records/savetransaction.h"
#include "core/records/recordmemory.h"
#include "core/records/summaryreader.h"

#include <optional>

namespace relata::db {
class Connection;
}

namespace relata::records {

/// The records of an open database in memory, as SQLAlchemy's Session has them: a relationship loads as it is
/// declared. With lazy='select' it is asked for once, when it is expanded; a many-to-one whose parent is in
/// memory asks nothing. Edits wait here until save(). Lives in its connection's thread.
class RecordSession
{
public:
    RecordSession(db::Connection &connection, mapping::MappedSchema schema);

    const mapping::MappedSchema &schema() const { return m_schema; }

    /// A page of a table's rows or of a relationship; an owner that is not in memory is asked for first. The
    /// rows enter memory; a relationship counts as loaded when its last page has come unfiltered and in the
    /// order of its key, and asks nothing from then on. LoadRefused where its lazy forbids to load it.
    base::Result<base::RecordPage> page(const base::PageRequest &request, const base::Cause &cause);

    /// For each of the records' relationship what its node shows. With DisplaySql::On what is not in memory
    /// is asked in one statement for all records (chunks of 500 keys), of Kind::Display; nothing of it counts
    /// as loaded.
    base::Result<QList<base::NodeSummary>> summaries(const QList<base::RecordKey> &owners,
                                                     const QString &relationship, base::DisplaySql sql,
                                                     const base::Cause &cause);

    /// The keys and titles of a table's rows whose columns have these values, in the order asked: from memory
    /// where they are there. With DisplaySql::On all others are asked in one statement (chunks of 500) of
    /// Kind::Display, and nothing of it counts as loaded; with Off their titles are empty.
    base::Result<QList<base::NodeSummary>> titlesOf(const QString &table, const QStringList &columns,
                                                    const QList<base::Values> &values, base::DisplaySql sql,
                                                    const base::Cause &cause);

    /// Reads what the large cells of rows hold that wait to be deleted, so that Save notices whether somebody
    /// changes them beyond what was shown: a digest of each is kept.
    base::Done readDoomed(const QList<base::RecordKey> &keys, const base::Cause &cause);

    /// What waits for Save; edit(), add(), remove(), revert() and discard() are its own.
    PendingChanges &changes() { return m_changes; }
    const base::PendingEdits &pending() const { return m_changes.edits(); }

    /// Writes everything that waits in one transaction, parents first, deletes last. On failure nothing is
    /// written and everything still waits; pending() then names the row and the database's words. It is
    /// refused, too, where the database would delete other rows besides than forecast() told of the same
    /// changes: saving once more accepts that.
    tl::expected<base::SaveReport, SaveFailure> save(const base::Cause &cause);

    /// What save() would do, found out by trying it and taking it back: memory and edits stay as they are.
    /// The write lock is held meanwhile. Fails only where it cannot be tried.
    base::Result<base::SaveForecast> forecast(const base::Cause &cause);

    /// A stored row as it was read; nothing where it is not in memory.
    std::optional<base::Values> asRead(const base::RecordKey &key) const;

    /// Takes back what is half done, after a job that ended in the middle because memory did not suffice:
    /// nothing is written, and everything that waits still does.
    void recover();

    /// Forgets everything in memory but the pending edits, so that it is asked again.
    void expireAll();

private:
    base::Done load(const QList<base::RecordKey> &keys, const base::Cause &cause);
    base::Result<base::RecordPage> queryPage(const base::PageRequest &request, const RecordShape &shape,
                                             const Related *related, const base::Cause &cause);
    base::Result<base::RecordPage> relatedPage(const base::PageRequest &request, const base::Cause &cause);
    bool mayKnow(const mapping::Side &relationship, const Related &rows, bool once) const;
    base::Result<base::RecordPage> loadedPage(const base::PageRequest &request, const RecordShape &shape,
                                              const Related &related, const base::Cause &cause);
    base::Result<base::RecordPage> withWhatComesAlong(base::Result<base::RecordPage> page,
                                                      const QString &table, const base::Cause &cause);
    void rememberIfWhole(const base::PageRequest &request, const base::RecordPage &page);
    void afterSave(const base::SaveReport &report);

    db::Connection &m_connection;
    const mapping::MappedSchema m_schema;
    const RecordShapes m_shapes;
    RecordMemory m_memory;
    const RelatedRows m_related;
    EagerPages m_eager;
    PendingChanges m_changes;
    /// What the database would do besides, as the last forecast told, and of which changes.
    std::optional<QList<orm::TableRows>> m_told;
    quint64 m_toldOf = 0;
    /// Collections whose first pages have come.
    QHash<base::RecordKey, QHash<QString, QList<base::RecordKey>>> m_partial;
};

} // namespace relata::records
