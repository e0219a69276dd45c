#pragma once

#include "core/base/result.h"
#include "core/schema/schema.h"

#include <variant>

namespace relata::schema {

struct AddTable
{
    int position = -1; ///< among the tables; -1: at the end
    Table table;
    bool operator==(const AddTable &) const = default;
};

/// Removes a table that no link touches any more; a planner removes foreign keys first.
struct RemoveTable
{
    /// What becomes of foreign keys of other tables that name it: it may have been added while they led
    /// nowhere.
    enum class Referrers { Refused, LeadNowhere };
    base::TableId table;
    Referrers referrers = Referrers::Refused;
    bool operator==(const RemoveTable &) const = default;
};

/// Renames a table; foreign keys that name it follow.
struct RenameTable
{
    base::TableId table;
    QString name;
    bool operator==(const RenameTable &) const = default;
};

/// Replaces what a table consists of: its columns and their order, its key, constraints, indexes, foreign
/// keys and options. Its id and name stay, and a column keeps those who refer to it only by its name, so that
/// one that is renamed is renamed before (ChangeColumn). A foreign key may lead nowhere, here and from
/// elsewhere to a column that goes: that is found fault with, not refused.
struct ChangeTable
{
    base::TableId table;
    Table now;
    bool operator==(const ChangeTable &) const = default;
};

struct AddColumn
{
    base::TableId table;
    int position = -1; ///< -1: at the end
    Column column;
    bool operator==(const AddColumn &) const = default;
};

/// Removes a column that neither key nor link uses any more.
struct RemoveColumn
{
    base::TableId table;
    QString column;
    bool operator==(const RemoveColumn &) const = default;
};

/// Replaces a column; a new name is taken over by the keys and foreign keys that use it.
struct ChangeColumn
{
    base::TableId table;
    QString column; ///< its name before
    Column now;
    bool operator==(const ChangeColumn &) const = default;
};

struct SetPrimaryKey
{
    base::TableId table;
    QStringList columns;
    bool operator==(const SetPrimaryKey &) const = default;
};

/// Adds a UNIQUE constraint.
struct AddUnique
{
    base::TableId table;
    int position = -1; ///< -1: at the end
    Unique unique;
    bool operator==(const AddUnique &) const = default;
};

/// Removes the UNIQUE constraint over exactly these columns.
struct RemoveUnique
{
    base::TableId table;
    QStringList columns;
    bool operator==(const RemoveUnique &) const = default;
};

struct AddForeignKey
{
    base::TableId table;
    int position = -1;
    ForeignKey foreignKey;
    bool operator==(const AddForeignKey &) const = default;
};

struct RemoveForeignKey
{
    base::TableId table;
    base::LinkId foreignKey;
    bool operator==(const RemoveForeignKey &) const = default;
};

using SchemaStep =
    std::variant<AddTable, RemoveTable, RenameTable, ChangeTable, AddColumn, RemoveColumn, ChangeColumn,
                 SetPrimaryKey, AddUnique, RemoveUnique, AddForeignKey, RemoveForeignKey>;

/// An edit of a schema: steps that are applied all or none, and a label for the undo menu ("Add table
/// 'post'").
struct SchemaChange
{
    QString text;
    QList<SchemaStep> steps;
    bool operator==(const SchemaChange &) const = default;
};

/// Applies a change and returns the change that takes it back. On failure the schema is as it was.
base::Result<SchemaChange> applyChange(Schema &schema, const SchemaChange &change);

} // namespace relata::schema
