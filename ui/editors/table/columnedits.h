#pragma once

#include "core/base/result.h"
#include "core/project/documentchange.h"

namespace relata::ui {

/// What is said about a column, a field each. The attribute is the class's (tableoptions.h), all others are
/// the table's.
enum class ColumnField {
    Name,
    Type,
    Key,
    NotNull,
    Unique,
    Default,
    Target,
    Check,
    Comment,
    Collation,
    Generated,
    Attribute
};
constexpr int kColumnFields = 12;

/// A field as text: "1" or "" for NotNull and Unique, the place in the primary key for Key ("2", or ""),
/// "user.id ON DELETE CASCADE" for Target and "(price * count) STORED" for Generated. A CHECK belongs to the
/// only column that its condition names.
QString columnFieldText(const schema::Table &table, const schema::Column &column, ColumnField field);

/// A field of a column as it was typed, as one step of undo; no steps where nothing is new. A new name is a
/// rename that everybody follows. Refused, in words for people, where the text is no such thing or the table
/// could not be as it says.
base::Result<project::DocumentChange> planColumnField(const schema::Schema &schema, base::TableId table,
                                                      const QString &column, ColumnField field,
                                                      const QString &text);

/// A new column at the end, typed as sql::parseColumnLine() reads it; a name alone is a TEXT.
base::Result<project::DocumentChange> planColumnAddition(const schema::Schema &schema, base::TableId table,
                                                         const QString &text);

/// Columns moved up (-1) or down (1) by one place; no steps where they are at the end already.
base::Result<project::DocumentChange> planColumnMove(const schema::Schema &schema, base::TableId table,
                                                     const QStringList &columns, int step);

/// Columns taken away with the keys and indexes over them. Refused where a CHECK needs one.
base::Result<project::DocumentChange> planColumnRemoval(const schema::Schema &schema, base::TableId table,
                                                        const QStringList &columns);

/// A table as it shall be, as one step of undo that is known to be possible; no steps where nothing is new.
/// The rowid's column follows.
base::Result<project::DocumentChange> planWholeTable(const schema::Schema &schema, const schema::Table &now,
                                                     const QString &text);

/// The change where the schema can take it, called so in the undo menu; the Error of the schema where not.
base::Result<project::DocumentChange>
possibleChange(const schema::Schema &schema, const QList<schema::SchemaStep> &steps, const QString &text);

} // namespace relata::ui
