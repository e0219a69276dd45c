#pragma once

#include "core/mapping/plan/keyless.h"

#include <optional>

namespace relata::mapping {

/// Where the declarations of a link's two sides are found: the ids that they were made for, and the link
/// table of a many-to-many.
struct LinkStand
{
    base::LinkId parent; ///< of a many-to-many the foreign key that points at the first class
    base::LinkId child;  ///< of a many-to-many the other, else the same
    QString junction;    ///< empty but for a many-to-many

    base::LinkId link(KeyEnd end) const { return end == KeyEnd::Parent ? parent : child; }
    /// Whether a declaration is the side at that end.
    bool isSide(const RelationshipDeclaration &declared, KeyEnd end) const;
    bool operator==(const LinkStand &) const = default;
};

/// The two foreign keys of a pure junction without a class of its own are one link, a many-to-many; any other
/// id stands for itself.
LinkStand standOf(const Design &design, base::LinkId link);

/// A link as it is edited: what it stands on, and its two sides as they are declared, whether they work or
/// not. Of a many-to-many "parent" and "child" are the classes that the junction's first and second key point
/// at. A value.
struct DeclaredLink
{
    base::LinkId link; ///< that was asked for
    LinkStand stand;
    QList<base::LinkId> keys; ///< foreign keys: none, one, or those of a junction
    QString parent;           ///< tables; empty where nothing has the id
    QString child;
    std::optional<KeylessLink> keyless;
    /// `number` is below 0 where the side does not work.
    std::optional<Side> parentSide;
    std::optional<Side> childSide;

    bool isManyToMany() const { return !stand.junction.isEmpty(); }
    const std::optional<Side> &side(KeyEnd end) const
    {
        return end == KeyEnd::Parent ? parentSide : childSide;
    }
    /// Whether a finding is about it: its keys, or one of its sides.
    bool concerns(const Place &where) const;
};

/// @param schema what the design was mapped to
DeclaredLink declaredLink(const MappedSchema &schema, const Design &design, base::LinkId link);
/// The same where the design has been derived already.
DeclaredLink declaredLink(const MappedSchema &schema, const Design &design, const Declarations &declarations,
                          base::LinkId link);

} // namespace relata::mapping
