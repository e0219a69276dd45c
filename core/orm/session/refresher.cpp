#include "refresher.h"

#include "core/orm/load/loading.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using mapping::Cascade;

namespace {

/// A row is found by the key that the database has, so no change of the key may wait.
Done checkKeyIsSaved(const SessionCore &core, ObjectRef object, const QSet<int> &named)
{
    const Overlay *overlay = core.heap(object).overlay(object.row);
    for (const int column : core.mapper(object).keyColumns) {
        if (!named.contains(column) && overlay && overlay->column(column)) {
            return fail(ErrorCode::InvalidRequest,
                        u"%1 has a new key that is not saved yet, so its row cannot be found."_s.arg(
                            core.describe(object)),
                        u"Flush first, then refresh."_s);
        }
    }
    return {};
}

} // namespace

Done Refresher::expire(ObjectRef object, const QStringList &attributes)
{
    if (m_states.state(object) != ObjectState::Persistent) {
        return fail(ErrorCode::InvalidRequest,
                    u"%1 is not persistent in the session: it has nothing to read again."_s.arg(
                        m_core.describe(object)));
    }
    if (!attributes.isEmpty()) {
        expireNamed(object, attributes);
        return {};
    }
    const auto reached = m_walker.walk(object, Cascade::RefreshExpire);
    if (!reached)
        return fail(reached.error());
    expireReached(object);
    for (const ObjectRef each : *reached)
        expireReached(each);
    return {};
}

void Refresher::expireNamed(ObjectRef object, const QStringList &attributes)
{
    for (const QString &name : attributes) {
        if (const MappedRelationship *relationship = m_core.registry.relationship(object.cls, name))
            m_attributes.expireRelationship(object, *relationship);
        else if (const int column = m_core.registry.column(object.cls, name); column >= 0)
            m_attributes.expireColumn(object, column);
    }
}

/// A pending object has nothing that could be read again: it leaves the session.
void Refresher::expireReached(ObjectRef object)
{
    if (m_core.has(object, HasKey))
        m_attributes.expireAll(object);
    else if (m_core.has(object, IsNew))
        m_states.detach(object);
}

Done Refresher::refresh(ObjectRef object, const QStringList &attributes)
{
    if (const Done expired = expire(object, attributes); !expired)
        return expired;
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return flushed;
    return read(object, attributes);
}

Done Refresher::read(ObjectRef object, const QStringList &attributes)
{
    LoadRequest request;
    request.refresh = object;
    request.extent = attributes.isEmpty() ? LoadRequest::Extent::Whole : LoadRequest::Extent::Named;
    if (const LoadContext *context = m_core.contextOf(object)) {
        request.options = request.lasting = context->options;
        request.path = context->path;
    }
    QList<const MappedRelationship *> relationships;
    for (const QString &name : attributes) {
        if (const MappedRelationship *relationship = m_core.registry.relationship(object.cls, name)) {
            relationships += relationship;
            request.onlyRelationships.insert(relationship->index);
        } else {
            request.onlyColumns.insert(m_core.registry.column(object.cls, name));
        }
    }
    if (!attributes.isEmpty()) {
        if (const Done saved = checkKeyIsSaved(m_core, object, request.onlyColumns); !saved)
            return saved;
        if (!relationships.isEmpty()) { // The relationships come with the row, which is found by its key.
            for (const int column : m_core.mapper(object).keyColumns)
                request.onlyColumns.insert(column);
        }
    }
    const auto found = m_loading.byKey(object.cls, m_core.heap(object).key(object.row), request);
    if (!found)
        return fail(found.error());
    if (found->isEmpty()) {
        return fail(
            ErrorCode::InvalidRequest,
            u"%1 cannot be refreshed: its row is no longer in the database."_s.arg(m_core.describe(object)));
    }
    for (const MappedRelationship *relationship : std::as_const(relationships)) {
        if (const Done done = readRelationship(object, *relationship); !done)
            return done;
    }
    return {};
}

/// Where the statement for the row did not bring it.
Done Refresher::readRelationship(ObjectRef object, const MappedRelationship &relationship)
{
    if (relationship.isQueryOnly())
        return {};
    constexpr Reach reach = kAnywhere | IgnoringRaise;
    return relationship.isCollection() ? m_attributes.collection(object, relationship, reach).map([](auto) {})
                                       : m_attributes.scalar(object, relationship, reach).map([](auto) {});
}

} // namespace relata::orm
