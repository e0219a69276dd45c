#include "attributes.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using mapping::Cascade;
using Kind = RelatedRead::Kind;

namespace {

Initiator orOwn(Initiator initiator, Initiator::Kind kind, const MappedRelationship &relationship)
{
    return initiator.kind == Initiator::Kind::None ? Initiator{kind, relationship.index} : initiator;
}

/// A change that comes back to where it began ends there. Setting a scalar is its way to append.
bool beganAt(Initiator initiator, const MappedRelationship &other)
{
    if (initiator.relationship != other.index)
        return false;
    return other.isCollection()
               ? initiator.kind == Initiator::Kind::Append || initiator.kind == Initiator::Kind::BulkReplace
               : initiator.kind == Initiator::Kind::Replace;
}

/// SQLAlchemy knows where a change began by the name of the attribute alone: two sides of the same name both
/// count.
bool isNamedLikeStart(const MapperRegistry &registry, Initiator initiator,
                      const MappedRelationship &relationship)
{
    return initiator.relationship == relationship.index ||
           registry.relationship(initiator.relationship).prop->name == relationship.prop->name;
}

} // namespace

Done Attributes::fireAppend(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                            Initiator initiator)
{
    const Initiator from = orOwn(initiator, Initiator::Kind::Append, relationship);
    if (const Done single = checkSingleParent(relationship, child, from); !single)
        return single;
    if (const Done added = cascadeAdd(object, relationship, child, from); !added)
        return added;
    if (const Done told = syncAppend(object, relationship, child, from); !told)
        return told;
    noteCollection(object, relationship);
    if (relationship.trackParent && !child.isNone())
        m_core.setHasParent(child, relationship.index, object, true);
    return {};
}

Done Attributes::fireRemove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                            Initiator initiator)
{
    const Initiator from = orOwn(initiator, Initiator::Kind::Remove, relationship);
    if (relationship.trackParent && !child.isNone())
        m_core.setHasParent(child, relationship.index, object, false);
    if (const Done left = cascadeRemove(object, relationship, child); !left)
        return left;
    if (const Done told = syncRemove(object, relationship, child, from); !told)
        return told;
    noteCollection(object, relationship);
    return {};
}

Done Attributes::fireReplace(ObjectRef object, const MappedRelationship &relationship, ObjectRef value,
                             RelatedRead before, Initiator initiator)
{
    const Initiator from = orOwn(initiator, Initiator::Kind::Replace, relationship);
    const bool hadOther = before.kind == Kind::Value && !before.object.isNone() && before.object != value;
    if (relationship.trackParent && hadOther)
        m_core.setHasParent(before.object, relationship.index, object, false);
    const bool isSame = before.kind == Kind::Value && before.object == value;
    if (!isSame) {
        if (const Done single = checkSingleParent(relationship, value, from); !single)
            return single;
        if (const Done added = cascadeAdd(object, relationship, value, from); !added)
            return added;
        if (hadOther && relationship.cascades(Cascade::DeleteOrphan) && m_core.has(before.object, IsNew) &&
            m_core.isOrphan(before.object)) {
            if (const Done left = expungePending(before.object); !left)
                return left;
        }
        if (const Done told = syncReplace(object, relationship, value, before, from); !told)
            return told;
    }
    rememberScalar(object, relationship, before);
    markModified(object, relationship);
    if (relationship.trackParent && !value.isNone())
        m_core.setHasParent(value, relationship.index, object, true);
    return {};
}

Done Attributes::checkSingleParent(const MappedRelationship &relationship, ObjectRef child,
                                   Initiator initiator)
{
    if (!relationship.prop->singleParent || child.isNone() ||
        !isNamedLikeStart(m_core.registry, initiator, relationship))
        return {};
    const auto known = m_core.parents.constFind({child, relationship.index});
    if (known == m_core.parents.constEnd() || known->isNone())
        return {};
    return fail(ErrorCode::InvalidRequest,
                u"%1 already belongs to another object through '%2', which allows a single parent."_s.arg(
                    m_core.describe(child), relationship.label),
                u"Take it away from the other object first."_s);
}

/// Whoever is linked to an object of the session comes into the session, but not from the other side of a
/// relationship (SQLAlchemy 2.0), unless that has the same name.
Done Attributes::cascadeAdd(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                            Initiator initiator)
{
    if (child.isNone() || !m_core.has(object, InSession) ||
        !isNamedLikeStart(m_core.registry, initiator, relationship) ||
        !relationship.cascades(Cascade::SaveUpdate) || m_core.contains(child))
        return {};
    return addToSession(child);
}

Done Attributes::cascadeRemove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child)
{
    if (child.isNone() || !relationship.cascades(Cascade::DeleteOrphan) || !m_core.isOrphan(child))
        return {};
    if (m_core.has(object, InSession) && m_core.has(child, IsNew))
        return expungePending(child);
    m_core.set(child, LostParentOutside);
    return {};
}

/// The relationship of the child that has to follow; refuses a child of a wrong class, and a third
/// relationship on the same reverse.
Result<const MappedRelationship *> Attributes::otherSide(const MappedRelationship &relationship,
                                                         ObjectRef child, int reverse, Initiator initiator)
{
    const MappedRelationship &other = m_core.registry.relationship(reverse);
    if (child.cls != other.prop->owner) {
        return fail(ErrorCode::RuleBroken,
                    u"'%1' holds objects of class '%2', not of '%3'."_s.arg(
                        relationship.label, m_core.registry.mapper(relationship.prop->target).name(),
                        m_core.mapper(child).name()),
                    u"Link an object of the right class."_s);
    }
    if (initiator.relationship != relationship.index && initiator.relationship != other.index) {
        return fail(ErrorCode::NotInCollection,
                    u"Linking %1 through '%2' would also change '%3', because both lead back to '%4'."_s.arg(
                        m_core.describe(child), m_core.registry.relationship(initiator.relationship).label,
                        relationship.label, other.label),
                    u"Give each relationship a back_populates of its own."_s);
    }
    return &other;
}

Done Attributes::syncAppend(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                            Initiator initiator)
{
    if (child.isNone())
        return {};
    for (const int reverse : relationship.syncTo) {
        const auto other = otherSide(relationship, child, reverse, initiator);
        if (!other)
            return fail(other.error());
        if (beganAt(initiator, **other))
            continue;
        if (const Done done = append(child, **other, object, initiator, kWithoutSelect); !done)
            return done;
    }
    return {};
}

Done Attributes::syncRemove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                            Initiator initiator)
{
    if (child.isNone())
        return {};
    for (const int reverse : relationship.syncTo) {
        const MappedRelationship &other = m_core.registry.relationship(reverse);
        if (child.cls != other.prop->owner)
            continue;
        const Initiator::Kind replaced =
            other.isCollection() ? Initiator::Kind::BulkReplace : Initiator::Kind::Replace;
        if (initiator == Initiator{Initiator::Kind::Remove, reverse} ||
            initiator == Initiator{replaced, reverse})
            continue;
        // An object that stands in the list twice still belongs to it; a new list has no more of what it
        // dropped.
        const bool isDropped = initiator == Initiator{Initiator::Kind::BulkReplace, relationship.index};
        if (!isDropped && relationship.isCollection() && !relationship.isQueryOnly() &&
            !other.isCollection() && items(object, relationship).count(child) > 1)
            continue;
        if (const Done done = pop(child, other, object, initiator); !done)
            return done;
    }
    return {};
}

Done Attributes::syncReplace(ObjectRef object, const MappedRelationship &relationship, ObjectRef value,
                             RelatedRead before, Initiator initiator)
{
    for (const int reverse : relationship.syncTo) {
        const MappedRelationship &back = m_core.registry.relationship(reverse);
        if (before.kind == Kind::Value && !before.object.isNone() && before.object.cls == back.prop->owner) {
            const Initiator::Kind loop =
                back.isCollection() ? Initiator::Kind::Remove : Initiator::Kind::Replace;
            const Initiator own{Initiator::Kind::Replace, relationship.index};
            if (initiator != Initiator{loop, reverse}) {
                // A list that was just replaced need not be searched for what it has dropped.
                const bool isDropped =
                    value.isNone() && initiator == Initiator{Initiator::Kind::BulkReplace, reverse};
                const Done done = isDropped ? fireRemove(before.object, back, object, own)
                                            : pop(before.object, back, object, own);
                if (!done)
                    return done;
            }
        }
        if (value.isNone())
            continue;
        const auto other = otherSide(relationship, value, reverse, initiator);
        if (!other)
            return fail(other.error());
        if (beganAt(initiator, **other))
            continue;
        if (const Done done = append(value, **other, object, initiator, kWithoutSelect); !done)
            return done;
    }
    return {};
}

} // namespace relata::orm
