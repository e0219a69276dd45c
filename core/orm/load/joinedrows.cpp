#include "joinedrows.h"

namespace relata::orm {

namespace {

bool isLoaded(const SessionCore &core, ObjectRef owner, const MappedRelationship &relationship)
{
    return core.heap(owner).isLoaded(owner.row, relationship.slot);
}

} // namespace

JoinedRows::Collection &JoinedRows::collectionOf(JoinedSide &side, const ObjectInRow &owner)
{
    if (side.lastOwner == owner.object)
        return m_collections[side.lastCollection];
    const std::pair key(owner.object, side.relationship->index);
    const auto found = m_numbers.constFind(key);
    side.lastOwner = owner.object;
    side.lastCollection = found == m_numbers.constEnd() ? m_collections.size() : *found;
    if (found == m_numbers.constEnd()) {
        m_numbers.insert(key, side.lastCollection);
        Collection collection;
        collection.owner = owner.object;
        collection.relationship = side.relationship;
        collection.wanted = isOpen(owner, *side.relationship);
        if (m_showsAtOnce && collection.wanted)
            m_core.heap(owner.object).setItems(owner.object.row, side.relationship->slot, {});
        m_collections.push_back(std::move(collection));
    }
    return m_collections[side.lastCollection];
}

bool JoinedRows::wants(JoinedSide &side, const ObjectInRow &owner)
{
    return side.relationship->isCollection() ? collectionOf(side, owner).wanted
                                             : isOpen(owner, *side.relationship);
}

/// Whether the statement sets the relationship.
bool JoinedRows::isOpen(const ObjectInRow &owner, const MappedRelationship &relationship) const
{
    return owner.isWhole || !isLoaded(m_core, owner.object, relationship) ||
           m_completed.contains({owner.object, relationship.index});
}

void JoinedRows::setEmpty(const ObjectInRow &owner, const MappedRelationship &relationship)
{
    if (!isOpen(owner, relationship))
        return;
    if (!owner.isWhole)
        m_completed.insert({owner.object, relationship.index});
    setRelated(m_attributes, owner.object, relationship, {});
}

void JoinedRows::add(JoinedSide &side, const ObjectInRow &owner, ObjectRef child, bool isNewChild)
{
    if (!side.relationship->isCollection())
        return addToScalar(*side.relationship, owner, child);
    if (child.isNone())
        return;
    Collection &collection = collectionOf(side, owner);
    if (!isNewChild && collection.mayRepeat.isEmpty())
        collection.mayRepeat = QSet<ObjectRef>(collection.objects.cbegin(), collection.objects.cend());
    if (collection.mayRepeat.contains(child))
        return;
    if (!isNewChild || !collection.mayRepeat.isEmpty())
        collection.mayRepeat.insert(child);
    collection.objects += child;
}

/// What the owner got from an earlier row, or at another place of the statement, stays.
void JoinedRows::addToScalar(const MappedRelationship &relationship, const ObjectInRow &owner,
                             ObjectRef child)
{
    if (!owner.isWhole)
        m_completed.insert({owner.object, relationship.index});
    if (owner.isFirst || !isLoaded(m_core, owner.object, relationship))
        m_attributes.setLoadedScalar(owner.object, relationship, child);
    else if (m_core.heap(owner.object).scalar(owner.object.row, relationship.slot) != child)
        warnOfSeveral(m_core, relationship);
}

void JoinedRows::finish()
{
    for (Collection &collection : m_collections) {
        if (collection.wanted)
            m_attributes.setLoadedCollection(collection.owner, *collection.relationship,
                                             std::move(collection.objects));
    }
    m_collections.clear();
}

void JoinedRows::abandon()
{
    for (const Collection &collection : m_collections) {
        if (collection.wanted && m_showsAtOnce)
            m_core.heap(collection.owner).unload(collection.owner.row, collection.relationship->slot);
    }
    m_collections.clear();
}

} // namespace relata::orm
