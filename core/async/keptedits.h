#pragma once

#include "core/async/editsjournal.h"
#include "core/async/leftedits.h"
#include "core/db/connection.h"
#include "core/records/rowscomparison.h"
#include "core/records/recordsession.h"

#include <memory>

namespace relata::async {

/// Keeps what waits for Save in a RecordSession in a journal, and brings back what another process has left.
/// Lives in the session's thread; connection and session are handed in, as the session may be replaced.
class KeptEdits
{
public:
    /// @param stem path of the journals up to the first point of their name
    /// @param file the canonical path of the database
    KeptEdits(const QString &stem, const QString &file, db::Connection &connection);

    /// Takes the newest journal that was left for this database, and says what it holds. One whose save was
    /// committed has nothing to give and is removed.
    base::Result<LeftEdits> takeLeft(const records::RecordSession &session, const base::Cause &cause);
    /// What becomes of the journal that was taken.
    base::Done answer(LeftAnswer answer, records::RecordSession &session);

    /// Writes down what waits now.
    base::Done keep(records::RecordSession &session);
    base::Done beginSave() { return m_journal.beginSave(); }
    /// The session has another schema from now on.
    void schemaChanged() { m_schema.clear(); }
    /// Leaves the journal to whoever opens the database next.
    void letGo() { m_journal.letGo(); }

private:
    base::Result<LeftEdits> offer(const std::shared_ptr<EditsJournal> &journal,
                                  const records::RecordSession &session, const base::Cause &cause);
    void choose(const QList<records::ComparedRow> &rows, bool isSameFile, LeftEdits &left);
    EditsJournal::Database database(const schema::Schema &schema);

    const QString m_stem;
    const QString m_file;
    db::Connection &m_connection;
    QString m_schema; ///< digest of the schema; empty until it is needed
    EditsJournal m_journal;
    std::shared_ptr<EditsJournal> m_left; ///< is offered; locked as long as it is
    QList<records::WaitingRow> m_restorable;
    QList<records::WaitingRow> m_rest; ///< of it, what cannot wait again
};

} // namespace relata::async
