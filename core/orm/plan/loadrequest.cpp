#include "loadrequest.h"

#include "core/orm/plan/plannedentity.h"

namespace relata::orm {

using mapping::Lazy;

namespace {

/// Whether a relationship is a many-to-one that would be loaded together with its owner.
bool comesWithOwner(const MappedRelationship &relationship)
{
    const Lazy lazy = relationship.prop->lazy;
    return relationship.prop->direction == schema::Direction::ManyToOne && relationship.prop->useGet &&
           (lazy == Lazy::Noload || lazyWithoutOwner(lazy) != lazy);
}

} // namespace

LoadRequest LoadRequest::ofLazyLoad(const MapperRegistry &registry, const MappedRelationship &relationship,
                                    const LoadContext *context)
{
    LoadRequest request;
    if (relationship.isQueryOnly()) // A query like any other: no path leads to it.
        return request;
    request.existing = Existing::FillGaps;
    request.followContext(context);
    request.path += relationship.index;
    // A many-to-one back to the owner finds it in memory, so it need not be joined.
    auto options = std::make_shared<LoadOptions>(request.options ? *request.options : LoadOptions());
    const qsizetype before = options->options.size();
    for (const int reverse : relationship.prop->reverse) {
        if (comesWithOwner(registry.relationship(reverse)))
            options->options +=
                LoadOption{LoadOption::Kind::Strategy, Lazy::Select, request.path + QList{reverse}, false, 0};
    }
    if (options->options.size() > before)
        request.options = options;
    return request;
}

void LoadRequest::followContext(const LoadContext *context)
{
    if (!context)
        return;
    options = lasting = context->options;
    path = context->path;
}

bool LoadRequest::leavesOut(int relationship) const
{
    switch (extent) {
    case Extent::Whole:
        return false;
    case Extent::Expired:
        return changedRelationships.contains(relationship);
    case Extent::Columns:
        return true;
    case Extent::Named:
        return !onlyRelationships.contains(relationship);
    }
    return false;
}

} // namespace relata::orm
