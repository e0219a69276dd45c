#include "eagerstrategy.h"

namespace relata::orm {

LoadRequest EagerLoad::requestBehind() const
{
    using Existing = LoadRequest::Existing;
    LoadRequest behind;
    behind.options = request.options;
    behind.lasting = request.lasting;
    behind.path = planned.path;
    behind.existing = request.existing == Existing::Replace ? Existing::Replace : Existing::Complete;
    behind.followed = request.followed + owner.localPath;
    if (!planned.is(PlannedLoad::Trait::Endless) || !behind.followed.endsWith(planned.relationship))
        behind.followed += planned.relationship;
    return behind;
}

void EagerStrategy::beforeRows(const EagerLoad &, ObjectReader &) {}

std::unique_ptr<LoadTask> EagerStrategy::afterRows(const EagerLoad &, const ObjectReader &)
{
    return nullptr;
}

} // namespace relata::orm
