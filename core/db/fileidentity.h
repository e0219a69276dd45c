#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>

struct sqlite3;

namespace relata::db {

/// Which file a SQLite connection has open, and what was seen of it last: for telling whether its path still
/// leads to it, and whether somebody has written another database over it in place. Used in the connection's
/// thread; its statements are nobody's click and stay out of the log.
class FileIdentity
{
public:
    /// Device and inode of a file.
    struct Place
    {
        quint64 device = 0;
        quint64 inode = 0;
        bool operator==(const Place &) const = default;
    };

    /// Where a path leads; nothing where it leads nowhere.
    static std::optional<Place> placeOf(const QString &path);

    /// Of nothing: check() is content.
    FileIdentity() = default;
    /// @param before where the path led before the handle was opened
    FileIdentity(const QString &path, const std::optional<Place> &before, sqlite3 *handle);

    const std::optional<Place> &place() const { return m_place; }

    /// Refuses where the path leads to another file or to none. Needs no lock.
    base::Done checkPath(sqlite3 *handle) const;
    /// Before the transaction of checkContent(): lets go of pages that SQLite would not read again, as its
    /// log says nothing of who writes past it.
    void forgetPages(sqlite3 *handle) const;
    /// Why that transaction could not begin: where no database lies in the file any more, that.
    base::Done whyNotBegun(sqlite3 *handle, const base::Done &failure) const;
    /// Refuses where another database lies in the file: by the page size, by a change counter that went back
    /// or stands beside another first page, by a schema that differs without a change of its number. A
    /// counter that grew is only another writer. The handle has a transaction open.
    base::Done checkContent(sqlite3 *handle);
    /// From now on checkContent() also refuses where the schema has changed, as another program may change
    /// it.
    base::Done keepSchema(sqlite3 *handle);
    /// Whether the schema has another number than when it was kept. The handle has a transaction open.
    base::Result<bool> schemaMoved(sqlite3 *handle) const;

private:
    struct Seen
    {
        qint64 pageSize = 0;  ///< 0: the file was empty
        quint32 counter = 0;  ///< of changes
        bool hasLog = false;  ///< a write-ahead log
        QByteArray firstPage; ///< its digest
    };
    struct KeptSchema
    {
        qint64 number = 0;
        QByteArray digest;
    };

    static bool isAnother(const Seen &now, const Seen &before);
    base::Result<KeptSchema> readSchema(sqlite3 *handle) const;
    std::optional<Seen> look(sqlite3 *handle) const;
    base::Error error(const QString &what) const;

    QString m_path;
    std::optional<Place> m_place;
    std::optional<Place> m_log; ///< of the write-ahead log, which stays as long as anybody has it open
    Seen m_seen;
    std::optional<KeptSchema> m_schema;
};

} // namespace relata::db
