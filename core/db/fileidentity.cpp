#include "fileidentity.h"

#include "core/db/sqlerrors.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <sqlite3.h>
#include <sys/stat.h>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr int kHeaderSize = 100;
const QString kReplaced = u"replaced by another file while it was open"_s;
const QString kOverwritten = u"overwritten with another database while it was open"_s;

/// SQLite may have a file of its own for one name: what it has is asked through it.
bool hasMoved(sqlite3 *handle)
{
    int moved = 0;
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

bool readRaw(sqlite3 *handle, QByteArray &bytes)
{
    sqlite3_file *file = nullptr;
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file &&
           file->pMethods && file->pMethods->xRead(file, bytes.data(), int(bytes.size()), 0) == SQLITE_OK;
}

base::Error readingFailed(sqlite3 *handle)
{
    return sqliteError(sqlite3_extended_errcode(handle), QString::fromUtf8(sqlite3_errmsg(handle)),
                       u"Looking at the file"_s);
}

} // namespace

bool FileIdentity::isAnother(const Seen &now, const Seen &before)
{
    if (now.pageSize != before.pageSize || now.counter < before.counter)
        return true;
    // With a write-ahead log a connection may count several commits as one.
    const bool countsAll = !now.hasLog && !before.hasLog;
    return countsAll && now.counter == before.counter && now.firstPage != before.firstPage;
}

std::optional<FileIdentity::Place> FileIdentity::placeOf(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return Place{quint64(status.st_dev), quint64(status.st_ino)};
}

FileIdentity::FileIdentity(const QString &path, const std::optional<Place> &before, sqlite3 *handle)
    : m_path(path), m_log(placeOf(path + u"-wal"_s))
{
    // The place of a file that changed while it was opened is not known, and never right.
    m_place = before == placeOf(path) && !hasMoved(handle) ? before : Place();
    m_seen = look(handle).value_or(Seen());
}

Done FileIdentity::checkPath(sqlite3 *handle) const
{
    if (!m_place)
        return {};
    const std::optional<Place> now = placeOf(m_path);
    if (!now)
        return fail(error(u"removed or renamed while it was open"_s));
    if (now != m_place || hasMoved(handle))
        return fail(error(kReplaced));
    if (m_log && placeOf(m_path + u"-wal"_s) != m_log) {
        base::Error lost = error(QString());
        lost.sentence = u"The write-ahead log of '%1' was removed or replaced while it was open."_s.arg(
            QFileInfo(m_path).fileName());
        return fail(std::move(lost));
    }
    return {};
}

void FileIdentity::forgetPages(sqlite3 *handle) const
{
    if (m_place && m_seen.hasLog)
        sqlite3_db_release_memory(handle);
}

Done FileIdentity::whyNotBegun(sqlite3 *handle, const Done &failure) const
{
    const bool isOther = m_place && m_seen.pageSize != 0 && !failure &&
                         (failure.error().code == ErrorCode::NotADatabase ||
                          failure.error().code == ErrorCode::DatabaseDamaged);
    return isOther && !look(handle) ? Done(fail(error(kOverwritten))) : failure;
}

Done FileIdentity::checkContent(sqlite3 *handle)
{
    if (!m_place)
        return {};
    const std::optional<Seen> now = look(handle);
    if (!now && m_seen.pageSize != 0)
        return fail(error(kOverwritten));
    if (now && m_seen.pageSize != 0 && isAnother(*now, m_seen))
        return fail(error(kOverwritten));
    if (m_schema) {
        const auto schema = readSchema(handle);
        if (!schema)
            return fail(schema.error());
        // Whoever changes a schema raises its number.
        if (schema->number < m_schema->number ||
            (schema->number == m_schema->number && schema->digest != m_schema->digest))
            return fail(error(kOverwritten));
        if (schema->number != m_schema->number) {
            return fail(
                ErrorCode::StaleData,
                u"The tables of '%1' were changed by another program."_s.arg(QFileInfo(m_path).fileName()),
                u"Nothing was saved. The tables are read again: look at what waits, and save again."_s);
        }
    }
    m_seen = now.value_or(m_seen);
    return {};
}

Done FileIdentity::keepSchema(sqlite3 *handle)
{
    const auto schema = readSchema(handle);
    if (!schema)
        return fail(schema.error());
    m_schema = *schema;
    return {};
}

Result<bool> FileIdentity::schemaMoved(sqlite3 *handle) const
{
    const auto schema = readSchema(handle);
    if (!schema)
        return fail(schema.error());
    return !m_schema || schema->number != m_schema->number || schema->digest != m_schema->digest;
}

/// Root pages are part of it: SQLite reads by them, and looks at the number only.
Result<FileIdentity::KeptSchema> FileIdentity::readSchema(sqlite3 *handle) const
{
    KeptSchema schema;
    QCryptographicHash digest(QCryptographicHash::Sha1);
    for (const char *sql : {"PRAGMA schema_version", "SELECT type, name, tbl_name, rootpage, sql FROM "
                                                     "sqlite_schema ORDER BY rowid"}) {
        sqlite3_stmt *statement = nullptr;
        int code = sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr);
        while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
            code = SQLITE_OK;
            if (sqlite3_column_count(statement) == 1)
                schema.number = sqlite3_column_int64(statement, 0);
            for (int column = 0; column < sqlite3_column_count(statement); ++column) {
                const void *bytes = sqlite3_column_blob(statement, column);
                const int size = sqlite3_column_bytes(statement, column);
                digest.addData(QByteArray::number(size) + ':');
                digest.addData(QByteArray(static_cast<const char *>(bytes), size));
            }
        }
        const base::Error error = readingFailed(handle);
        sqlite3_finalize(statement);
        if (code != SQLITE_DONE)
            return fail(error);
    }
    schema.digest = digest.result();
    return schema;
}

/// Nothing where no database lies in the file.
std::optional<FileIdentity::Seen> FileIdentity::look(sqlite3 *handle) const
{
    QByteArray header(kHeaderSize, '\0');
    if (!readRaw(handle, header) || !header.startsWith("SQLite format 3"))
        return {};
    Seen seen;
    seen.pageSize = qFromBigEndian<quint16>(header.constData() + 16);
    if (seen.pageSize == 1)
        seen.pageSize = 65536;
    seen.hasLog = header.at(18) == 2;
    seen.counter = qFromBigEndian<quint32>(header.constData() + 24);
    QByteArray page(seen.pageSize, '\0');
    if (!readRaw(handle, page))
        return {};
    seen.firstPage = QCryptographicHash::hash(page, QCryptographicHash::Sha1);
    return seen;
}

base::Error FileIdentity::error(const QString &what) const
{
    return {ErrorCode::ConnectionLost,
            u"'%1' was %2."_s.arg(QFileInfo(m_path).fileName(), what),
            u"Nothing was saved. Reopen it to see what it holds now; what waits for Save is kept."_s,
            {}};
}

} // namespace relata::db
