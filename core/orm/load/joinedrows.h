#pragma once

#include "core/orm/load/loadowners.h"
#include "core/orm/load/objectinrow.h"

namespace relata::orm {

/// A relationship that a statement joins to a class at one place.
struct JoinedSide
{
    size_t target = 0; ///< the number of the place that is joined
    const MappedRelationship *relationship = nullptr;
    // The rows of an owner mostly follow each other, so its collection need not be looked up every time.
    ObjectRef lastOwner;
    size_t lastCollection = 0;
};

/// What the rows of a statement bring for relationships that it joins. A scalar one is set by the first row
/// that has its owner; a second object gives a warning. Collections are gathered until the rows are over.
/// Lives as long as the statement.
class JoinedRows
{
public:
    JoinedRows(SessionCore &core, Attributes &attributes) : m_core(core), m_attributes(attributes) {}

    /// Whether the statement sets the relationship for the owner, so that its child counts.
    bool wants(JoinedSide &side, const ObjectInRow &owner);
    /// Takes the child of a row, or None, for an owner that wants it.
    /// @param isNewChild the row has made the child, so that it cannot have come before
    void add(JoinedSide &side, const ObjectInRow &owner, ObjectRef child, bool isNewChild);
    /// Leaves a relationship without objects (lazy="noload"), until another place of the statement brings
    /// some.
    void setEmpty(const ObjectInRow &owner, const MappedRelationship &relationship);
    /// Lets collections count as loaded from their first row on, for statements that run between the rows.
    void showAtOnce() { m_showsAtOnce = true; }
    /// The rows are over: sets the collections.
    void finish();
    /// Not all rows could be read: leaves the collections not loaded.
    void abandon();

private:
    struct Collection
    {
        ObjectRef owner;
        const MappedRelationship *relationship = nullptr;
        bool wanted = true;
        QList<ObjectRef> objects;
        QSet<ObjectRef> mayRepeat; ///< those of the objects that can come again; empty until one does
    };

    Collection &collectionOf(JoinedSide &side, const ObjectInRow &owner);
    bool isOpen(const ObjectInRow &owner, const MappedRelationship &relationship) const;
    void addToScalar(const MappedRelationship &relationship, const ObjectInRow &owner, ObjectRef child);

    SessionCore &m_core;
    Attributes &m_attributes;
    bool m_showsAtOnce = false;
    std::vector<Collection> m_collections;
    QHash<std::pair<ObjectRef, int>, size_t> m_numbers; ///< of collections, by owner and relationship
    /// What owners that were in memory before lacked, and have got from this statement.
    QSet<std::pair<ObjectRef, int>> m_completed;
};

} // namespace relata::orm
