#pragma once

#include "core/base/result.h"
#include "core/schema/schema.h"

namespace relata::schema {

/// One end of a link that is being drawn: a column, or a table as a whole.
struct LinkEnd
{
    const Table *table = nullptr;   ///< never null; owned by the schema
    const Column *column = nullptr; ///< null: the table as a whole

    /// True where no two rows can share the column's value.
    bool isKey() const;
    /// True where the column alone is the primary key.
    bool isPrimaryKey() const;
    /// The columns that a foreign key to this end refers to: its own, or of a whole table the primary key.
    /// Empty where there is none.
    QList<const Column *> targets() const;
    /// "post.user_id", or "post" for a whole table.
    QString text() const;
};

/// The end of that table and column. Refused where they do not exist, or where no link can end there.
base::Result<LinkEnd> linkEnd(const Schema &schema, base::TableId table, const QString &column);

/// The two ends in their roles.
struct LinkRoles
{
    LinkEnd child;
    LinkEnd parent;          ///< has targets()
    bool newColumns = false; ///< the child gets columns for the foreign key
};

/// Which of two ends is the parent and whether the child needs columns. Refused where neither can be referred
/// to, or where one column would have to refer to a key of several.
base::Result<LinkRoles> linkRoles(const LinkEnd &from, const LinkEnd &to);

} // namespace relata::schema
