#include "error.h"

#include <array>
#include <utility>

namespace relata::base {

using namespace Qt::StringLiterals;

namespace {

struct Slug
{
    ErrorCode code;
    const char *text;
    const char *errorClass = "OperationalError";
};

constexpr std::array kSlugs = {
    Slug{ErrorCode::FileNotFound, "file-not-found"},
    Slug{ErrorCode::NotAFile, "not-a-file"},
    Slug{ErrorCode::NoPermission, "no-permission"},
    Slug{ErrorCode::NotADatabase, "not-a-database"},
    Slug{ErrorCode::DatabaseDamaged, "database-damaged"},
    Slug{ErrorCode::DatabaseLocked, "database-locked"},
    Slug{ErrorCode::FolderNotWritable, "folder-not-writable"},
    Slug{ErrorCode::HotJournal, "hot-journal"},
    Slug{ErrorCode::CannotOpen, "cannot-open"},
    Slug{ErrorCode::ReadOnly, "read-only"},
    Slug{ErrorCode::StatementFailed, "statement-failed"},
    Slug{ErrorCode::ConstraintFailed, "constraint-failed", "IntegrityError"},
    Slug{ErrorCode::Cancelled, "cancelled"},
    Slug{ErrorCode::ConnectionLost, "connection-lost"},
    Slug{ErrorCode::RowVanished, "row-vanished"},
    Slug{ErrorCode::RowAmbiguous, "row-ambiguous"},
    Slug{ErrorCode::NoUsableKey, "no-usable-key"},
    Slug{ErrorCode::BrokenTable, "broken-table"},
    Slug{ErrorCode::UnknownTable, "unknown-table"},
    Slug{ErrorCode::UnknownColumn, "unknown-column"},
    Slug{ErrorCode::UnknownRelationship, "unknown-relationship"},
    Slug{ErrorCode::NameTaken, "name-taken"},
    Slug{ErrorCode::NameEmpty, "name-empty"},
    Slug{ErrorCode::InvalidChange, "invalid-change"},
    Slug{ErrorCode::FileExists, "file-exists"},
    Slug{ErrorCode::CannotWrite, "cannot-write"},
    Slug{ErrorCode::InvalidFile, "invalid-file"},
    Slug{ErrorCode::InvalidRequest, "invalid-request", "InvalidRequestError"},
    Slug{ErrorCode::LoadRefused, "load-refused", "InvalidRequestError"},
    Slug{ErrorCode::FlushRefused, "flush-refused", "FlushError"},
    Slug{ErrorCode::StaleData, "stale-data", "StaleDataError"},
    Slug{ErrorCode::DetachedInstance, "detached-instance", "DetachedInstanceError"},
    Slug{ErrorCode::ObjectDeleted, "object-deleted", "ObjectDeletedError"},
    Slug{ErrorCode::PendingRollback, "pending-rollback", "PendingRollbackError"},
    Slug{ErrorCode::CircularDependency, "circular-dependency", "CircularDependencyError"},
    Slug{ErrorCode::RuleBroken, "rule-broken", "AssertionError"},
    Slug{ErrorCode::WrongArgument, "wrong-argument", "TypeError"},
    Slug{ErrorCode::NotInCollection, "not-in-collection", "ValueError"},
    Slug{ErrorCode::UnmappedColumn, "unmapped-column", "UnmappedColumnError"},
    Slug{ErrorCode::MisplacedOption, "misplaced-option", "ArgumentError"},
};

} // namespace

QString errorSlug(ErrorCode code)
{
    for (const Slug &slug : kSlugs) {
        if (slug.code == code)
            return QString::fromLatin1(slug.text);
    }
    Q_ASSERT_X(false, "errorSlug", "every code has a slug");
    return u"unknown"_s;
}

QString errorClass(ErrorCode code)
{
    for (const Slug &slug : kSlugs) {
        if (slug.code == code)
            return QString::fromLatin1(slug.errorClass);
    }
    return u"OperationalError"_s;
}

QString Error::text() const
{
    QString all = sentence;
    if (!detail.isEmpty())
        all += u" ("_s + detail + u")"_s;
    if (!hint.isEmpty())
        all += u' ' + hint;
    return all;
}

} // namespace relata::base
