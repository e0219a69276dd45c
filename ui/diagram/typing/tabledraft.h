#pragma once

#include "core/sql/columnline.h"

#include "core/project/documentchange.h"

namespace relata::ui {

/// A table as it was typed in a card.
struct TableDraft
{
    QString name;
    QList<sql::ColumnLine> columns; ///< in their order; of a table that exists all that it shall have
    /// Of a new table: the parent whose whole key it refers to, by the columns that have those of the key as
    /// their origin. Without one of them it refers to nothing. Empty: none.
    QString parent = {};
    /// Of a new table without a key in its columns: it gets the usual one.
    bool hasKey = true;

    bool operator==(const TableDraft &) const = default;
};

/// A new table as typed, together with its place. Refused where the name is empty or taken or two columns
/// have one name. A foreign key may lead to what is not there: that is found fault with.
base::Result<project::DocumentChange> planNewTable(const schema::Schema &schema, const TableDraft &draft,
                                                   QPointF topLeft);

/// What makes a table as it was typed: a column is known by its origin, so that a new name is a rename that
/// everybody follows; what is not in the draft goes, with the keys and indexes over it. No steps where
/// nothing is new. Refused where a CHECK needs what goes, and for names that are taken.
base::Result<project::DocumentChange> planTableEdit(const schema::Schema &schema, base::TableId table,
                                                    const TableDraft &draft);

} // namespace relata::ui
