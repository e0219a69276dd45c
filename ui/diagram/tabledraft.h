#pragma once

#include "ui/diagram/columnline.h"

#include "core/project/documentchange.h"

namespace relata::ui {

/// A table as it was typed in a card.
struct TableDraft
{
    QString name;
    QList<ColumnLine> columns; ///< of a table that exists: those to be added

    bool operator==(const TableDraft &) const = default;
};

/// A new table as typed, together with its place. Refused where the name is empty or taken or two columns
/// have one name.
base::Result<project::DocumentChange> planNewTable(const schema::Schema &schema, const TableDraft &draft,
                                                   QPointF topLeft);

/// A new name and more columns for a table. No steps where nothing was typed. Refused for what only a new
/// table can be given: a second primary key, UNIQUE.
base::Result<project::DocumentChange> planTableEdit(const schema::Schema &schema, base::TableId table,
                                                    const TableDraft &draft);

} // namespace relata::ui
