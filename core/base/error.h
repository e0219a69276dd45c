#pragma once

#include <QString>

namespace relata::base {

/// What went wrong, as a fixed word that code and tests can compare. Each has a slug in error.cpp.
enum class ErrorCode {
    FileNotFound,
    NotAFile,
    NoPermission,
    NotADatabase,
    DatabaseDamaged,
    DatabaseLocked,
    FolderNotWritable,
    HotJournal,
    CannotOpen,
    ReadOnly,
    StatementFailed,
    ConstraintFailed,
    Cancelled,
    ConnectionLost,
    RowVanished,
    RowAmbiguous,
    NoUsableKey,
    BrokenTable,
    UnknownTable,
    UnknownColumn,
    UnknownRelationship,
    NameTaken,
    NameEmpty,
    InvalidChange,
    FileExists,
    CannotWrite,
    InvalidFile,
    InvalidRequest,
    LoadRefused, ///< by the relationship's lazy="raise" or "raise_on_sql"
    FlushRefused,
    StaleData,
    DetachedInstance,
    ObjectDeleted,
    PendingRollback,
    CircularDependency,
    RuleBroken,
    WrongArgument,
    NotInCollection,
    UnmappedColumn,
    MisplacedOption, ///< a loader option for a relationship that the query does not come by
};

/// The slug of a code ("file-not-found"): stable, for logs and JSON.
QString errorSlug(ErrorCode code);

/// The exception by which SQLAlchemy (or Python) knows the same refusal ("StaleDataError", "TypeError");
/// "OperationalError" for what only a database says.
QString errorClass(ErrorCode code);

/// A refusal by the world: a code, a sentence that names the thing, what to do about it, and the database's
/// own words.
struct Error
{
    ErrorCode code = ErrorCode::StatementFailed;
    QString sentence;
    QString hint;
    QString detail;

    /// Sentence, hint and detail as one text for a message or a terminal.
    QString text() const;
    bool operator==(const Error &) const = default;
};

} // namespace relata::base
