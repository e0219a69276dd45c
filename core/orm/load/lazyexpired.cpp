#include "lazyloader.h"

// What has expired is read again.

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Values;

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

/// Nothing where the answer needs a statement that is not allowed, None where the map has no such object.
Result<std::optional<ObjectRef>> LazyLoader::fromIdentityMap(int mapper, const Values &key, Reach reach)
{
    const ObjectRef object = m_core.find(mapper, key);
    if (object.isNone() || !m_core.has(object, IsExpired) || m_core.has(object, RowIsKnown))
        return std::optional(object);
    if (!(reach & MaySelect))
        return std::optional<ObjectRef>();
    if (!(reach & MayLoadRelated))
        return std::optional(object);
    const Done loaded = loadExpired(object, reach);
    if (loaded)
        return std::optional(object);
    if (loaded.error().code != ErrorCode::ObjectDeleted)
        return fail(loaded.error());
    m_core.rowIsGone(object);
    return std::optional(ObjectRef());
}

Done LazyLoader::loadExpired(ObjectRef object, Reach reach)
{
    LoadRequest request;
    request.unexpires = m_core.has(object, IsExpired);
    if (request.unexpires)
        request.changedRelationships = changedRelationships(m_core, object);
    return readAgain(object, std::move(request), reach);
}

Done LazyLoader::loadDeferred(ObjectRef object, int column, Reach reach)
{
    LoadRequest request;
    request.onlyNamed = true;
    request.onlyColumns = {column};
    return readAgain(object, std::move(request), reach);
}

Done LazyLoader::readAgain(ObjectRef object, LoadRequest request, Reach reach)
{
    if (!m_core.has(object, InSession)) {
        return fail(ErrorCode::DetachedInstance,
                    u"%1 belongs to no session, so its expired values cannot be read again."_s.arg(
                        m_core.describe(object)),
                    u"Add or merge the object into a session first."_s);
    }
    request.refresh = object;
    request.partial = true;
    if (const LoadContext *context = m_core.contextOf(object)) {
        request.options = request.lasting = context->options;
        request.path = context->path;
    }
    // What is read has been decided before the flush, which may read the same object or change its key.
    const Values key = m_core.heap(object).key(object.row);
    if (const Done flushed = autoflush(reach); !flushed)
        return flushed;
    const auto found = m_loading.byKey(object.cls, key, request);
    if (!found)
        return fail(found.error());
    if (found->isEmpty()) {
        return fail(ErrorCode::ObjectDeleted,
                    u"The row of %1 is no longer in the database."_s.arg(m_core.describe(object)),
                    u"Somebody deleted it; take the object out of the session."_s);
    }
    return {};
}

} // namespace relata::orm
