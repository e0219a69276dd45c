#pragma once

#include "core/orm/load/loadowners.h"

namespace relata::orm {

/// A relationship that a statement joins to a class.
struct JoinedSide
{
    size_t target = 0; ///< number of the class that is joined, in the statement
    const MappedRelationship *relationship = nullptr;
    ObjectRef lastOwner;
    size_t lastCollection = 0;
};

/// A row's object at one of its places in the statement.
struct MetObject
{
    ObjectRef object;
    bool isFirst = true; ///< the statement had it at no place yet
    bool isWhole =
        true; ///< the statement has made it, or overwrites it; otherwise it only gets what it lacks
};

/// What the rows of a statement bring for joined relationships. A scalar one is set by the first row that has
/// its owner; others tell of a second object. Collections are gathered until the rows are over. Lives as long
/// as the statement.
class JoinedFillings
{
public:
    JoinedFillings(SessionCore &core, Attributes &attributes) : m_core(core), m_attributes(attributes) {}

    /// Whether the row's child counts for the owner.
    bool wants(JoinedSide &side, const MetObject &owner);
    /// A row of the owner with a child, or None, that it wants.
    /// @param isNewChild the row has made the child, so that it cannot have come before
    void add(JoinedSide &side, const MetObject &owner, ObjectRef child, bool isNewChild);
    /// What is not to be loaded (lazy="noload") is empty, until another place of the statement brings it.
    void setEmpty(const MetObject &owner, const MappedRelationship &relationship);
    /// Collections count as loaded from their first row on: statements run between the rows.
    void showAtOnce() { m_showsAtOnce = true; }
    /// Sets the collections.
    void finish();
    /// Not all rows could be read: collections are not loaded.
    void abandon();

private:
    struct Collection
    {
        ObjectRef owner;
        const MappedRelationship *relationship = nullptr;
        bool wanted = true;
        QList<ObjectRef> objects;
        QSet<ObjectRef> older; ///< of the objects those that might come again
    };

    Collection &collectionOf(JoinedSide &side, const MetObject &owner);
    bool isOpen(const MetObject &owner, const MappedRelationship &relationship) const;
    void addToScalar(const MappedRelationship &relationship, const MetObject &owner, ObjectRef child);

    SessionCore &m_core;
    Attributes &m_attributes;
    bool m_showsAtOnce = false;
    std::vector<Collection> m_collections;
    QHash<std::pair<ObjectRef, int>, size_t> m_numbers; ///< by owner and index of the relationship
    /// What owners lacked that were in memory before, and have by now.
    QSet<std::pair<ObjectRef, int>> m_completed;
};

} // namespace relata::orm
