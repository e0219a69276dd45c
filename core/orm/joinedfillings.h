#pragma once

#include "core/orm/loadowners.h"

namespace relata::orm {

/// A relationship that a statement joins to a class.
struct JoinedSide
{
    size_t target = 0; ///< number of the class that is joined, in the statement
    const MappedRelationship *relationship = nullptr;
    ObjectRef lastOwner;
    size_t lastFilling = 0;
    QHash<ObjectRef, size_t> fillings;
};

/// What the rows of a statement bring for joined relationships, gathered until the rows are over. Lives as
/// long as the statement.
class JoinedFillings
{
public:
    JoinedFillings(SessionCore &core, Attributes &attributes, bool overwrites)
        : m_core(core), m_attributes(attributes), m_overwrites(overwrites)
    {
    }

    /// Whether the relationship of the owner is to be set; decided when it is met first.
    bool isWanted(JoinedSide &side, ObjectRef owner) { return of(side, owner).wanted; }
    /// A row of the owner with a child, or None.
    /// @param isNewChild the row has made the child, so that it cannot have come before
    void add(JoinedSide &side, ObjectRef owner, ObjectRef child, bool isNewChild);
    /// Sets the relationships.
    void finish();

private:
    struct Filling
    {
        ObjectRef owner;
        const MappedRelationship *relationship = nullptr;
        bool wanted = true;
        int rows = 0;
        int strays = 0; ///< rows that bring another object for a scalar one
        QList<ObjectRef> objects;
        QSet<ObjectRef> older; ///< of the objects those that might come again
    };

    Filling &of(JoinedSide &side, ObjectRef owner);

    SessionCore &m_core;
    Attributes &m_attributes;
    bool m_overwrites;
    std::vector<Filling> m_fillings;
};

} // namespace relata::orm
