#pragma once

#include "core/orm/load/loadtask.h"
#include "core/orm/plan/loadrequest.h"
#include "core/orm/plan/loadstatement.h"

namespace relata::orm {

class ObjectReader;

/// A relationship that is to be loaded for the objects at one place of a statement. What it refers to lives
/// as long as the statement is being read.
struct EagerLoad
{
    const PlannedLoad &planned;
    const MappedRelationship &relationship;
    const LoadStatement &statement; ///< that brings the owners
    const LoadRequest &request;     ///< for which it is sent
    const PlannedEntity &owner;
    size_t place; ///< of the owners in the statement

    /// What is asked for by a statement that loads the relationship.
    LoadRequest requestBehind() const;
};

/// How related objects come to owners that a statement brings: one class for each eager `lazy`. A strategy
/// does its part while the rows of that statement are read, or behind it, with statements of its own.
/// Belongs to a session.
class EagerStrategy
{
public:
    virtual ~EagerStrategy() = default;

    /// The owners' rows are about to be read: tells the reader what they bring for the relationship.
    virtual void beforeRows(const EagerLoad &load, ObjectReader &reader);
    /// The owners have been read. Returns the load that goes on behind their statement; null: none does.
    virtual std::unique_ptr<LoadTask> afterRows(const EagerLoad &load, const ObjectReader &reader);
};

} // namespace relata::orm
