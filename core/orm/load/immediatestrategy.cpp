#include "immediatestrategy.h"

#include "core/orm/load/immediatetask.h"
#include "core/orm/load/loading.h"

namespace relata::orm {

std::unique_ptr<LoadTask> ImmediateStrategy::afterRows(const EagerLoad &load, const ObjectReader &reader)
{
    const QList<ObjectRef> owners = reader.eagerOwners(load.place).objects;
    if (owners.isEmpty())
        return nullptr;
    const Reach related = load.planned.is(PlannedLoad::Trait::Reentrant) ? kWithoutRelated : kAnywhere;
    return std::make_unique<ImmediateTask>(*this, m_loading, owners, load.relationship,
                                           related | IgnoringRaise | AsImmediate);
}

bool ImmediateStrategy::begin(ObjectRef owner, int relationship)
{
    static constexpr int kMostAtOnce = 2;
    int &count = m_underway[{owner, relationship}];
    if (count == kMostAtOnce)
        return false;
    ++count;
    return true;
}

void ImmediateStrategy::end(ObjectRef owner, int relationship)
{
    const auto found = m_underway.find({owner, relationship});
    if (--*found == 0)
        m_underway.erase(found);
}

} // namespace relata::orm
