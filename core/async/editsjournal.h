#pragma once

#include "core/records/waitingrow.h"

#include <QFile>
#include <QLockFile>

#include <functional>
#include <memory>
#include <optional>

namespace relata::async {

/// What waits for Save, kept in a file of the program's own, so that it survives the program. Each change of
/// a row is a line that is appended; the file goes when nothing waits. One lock for each file tells whether
/// the process that writes it lives. Used in the session's thread; only the owner can read the file.
class EditsJournal
{
public:
    /// Which database, as it was when the edits were made.
    struct Database
    {
        QString file;   ///< canonical path
        QString place;  ///< device and inode
        QString schema; ///< schemaDigest()

        bool operator==(const Database &) const = default;
    };
    /// What a journal holds that some process has left.
    struct Content
    {
        Database database;
        QList<records::WaitingRow> rows;
        bool wasSaving = false; ///< the process ended in the middle of a save
    };

    using AsRead = std::function<std::optional<base::Values>(const base::RecordKey &)>;

    /// A digest of tables with their columns and keys; other ids and indexes make no difference.
    static QString schemaDigest(const schema::Schema &schema);

    /// The journals of a database whose processes have ended, newest first. Each is locked as long as it
    /// lives.
    /// @param stem path of the journals up to the first point of their name
    static QList<std::shared_ptr<EditsJournal>> left(const QString &stem);

    /// A journal of this process; the file is made when there is something to keep.
    EditsJournal(const QString &stem, Database database);
    ~EditsJournal();

    const QString &file() const { return m_file; }
    QDateTime written() const;
    base::Result<Content> read() const;

    /// From now on the journal is this database's.
    void setDatabase(const Database &database);
    /// Keeps what waits now, or removes the file where nothing does. After a failure the next call writes
    /// everything again.
    /// @param asRead a stored row as it was read, where that is known; asked for rows to be deleted
    base::Done keep(const base::PendingEdits &edits, const schema::Schema &schema, const AsRead &asRead);
    /// Keeps these rows alone, of a journal that was left.
    base::Done keepOnly(const QList<records::WaitingRow> &rows);
    /// A save begins, of all that is kept; the next keep() says how it ended.
    base::Done beginSave();
    /// Removes the file.
    void remove();
    /// Lets others have the file, which stays.
    void letGo();

private:
    explicit EditsJournal(const QString &file);

    bool lock();
    base::Done writeAll(const QList<records::WaitingRow> &rows);
    void addRead(QList<records::WaitingRow> &rows, const AsRead &asRead);
    base::Done append(const QByteArray &lines);
    QByteArray header() const;

    QString m_file;
    Database m_database;
    std::unique_ptr<QLockFile> m_lock;
    QFile m_out;
    base::PendingEdits m_kept;
    QHash<base::RecordKey, base::Values> m_read; ///< rows to be deleted, as they were read
    qint64 m_wholeSize = 0;                      ///< of the file when all was written last
    bool m_isWhole = false;                      ///< the file holds what m_kept does
    bool m_saves = false;
};

} // namespace relata::async
