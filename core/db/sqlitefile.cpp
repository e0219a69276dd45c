#include "sqlitefile.h"

#include "core/db/companionfiles.h"
#include "core/db/filebytes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QtEndian>

#include <sqlite3.h>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr qint64 kHeaderSize = 100;

bool hasContent(const QString &path)
{
    return QFileInfo(path).size() > 0;
}

/// What the header says of the file's length; a page size of 1 stands for 65536.
qint64 expectedSize(const QByteArray &header)
{
    const auto *bytes = reinterpret_cast<const uchar *>(header.constData());
    qint64 pageSize = qFromBigEndian<quint16>(bytes + 16);
    if (pageSize == 1)
        pageSize = 65536;
    const quint32 pages = qFromBigEndian<quint32>(bytes + 28);
    const bool pagesAreValid = qFromBigEndian<quint32>(bytes + 24) == qFromBigEndian<quint32>(bytes + 92);
    return pagesAreValid ? pageSize * pages : 0;
}

/// Qt decodes a file's name as UTF-8. What is not valid becomes U+FFFD, and encoded again it is another
/// name, which may be another file's.
bool isFaithful(const QString &path)
{
    return !path.contains(QChar::ReplacementCharacter) && QFile::decodeName(QFile::encodeName(path)) == path;
}

Result<QByteArray> readHeader(const QFileInfo &info)
{
    const QString name = info.fileName();
    if (info.size() == 0 && info.isReadable())
        return QByteArray();
    const QByteArray header = fileBytes(info.absoluteFilePath(), 0, qMin(info.size(), kHeaderSize));
    if (header.isEmpty()) {
        return fail(ErrorCode::NoPermission, u"'%1' cannot be read."_s.arg(name),
                    u"You have no permission; ask its owner or change the file's permissions."_s);
    }
    if (!header.startsWith("SQLite format 3") || header.size() < kHeaderSize) {
        return fail(
            ErrorCode::NotADatabase, u"'%1' is not a SQLite database, or it is encrypted."_s.arg(name),
            u"Choose another file; an encrypted database has to be decrypted first with the program that made it."_s);
    }
    return header;
}

Result<void> checkPath(const QFileInfo &info)
{
    const QString name = info.fileName();
    if (!info.exists()) {
        return fail(ErrorCode::FileNotFound, u"There is no file '%1'."_s.arg(info.filePath()),
                    u"Check the path; a new database is made with File > Create database."_s);
    }
    if (info.isDir()) {
        return fail(ErrorCode::NotAFile, u"'%1' is a folder."_s.arg(info.filePath()),
                    u"Choose the database file inside it."_s);
    }
    if (!info.isFile()) {
        return fail(ErrorCode::NotAFile, u"'%1' is not a regular file."_s.arg(info.filePath()),
                    u"Choose a database file."_s);
    }
    return {};
}

QString reasonForReadOnly(const base::ConnectionSettings &settings, const QFileInfo &info)
{
    if (settings.mode != base::ConnectionSettings::Mode::ReadWrite)
        return u"It was opened read-only."_s;
    if (!info.isWritable())
        return u"You have no permission to write the file."_s;
    if (!QFileInfo(info.absolutePath()).isWritable())
        return u"You have no permission to write in its folder, where SQLite keeps its journal."_s;
    return {};
}

/// How a file with a write-ahead log is read where nothing may be made beside it.
base::Done decideOnLog(SqliteFile &file, const QFileInfo &info, base::ConnectionSettings::Mode mode)
{
    if (!file.walMode)
        return {};
    const bool folderWritable = QFileInfo(info.absolutePath()).isWritable();
    const bool hasIndex = QFile::exists(file.path + u"-shm"_s);
    if (mode == base::ConnectionSettings::Mode::Glance && !hasIndex) {
        file.immutable = !file.hasWal;
        file.keepsIndexInMemory = file.hasWal && folderWritable && info.isWritable();
    }
    if (!folderWritable && !hasIndex) {
        if (file.hasWal) {
            return fail(
                ErrorCode::FolderNotWritable,
                u"'%1' has a write-ahead log with changes, and reading it needs a file in the same folder."_s
                    .arg(info.fileName()),
                u"Copy the database together with its -wal file to a folder that you may write in, and open the copy."_s);
        }
        file.immutable = true;
    }
    file.leavesWal = mode == base::ConnectionSettings::Mode::ReadOnly && !file.hasWal && folderWritable &&
                     info.isWritable();
    return {};
}

/// A write-ahead log may hold the pages that the file itself does not have yet.
base::Done checkSize(const SqliteFile &file, const QFileInfo &info, const QByteArray &header)
{
    if (file.isEmpty || file.hasWal || file.hasHotJournal || info.size() >= expectedSize(header))
        return {};
    return fail(
        ErrorCode::DatabaseDamaged,
        u"'%1' is cut off: it should have %2 bytes and has %3."_s.arg(
            info.fileName(), QLocale().toString(expectedSize(header)), QLocale().toString(info.size())),
        u"Copy or download it again, or restore it from a backup."_s);
}

} // namespace

base::Done checkFileName(const QString &path)
{
    const QFileInfo info(path);
    // A link may lead to a name that is not valid.
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    if (isFaithful(info.absoluteFilePath()) && isFaithful(folder) && isFaithful(info.canonicalFilePath()))
        return {};
    return fail(
        ErrorCode::CannotOpen,
        u"'%1' cannot be used: its path is not valid UTF-8 text, so another file could be meant."_s.arg(
            info.fileName()),
        u"Rename the file or the folder, and open it again."_s);
}

Result<SqliteFile> inspectSqliteFile(const base::ConnectionSettings &settings)
{
    const QFileInfo info(settings.file);
    if (const auto name = checkFileName(settings.file); !name)
        return fail(name.error());
    if (const auto path = checkPath(info); !path)
        return fail(path.error());
    const auto header = readHeader(info);
    if (!header)
        return fail(header.error());

    SqliteFile file;
    file.path = info.canonicalFilePath();
    if (const auto companions = checkCompanionFiles(file.path); !companions)
        return fail(companions.error());
    file.isEmpty = header->isEmpty();
    file.walMode = !file.isEmpty && header->at(18) == 2;
    file.hasWal = hasContent(file.path + u"-wal"_s);
    file.hasHotJournal = hasContent(file.path + u"-journal"_s);
    file.readOnlyReason = reasonForReadOnly(settings, info);
    if (const auto decided = decideOnLog(file, info, settings.mode); !decided)
        return fail(decided.error());
    if (const auto whole = checkSize(file, info, *header); !whole)
        return fail(whole.error());
    return file;
}

void letGoOfWal(const QString &path)
{
    if (hasContent(path + u"-wal"_s) || !QFile::exists(path + u"-shm"_s))
        return;
    // Closing the last connection removes the files, if that one may write. Whether it is the last is
    // SQLite's own lock to decide, and an empty log has nothing that could be written into the database.
    sqlite3 *handle = nullptr;
    if (sqlite3_open_v2(QFile::encodeName(path).constData(), &handle, SQLITE_OPEN_READWRITE, nullptr) ==
        SQLITE_OK) {
        sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_exec(handle, "PRAGMA schema_version", nullptr, nullptr, nullptr); // Joins the log.
    }
    sqlite3_close(handle);
}

} // namespace relata::db
