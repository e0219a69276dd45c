#include "loadowners.h"

namespace relata::orm {

using namespace Qt::StringLiterals;

bool LoadOwners::maySet(const SessionCore &core, ObjectRef owner,
                        const MappedRelationship &relationship) const
{
    return overwrites || made.contains(owner.row) || !core.heap(owner).isLoaded(owner.row, relationship.slot);
}

void LoadOwners::give(SessionCore &core, Attributes &attributes, ObjectRef owner,
                      const MappedRelationship &relationship, QList<ObjectRef> related) const
{
    if (!maySet(core, owner, relationship))
        return;
    if (!relationship.isCollection() && related.size() > 1)
        warnOfSeveral(core, relationship);
    setRelated(attributes, owner, relationship, std::move(related));
}

void setRelated(Attributes &attributes, ObjectRef owner, const MappedRelationship &relationship,
                QList<ObjectRef> objects)
{
    if (relationship.isCollection())
        attributes.setLoadedCollection(owner, relationship, std::move(objects));
    else
        attributes.setLoadedScalar(owner, relationship, objects.isEmpty() ? ObjectRef() : objects.first());
}

void warnOfSeveral(SessionCore &core, const MappedRelationship &relationship)
{
    core.warn(
        u"Several rows belong to the scalar relationship '%1', which is loaded eagerly; the first is taken."_s
            .arg(relationship.label));
}

} // namespace relata::orm
