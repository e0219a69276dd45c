#pragma once

#include "core/base/ids.h"

#include <QString>
#include <QStringList>

namespace relata::schema {

/// What the database does to children when their parent is deleted or its key changes.
enum class Action { NoAction, Restrict, SetNull, SetDefault, Cascade };

/// The action as SQL words ("NO ACTION", "SET NULL").
QString actionWords(Action action);
/// The action of SQL words in any case; NoAction for anything else.
Action actionFromWords(const QString &words);

/// A foreign key constraint: columns of its table that refer to columns of a target table.
struct ForeignKey
{
    base::LinkId id; ///< unique within a schema
    QString name;    ///< null where the constraint has no name
    QStringList columns;
    QString table; ///< the target as written; it may not exist
    QStringList
        targetColumns; ///< as long as columns; an implicit target is resolved; empty where that is impossible
    bool implicitTarget = false; ///< REFERENCES names no column
    Action onDelete = Action::NoAction;
    Action onUpdate = Action::NoAction;
    bool deferrable = false;
    bool initiallyDeferred = false;
    /// SQLAlchemy's use_alter: the constraint is no reason to create its target first. It is added by ALTER
    /// TABLE where the database can, on SQLite it stands in CREATE TABLE like any other.
    bool useAlter = false;

    bool operator==(const ForeignKey &) const = default;
};

} // namespace relata::schema
