#pragma once

#include "core/base/ids.h"

#include <QString>
#include <QStringList>

namespace relata::schema {

/// What SQLite does with a row that breaks a constraint: what the constraint says after ON CONFLICT
/// (https://sqlite.org/lang_conflict.html). Default where it says nothing.
enum class OnConflict { Default, Rollback, Abort, Fail, Ignore, Replace };

/// The word after ON CONFLICT in capitals; null for Default.
QString conflictWord(OnConflict conflict);
/// The conflict of a word in any case; Default for any other.
OnConflict conflictFromWord(const QString &word);

/// A UNIQUE constraint.
struct Unique
{
    QStringList columns;
    QString name = {}; ///< null where the constraint has no name
    OnConflict onConflict = OnConflict::Default;
    QStringList terms = {}; ///< each term as SQL; empty where they are just the columns
    /// It compares by other collations than its columns do: no foreign key can refer to it.
    bool isPrivate = false;
    base::ConstraintId id = {}; ///< unique within its table, also among the CHECKs

    bool operator==(const Unique &) const = default;
};

/// A CHECK constraint of a table or of a column, which is the same.
struct Check
{
    QString condition; ///< without its outer parentheses
    QString name = {}; ///< null where the constraint has no name
    base::ConstraintId id = {};

    bool operator==(const Check &) const = default;
};

/// What a PRIMARY KEY says besides its columns.
struct KeyClause
{
    QString name; ///< null where the constraint has no name
    OnConflict onConflict = OnConflict::Default;
    QStringList terms; ///< each term as SQL ("a DESC"); empty where they are just the columns
    bool autoincrement = false;

    bool operator==(const KeyClause &) const = default;
};

/// A trigger of a table or view.
struct Trigger
{
    QString name;
    QString sql = {}; ///< its CREATE text; null where it is not known

    bool operator==(const Trigger &) const = default;
};

} // namespace relata::schema
