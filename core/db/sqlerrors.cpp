#include "sqlerrors.h"

#include <QRegularExpression>

#include <sqlite3.h>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorCode;

namespace {

Error distrusted(const QString &function, const QString &message, const QString &doing)
{
    return {
        ErrorCode::StatementFailed,
        u"%1 failed: the function '%2' is used, which SQLite does not allow in a schema that is not trusted."_s
            .arg(doing, function),
        u"Whoever wrote the file could do harm with it; read it with a program that trusts the schema."_s,
        message};
}

Error hotJournal(const QString &message, const QString &doing)
{
    return {
        ErrorCode::HotJournal,
        u"%1 failed: another program stopped in the middle of saving, and its half-written changes have to be taken back before anything can be read."_s
            .arg(doing),
        u"Leave the -journal file beside the database and open it once for writing, not read-only, here or with the other program: that takes them back."_s,
        message};
}

} // namespace

Error sqliteError(int code, const QString &message, const QString &doing)
{
    if (code == SQLITE_READONLY_ROLLBACK)
        return hotJournal(message, doing);
    if (code == SQLITE_READONLY_DBMOVED) {
        return {ErrorCode::ConnectionLost,
                u"%1 failed: the file was replaced, removed or renamed while it was open."_s.arg(doing),
                u"Reopen it to see what it holds now; what waits for Save is kept."_s, message};
    }
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH: // No integer for an integer key.
        return {ErrorCode::ConstraintFailed, u"%1 was refused by the database."_s.arg(doing),
                u"Correct the values and save again."_s, message};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::DatabaseLocked,
                u"%1 failed: another program has the database locked."_s.arg(doing),
                u"Close or finish the work in the other program and try again."_s,
                message == "database is locked"_L1 ? QString() : message}; // Which the sentence says.
    case SQLITE_INTERRUPT:
        return {ErrorCode::Cancelled, u"%1 was cancelled."_s.arg(doing), {}, message};
    case SQLITE_NOMEM:
        return {ErrorCode::StatementFailed, u"%1 failed: there is not enough memory for it."_s.arg(doing),
                u"Ask for fewer or smaller values."_s, message};
    case SQLITE_NOTADB:
        return {ErrorCode::NotADatabase,
                u"%1 failed: the file is not a SQLite database, or it is encrypted."_s.arg(doing),
                u"Check that you chose the right file; an encrypted database has to be decrypted first."_s,
                message};
    case SQLITE_CORRUPT:
        return {
            ErrorCode::DatabaseDamaged, u"%1 failed: the database file is damaged."_s.arg(doing),
            u"Restore it from a backup, or save what can be read with the sqlite3 program's .recover command."_s,
            message};
    case SQLITE_READONLY:
        return {ErrorCode::ReadOnly, u"%1 failed: the database is open read-only."_s.arg(doing),
                u"Open it for writing, or copy it to a folder that you may write in."_s, message};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return {ErrorCode::CannotOpen, u"%1 failed: the file cannot be opened."_s.arg(doing),
                u"Check the permissions of the file and of its folder."_s, message};
    case SQLITE_IOERR:
    case SQLITE_FULL:
        return {ErrorCode::CannotWrite, u"%1 failed while reading or writing the file."_s.arg(doing),
                u"Check that the disk is there and has free space."_s, message};
    default:
        break;
    }
    if (const QString function = distrustedFunction(message); !function.isNull())
        return distrusted(function, message, doing);
    return {ErrorCode::StatementFailed, u"%1 failed."_s.arg(doing), {}, message};
}

QString distrustedFunction(const QString &message)
{
    // A table-valued function counts as a virtual table: unsafe use of virtual table "pragma_table_info".
    static const QRegularExpression pattern(u"^unsafe use of (?:virtual table \"(.+)\"|(.+)\\(\\))$"_s);
    const QRegularExpressionMatch match = pattern.match(message);
    if (!match.hasMatch())
        return {};
    return match.hasCaptured(1) ? match.captured(1) : match.captured(2);
}

} // namespace relata::db
