#include "links.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using Kind = RelatedRead::Kind;

Done Links::set(const Link &link, const Origin &origin)
{
    const auto before = scalarBefore(link);
    if (!before)
        return fail(before.error());
    return replaceScalar(link, *before, origin);
}

/// Only where the child is known to be there, or nothing is known.
Done Links::unset(const Link &link, const Origin &origin)
{
    const auto before = scalarBefore(link);
    if (!before)
        return fail(before.error());
    if (before->kind != Kind::NotLoaded && before->object != link.child)
        return {};
    return replaceScalar({link.owner, link.relationship, {}}, *before, origin);
}

Result<RelatedRead> Links::scalarBefore(const Link &link)
{
    const bool isSingle = link.relationship.prop->singleParent;
    // A single parent has to be known at once; otherwise nothing is loaded only to be replaced.
    const Reach reach = isSingle ? (kAnywhere & ~AlsoWithoutRow) | WithoutAutoflush | AsInDatabase
                                 : kWithoutSelect | AsInDatabase | IgnoringRaise | NeverSetIsNothing;
    auto before = m_related.scalar(link.owner, link.relationship, reach);
    if (before && isSingle && before->kind == Kind::NeverSet)
        before->kind = Kind::Value; // The database was asked: it is known that nobody is there.
    return before;
}

Done Links::replaceScalar(const Link &link, const RelatedRead &before, const Origin &origin)
{
    if (const Done changed = changeChild(link, before, origin); !changed)
        return changed;
    m_core.heap(link.owner).setScalar(link.owner.row, link.relationship.slot, link.child);
    return {};
}

Done Links::add(const Link &link, const Origin &origin, Reach reach)
{
    if (!link.relationship.isCollection())
        return set(link, origin);
    if (link.relationship.isQueryOnly())
        return queueAdding(link, origin);
    const auto kind = m_related.collection(link.owner, link.relationship, reach);
    if (!kind)
        return fail(kind.error());
    if (*kind == Kind::NotLoaded)
        return queueAdding(link, origin);
    if (const Done taken = takeIn(link, origin); !taken)
        return taken;
    m_core.heap(link.owner).editItems(link.owner.row, link.relationship.slot) += link.child;
    return {};
}

Done Links::queueAdding(const Link &link, const Origin &origin)
{
    if (const Done taken = takeIn(link, origin); !taken)
        return taken;
    const ObjectRef owner = link.owner;
    QueuedChanges &queue = m_core.heap(owner).editOverlay(owner.row).editQueue(link.relationship.slot);
    // What a query holds is known only when it is asked: then both are compared with it.
    if (link.relationship.isQueryOnly() || !queue.removed.remove(link.child))
        queue.added.add(link.child);
    return {};
}

Done Links::remove(const Link &link, const Origin &origin, Reach reach)
{
    if (!link.relationship.isCollection())
        return unset(link, origin);
    const auto kind = link.relationship.isQueryOnly()
                          ? Result<Kind>(Kind::NotLoaded)
                          : m_related.collection(link.owner, link.relationship, reach);
    if (!kind)
        return fail(kind.error());
    if (*kind == Kind::NotLoaded)
        return queueRemoval(link, origin);
    if (!m_related.items(link.owner, link.relationship).contains(link.child)) {
        return fail(
            ErrorCode::NotInCollection,
            u"%1 is not in the collection '%2'."_s.arg(m_core.describe(link.child), link.relationship.label),
            u"Remove only what the collection holds."_s);
    }
    if (const Done left = letGo(link, origin); !left)
        return left;
    m_core.heap(link.owner).editItems(link.owner.row, link.relationship.slot).removeOne(link.child);
    return {};
}

Done Links::queueRemoval(const Link &link, const Origin &origin)
{
    if (const Done left = letGo(link, origin); !left)
        return left;
    const ObjectRef owner = link.owner;
    QueuedChanges &queue = m_core.heap(owner).editOverlay(owner.row).editQueue(link.relationship.slot);
    if (!queue.added.remove(link.child))
        queue.removed.add(link.child);
    return {};
}

/// Takes a link away because the other side has. A list that does not hold the child has lost it all the
/// same.
Done Links::release(const Link &link, const Origin &origin)
{
    if (!link.relationship.isCollection())
        return unset(link, origin);
    const Done done = remove(link, origin, kWithoutSelect);
    return !done && done.error().code == ErrorCode::NotInCollection ? letGo(link, origin) : done;
}

/// All that follows when a child comes into a collection, but for putting it into the list.
Done Links::takeIn(const Link &link, const Origin &origin)
{
    const MappedRelationship &relationship = link.relationship;
    if (const Done single = m_cascades.checkSingleParent(link, origin); !single)
        return single;
    if (const Done added = m_cascades.bringIn(link, origin); !added)
        return added;
    if (!link.child.isNone()) {
        for (const int index : relationship.syncTo) {
            if (const Done done = linkOtherSide(link, m_core.registry.relationship(index), origin); !done)
                return done;
        }
    }
    m_notes.noteCollection(link.owner, relationship);
    if (relationship.trackParent && !link.child.isNone())
        m_core.noteParent(link.child, relationship.index, link.owner);
    return {};
}

Done Links::letGo(const Link &link, const Origin &origin)
{
    const MappedRelationship &relationship = link.relationship;
    if (relationship.trackParent && !link.child.isNone())
        m_core.noteParentLost(link.child, relationship.index, link.owner);
    if (const Done left = m_cascades.orphan(link); !left)
        return left;
    if (!link.child.isNone()) {
        for (const int index : relationship.syncTo) {
            const MappedRelationship &side = m_core.registry.relationship(index);
            if (!m_otherSide.hasToUnlink(link, side, origin))
                continue;
            if (const Done done = release(link.seenFrom(side), origin); !done)
                return done;
        }
    }
    m_notes.noteCollection(link.owner, relationship);
    return {};
}

/// All that follows when a scalar gets another child, but for setting it.
Done Links::changeChild(const Link &link, const RelatedRead &before, const Origin &origin)
{
    const MappedRelationship &relationship = link.relationship;
    const bool isKnown = before.kind == Kind::Value;
    const bool isSame = isKnown && before.object == link.child;
    const ObjectRef oldChild = isKnown && !isSame ? before.object : ObjectRef();
    if (relationship.trackParent && !oldChild.isNone())
        m_core.noteParentLost(oldChild, relationship.index, link.owner);
    if (!isSame) {
        if (const Done single = m_cascades.checkSingleParent(link, origin); !single)
            return single;
        if (const Done added = m_cascades.bringIn(link, origin); !added)
            return added;
        if (!oldChild.isNone()) {
            if (const Done left = m_cascades.orphanReplaced({link.owner, relationship, oldChild}); !left)
                return left;
        }
        for (const int index : relationship.syncTo) {
            const MappedRelationship &side = m_core.registry.relationship(index);
            if (const Done left = releaseOldChild(link, side, oldChild, origin); !left)
                return left;
            if (link.child.isNone())
                continue;
            if (const Done done = linkOtherSide(link, side, origin); !done)
                return done;
        }
    }
    m_notes.noteScalar(link.owner, relationship, before);
    if (relationship.trackParent && !link.child.isNone())
        m_core.noteParent(link.child, relationship.index, link.owner);
    return {};
}

Done Links::linkOtherSide(const Link &link, const MappedRelationship &side, const Origin &origin)
{
    const auto follows = m_otherSide.hasToLink(link, side, origin);
    if (!follows)
        return fail(follows.error());
    return *follows ? add(link.seenFrom(side), origin, kWithoutSelect) : Done();
}

/// The child that a scalar held before loses the owner. That is a change with an origin of its own, the
/// scalar that was set.
Done Links::releaseOldChild(const Link &link, const MappedRelationship &side, ObjectRef oldChild,
                            const Origin &origin)
{
    if (oldChild.isNone() || oldChild.cls != side.prop->owner)
        return {};
    const Link old = Link{link.owner, link.relationship, oldChild}.seenFrom(side);
    const Origin here{Origin::Act::Set, link.relationship};
    switch (m_otherSide.howOldChildLeaves(link, side, origin)) {
    case OtherSide::Leaving::Already:
        break;
    case OtherSide::Leaving::FromMemory:
        return release(old, here);
    case OtherSide::Leaving::KnownLeft:
        return letGo(old, here);
    }
    return {};
}

} // namespace relata::orm
