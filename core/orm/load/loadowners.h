#pragma once

#include "core/orm/attributes/attributes.h"
#include "core/orm/store/rowset.h"

namespace relata::orm {

/// Objects of one class for which a relationship is loaded.
struct LoadOwners
{
    QList<ObjectRef> objects;
    bool overwrites = false; ///< what they hold counts for nothing
    MadeRows made = {};      ///< of these neither: a statement has just made them

    /// Whether a load may set the relationship of one of them: it is not loaded yet, or does not count.
    bool maySet(const SessionCore &core, ObjectRef owner, const MappedRelationship &relationship) const;
    /// Sets it as loaded where that may be; several objects for a scalar one are told by a warning.
    void give(SessionCore &core, Attributes &attributes, ObjectRef owner,
              const MappedRelationship &relationship, QList<ObjectRef> related) const;
};

/// Sets a relationship as loaded; of several objects a scalar one gets the first.
void setRelated(Attributes &attributes, ObjectRef owner, const MappedRelationship &relationship,
                QList<ObjectRef> objects);
/// The warning that there are several.
void warnOfSeveral(SessionCore &core, const MappedRelationship &relationship);

} // namespace relata::orm
