#pragma once

#include "core/orm/attributes/attributes.h"
#include "core/orm/store/rowset.h"

namespace relata::orm {

/// Objects of one class for which a relationship is loaded.
struct LoadOwners
{
    QList<ObjectRef> objects;
    bool overwrites = false; ///< what they hold is replaced
    MadeRows made = {}; ///< those that a statement has just made: their relationships are set in any case

    /// Whether a load may set the relationship of one of them: it is not loaded yet, or is replaced.
    bool maySet(const SessionCore &core, ObjectRef owner, const MappedRelationship &relationship) const;
    /// Sets the relationship of one of them where that may be. Several objects for a scalar one give a
    /// warning.
    void give(SessionCore &core, Attributes &attributes, ObjectRef owner,
              const MappedRelationship &relationship, QList<ObjectRef> related) const;
};

/// Sets a relationship as loaded; of several objects a scalar one gets the first.
void setRelated(Attributes &attributes, ObjectRef owner, const MappedRelationship &relationship,
                QList<ObjectRef> objects);
/// Warns that several rows belong to a scalar relationship.
void warnOfSeveral(SessionCore &core, const MappedRelationship &relationship);

} // namespace relata::orm
