#pragma once

#include "core/mapping/mappedschema.h"

namespace relata::insight {

/// What becomes of the children when a parent is deleted, in the session and past it.
struct Deletion
{
    enum class Outcome {
        ChildrenGo,
        ChildrenStay, ///< without a parent
        Refused,      ///< where there are any: the parent stays
        Unlinked,     ///< the rows of the link table go, the others stay
    };
    Outcome bySession = Outcome::ChildrenStay;
    Outcome byDatabase = Outcome::ChildrenStay;
    QString sentence; ///< both, for people

    bool agree() const { return bySession == byDatabase; }
    bool operator==(const Deletion &) const = default;
};

/// The fate of what a parent's side leads to: by the cascade and passive_deletes of SQLAlchemy 2.0, and by
/// the foreign key's own action. Any thread.
/// @param parent a one-to-many or a many-to-many
Deletion deletionOf(const mapping::MappedSchema &schema, const mapping::Side &parent);

} // namespace relata::insight
