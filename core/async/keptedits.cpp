#include "keptedits.h"

#include <QCoreApplication>

namespace relata::async {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Done;
using base::fail;
using base::Result;
using records::ComparedRow;
using records::WaitingRow;
using Fate = ComparedRow::Fate;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("relata::async::KeptEdits", text);
}

} // namespace

KeptEdits::KeptEdits(const QString &stem, const QString &file, db::Connection &connection)
    : m_stem(stem), m_file(file), m_connection(connection), m_journal(stem, {})
{
}

Result<LeftEdits> KeptEdits::takeLeft(const records::RecordSession &session, const Cause &cause)
{
    QList<std::shared_ptr<EditsJournal>> journals = EditsJournal::left(m_stem);
    while (!journals.isEmpty()) {
        const std::shared_ptr<EditsJournal> journal = journals.takeFirst();
        auto left = offer(journal, session, cause);
        if (!left)
            return left;
        if (left->rows == 0)
            continue;
        left->waiting = int(journals.size());
        m_left = journal;
        return left;
    }
    return LeftEdits();
}

/// No rows: the journal has nothing to give.
Result<LeftEdits> KeptEdits::offer(const std::shared_ptr<EditsJournal> &journal,
                                   const records::RecordSession &session, const Cause &cause)
{
    const auto content = journal->read();
    // What cannot be read may be a later version's: it is nobody's here, and stays.
    if (!content || content->database.file != m_file)
        return LeftEdits();
    if (content->rows.isEmpty()) {
        journal->remove();
        return LeftEdits();
    }
    journal->setDatabase(content->database);
    LeftEdits left;
    left.rows = int(content->rows.size());
    left.written = journal->written();
    for (const WaitingRow &row : content->rows)
        left.changes += row.words();
    m_restorable.clear();
    m_rest = content->rows;
    const EditsJournal::Database now = database(session.schema());
    if (content->database.schema != now.schema) {
        left.whyNot = words("The tables have changed since, so that nothing of it can wait again.");
        return left;
    }
    if (m_connection.isReadOnly()) {
        left.whyNot = words("The database is open read-only.");
        return left;
    }
    const auto compared =
        records::RowsComparison(m_connection, session.schema(), cause).compare(content->rows);
    if (!compared)
        return fail(compared.error());
    if (content->wasSaving && records::RowsComparison::isCommitted(*compared)) {
        journal->remove();
        return LeftEdits();
    }
    left.wasSaving = content->wasSaving;
    choose(*compared, content->database.place == now.place, left);
    return left;
}

/// In another file a row that is not what it was is another row. In the same one it is somebody's edit, which
/// the save tells again.
void KeptEdits::choose(const QList<ComparedRow> &rows, bool isSameFile, LeftEdits &left)
{
    m_rest.clear();
    for (const ComparedRow &row : rows) {
        const bool fits = row.fate == Fate::Same ||
                          (isSameFile && (row.fate == Fate::Changed || row.fate == Fate::Unknown));
        if (!row.words.isEmpty())
            left.notes += row.words;
        if (row.fate == Fate::Written) {
            left.notes += words("Row %1 of '%2' holds these values already.")
                              .arg(row.row.key.toDisplay(), row.row.key.table);
        } else if (fits) {
            m_restorable += row.row;
        } else {
            m_rest += row.row;
        }
    }
    if (!isSameFile) {
        left.notes.prepend(
            words("The file is another one than it was: only rows that are as they were can wait again."));
    }
    left.restorable = int(m_restorable.size());
    if (m_restorable.isEmpty())
        left.whyNot = words("None of these rows is there as it was.");
}

Done KeptEdits::answer(LeftAnswer answer, records::RecordSession &session)
{
    const std::shared_ptr<EditsJournal> left = std::exchange(m_left, nullptr);
    if (!left || answer == LeftAnswer::Later)
        return {};
    if (answer == LeftAnswer::Discard) {
        left->remove();
        return {};
    }
    if (!session.pending().isEmpty()) {
        return fail(base::ErrorCode::InvalidRequest, words("Other changes wait already."),
                    words("Save or discard them, and open the database again."));
    }
    const auto edits = records::editsOf(m_restorable, session.schema());
    if (!edits)
        return fail(edits.error());
    session.changes().restore(*edits);
    // They are in this process's journal before they leave the other one.
    if (const Done kept = keep(session); !kept)
        return kept;
    return left->keepOnly(m_rest);
}

Done KeptEdits::keep(records::RecordSession &session)
{
    const schema::Schema &schema = session.schema();
    if (!session.pending().isEmpty())
        m_journal.setDatabase(database(schema));
    return m_journal.keep(session.pending(), schema,
                          [&session](const base::RecordKey &key) { return session.asRead(key); });
}

EditsJournal::Database KeptEdits::database(const schema::Schema &schema)
{
    if (m_schema.isEmpty())
        m_schema = EditsJournal::schemaDigest(schema);
    return {m_file, m_connection.place(), m_schema};
}

} // namespace relata::async
