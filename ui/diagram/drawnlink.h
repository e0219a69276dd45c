#pragma once

#include "core/schema/schema.h"

#include <QList>

namespace relata::ui {

/// A foreign key as the diagram draws it: from a row of the child's card to a row of the parent's.
struct DrawnLink
{
    /// How many children a parent can have.
    enum class ChildEnd { Many, One };
    /// Whether a child must have a parent.
    enum class ParentEnd { One, ZeroOrOne };

    base::LinkId id;
    base::TableId child;
    base::TableId parent;
    QStringList childColumns; ///< of a composite key all; the line starts at the first
    QStringList parentColumns;
    ChildEnd childEnd = ChildEnd::Many;
    ParentEnd parentEnd = ParentEnd::One;

    bool operator==(const DrawnLink &) const = default;
};

/// True where the diagram has a card for the table: all but the inner tables of virtual ones.
bool isDrawn(const schema::Table &table);

/// The links to draw: every foreign key whose target table is drawn. One to a table that does not exist has
/// no other end.
QList<DrawnLink> drawnLinks(const schema::Schema &schema);

/// "Track.AlbumId → Album.AlbumId", composite keys with all their columns.
QString linkSentence(const schema::Schema &schema, base::LinkId link);

} // namespace relata::ui
