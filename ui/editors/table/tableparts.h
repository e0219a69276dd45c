#pragma once

#include "core/base/result.h"
#include "core/project/documentchange.h"

namespace relata::ui {

/// What a table has besides its columns.
enum class PartKind { Unique, ForeignKey, Index, Check };

/// Which of them: the place in its table's list of that kind; -1: one that is not there yet.
struct PartPlace
{
    PartKind kind = PartKind::Unique;
    int at = -1;

    bool operator==(const PartPlace &) const = default;
};

/// A part as a person reads and types it.
struct PartText
{
    QString name;    ///< of a foreign key or an index; others have none
    QString content; ///< "a, b", of an index "lower(name), created DESC", of a CHECK its condition
    QString target;  ///< of a foreign key: "user(id, nr)"
    QString rules;   ///< "ON DELETE CASCADE DEFERRABLE", of an index "UNIQUE WHERE deleted = 0"

    bool operator==(const PartText &) const = default;
};

/// All parts of a table: uniques, foreign keys, indexes, checks, each in the table's order.
QList<PartPlace> partsOf(const schema::Table &table);
PartText partText(const schema::Table &table, PartPlace place);

/// A part as it was typed, as one step of undo: a new one, or the one at its place, which keeps what its text
/// does not tell. No steps where nothing is new. Refused in words for people.
base::Result<project::DocumentChange> planPart(const schema::Schema &schema, base::TableId table,
                                               PartPlace place, const PartText &text);
/// Parts taken away.
base::Result<project::DocumentChange> planPartRemoval(const schema::Schema &schema, base::TableId table,
                                                      const QList<PartPlace> &places);

} // namespace relata::ui
