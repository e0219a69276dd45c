#include "eagerstrategy.h"

namespace relata::orm {

LoadRequest EagerLoad::followingRequest() const
{
    using Existing = LoadRequest::Existing;
    LoadRequest following;
    following.options = request.options;
    following.lasting = request.lasting;
    following.path = planned.path;
    following.existing = request.existing == Existing::Replace ? Existing::Replace : Existing::Complete;
    following.followed = request.followed + owner.localPath;
    if (!planned.is(PlannedLoad::Trait::Endless) || !following.followed.endsWith(planned.relationship))
        following.followed += planned.relationship;
    return following;
}

void EagerStrategy::beforeRows(const EagerLoad &, ObjectReader &) {}

std::unique_ptr<LoadTask> EagerStrategy::afterRows(const EagerLoad &, const ObjectReader &)
{
    return nullptr;
}

} // namespace relata::orm
