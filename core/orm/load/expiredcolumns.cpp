#include "expiredcolumns.h"

namespace relata::orm {

namespace {

/// What was set or queued since the object expired.
QSet<int> changedRelationships(const SessionCore &core, ObjectRef object)
{
    QSet<int> changed;
    const Overlay *overlay = core.heap(object).overlay(object.row);
    if (!overlay)
        return changed;
    const std::vector<int> &all = core.mapper(object).relationships;
    for (const CommittedRelation &each : overlay->relations)
        changed += all[size_t(each.slot)];
    for (const QueuedChanges &each : overlay->queued)
        changed += all[size_t(each.slot)];
    return changed;
}

} // namespace

base::Done ExpiredColumns::load(ObjectRef object, Reach reach)
{
    LoadRequest request;
    request.extent = LoadRequest::Extent::Columns;
    if (m_core.has(object, IsExpired)) {
        request.extent = LoadRequest::Extent::Expired;
        request.changedRelationships = changedRelationships(m_core, object);
    }
    return m_refresh.read(object, std::move(request), reach);
}

} // namespace relata::orm
