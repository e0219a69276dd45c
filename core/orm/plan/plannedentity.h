#pragma once

#include "core/orm/store/mapper.h"

#include <QFlags>

#include <memory>

namespace relata::orm {

struct PlannedEntity;

/// One relationship that is loaded with its owners.
struct PlannedLoad
{
    enum class Trait {
        FromQueryJoin = 1, ///< joined by the query itself: contains_eager
        Endless = 2,       ///< by a recursive option without an end
        /// Goes in a circle: targets that are found by their key are only looked for in memory.
        Reentrant = 4,
    };
    Q_DECLARE_FLAGS(Traits, Trait)

    int relationship = -1;
    mapping::Lazy strategy = mapping::Lazy::Joined;
    Traits traits;
    QList<int> path;                       ///< from the query's class, over all statements
    std::shared_ptr<PlannedEntity> target; ///< of a joined one

    bool is(Trait trait) const { return traits.testFlag(trait); }
    /// Whether loading it would repeat a circle of relationships. SQLAlchemy would go on for ever there,
    /// because after a subquery it no longer knows where it has been.
    /// @param followed all relationships since the load began, this one at its end
    bool goesRound(const QList<int> &followed, const MappedRelationship &mapped) const;
};

/// A relationship that an option makes lazy in another way than its class has it.
struct OwnStrategy
{
    int relationship = -1;
    mapping::Lazy strategy = mapping::Lazy::Select;
};

/// A class whose rows a statement brings, and what is loaded with them.
struct PlannedEntity
{
    int mapper = -1;
    QList<int> path;      ///< relationships from the query's class to here, over all statements
    QList<int> localPath; ///< the part of it in this statement
    std::vector<PlannedLoad> loads;
    std::vector<OwnStrategy> ownStrategies; ///< every object keeps them for itself
    QList<int> resets;            ///< lazy as the class has them: a read that replaces forgets what they hold
    bool stopsCollection = false; ///< a joined collection is left out because it would go in a circle
    int unloadable = -1;          ///< a query (lazy="dynamic") that is to be loaded eagerly; -1: none

    /// Leaves a relationship to be loaded by this strategy when it is read.
    void makeLazy(const MappedRelationship &relationship, mapping::Lazy strategy);
    /// The first unloadable relationship here or in what is joined; -1: none.
    int firstUnloadable() const;
    bool hasJoins() const;
    /// Whether a subquery will repeat the statement.
    bool hasSubqueries() const;
    /// Also true where one would be joined if that did not go in a circle, which SQLAlchemy does not check.
    bool hasJoinedCollection(const MapperRegistry &registry) const;
};

/// The strategy of a relationship that did not come with its owner: an eager one becomes lazy="select", any
/// other stays as it is.
mapping::Lazy lazyWithoutOwner(mapping::Lazy configured);

Q_DECLARE_OPERATORS_FOR_FLAGS(PlannedLoad::Traits)

} // namespace relata::orm
