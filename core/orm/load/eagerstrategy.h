#pragma once

#include "core/orm/load/loadtask.h"
#include "core/orm/plan/loadrequest.h"
#include "core/orm/plan/loadstatement.h"

namespace relata::orm {

class ObjectReader;

/// A relationship that is to be loaded for the objects at one place of a statement. Valid while that
/// statement is being read.
struct EagerLoad
{
    const PlannedLoad &planned;
    const MappedRelationship &relationship;
    const LoadStatement &statement; ///< that brings the owners
    const LoadRequest &request;     ///< for which it is sent
    const PlannedEntity &owner;
    size_t place; ///< of the owners in the statement

    /// The request for a statement that loads the relationship.
    LoadRequest followingRequest() const;
};

/// How a relationship is loaded together with its owners: one class for each eager `lazy`. A strategy does
/// its part while the rows of the owners' statement are read, or afterwards, with statements of its own.
/// Belongs to a session.
class EagerStrategy
{
public:
    virtual ~EagerStrategy() = default;

    /// Called before the owners' rows are read: tells the reader what they bring for the relationship.
    virtual void beforeRows(const EagerLoad &load, ObjectReader &reader);
    /// Called when the owners have been read. Returns the load that follows their statement; null: there is
    /// none.
    virtual std::unique_ptr<LoadTask> afterRows(const EagerLoad &load, const ObjectReader &reader);
};

} // namespace relata::orm
