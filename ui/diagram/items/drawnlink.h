#pragma once

#include "core/mapping/plan/keyless.h"

#include <QList>

namespace relata::ui {

/// A foreign key, or a relationship without one, as the diagram draws it: from a row of the child's card to a
/// row of the parent's.
struct DrawnLink
{
    /// How many children a parent can have.
    enum class ChildEnd { Many, One };
    /// Whether a child must have a parent.
    enum class ParentEnd { One, ZeroOrOne };
    /// Only a foreign key is drawn as a whole line.
    enum class StandsOn {
        ForeignKey,
        Columns, ///< that the relationship joins by itself
        Nothing, ///< a relationship that cannot work
    };

    base::LinkId id;
    base::TableId child;
    base::TableId parent;
    QStringList childColumns; ///< of a composite key all; the line starts at the first, or at the header
    QStringList parentColumns;
    ChildEnd childEnd = ChildEnd::Many;
    ParentEnd parentEnd = ParentEnd::One;
    StandsOn standsOn = StandsOn::ForeignKey;

    bool operator==(const DrawnLink &) const = default;
};

/// True where the diagram has a card for the table: all but the inner tables of virtual ones.
bool isDrawn(const schema::Table &table);

/// The links to draw: every foreign key whose target table is drawn. One to a table that does not exist has
/// no other end.
QList<DrawnLink> drawnLinks(const schema::Schema &schema);

/// The same for relationships without a foreign key.
QList<DrawnLink> drawnLinks(const mapping::MappedSchema &schema, const QList<mapping::KeylessLink> &keyless);

/// "Track.AlbumId → Album.AlbumId", composite keys with all their columns; of a relationship without a
/// foreign key it says that.
QString linkSentence(const schema::Schema &schema, const DrawnLink &link);

} // namespace relata::ui
