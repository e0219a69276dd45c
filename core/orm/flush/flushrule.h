#pragma once

#include "core/orm/flush/flushcontext.h"
#include "core/orm/flush/flushorder.h"

namespace relata::orm {

/// The steps of one object and one of its related objects, where a circle has been broken.
struct PairSteps
{
    int owner = FlushOrder::kNoStep;   ///< writes or deletes the owner
    int apply = FlushOrder::kNoStep;   ///< the rule's own work on the owner
    int related = FlushOrder::kNoStep; ///< of the related object; kNoStep where the flush does not write it
    Fate relatedFate = Fate::Save;
};

/// What a relationship demands of a flush: which other objects have to be written, in which order, and how
/// keys get from the one side to the other. One for each relationship of the classes that take part; a
/// direction is a class of its own. Belongs to FlushRules.
class FlushRule
{
public:
    /// @param number by which a FlushOrder knows the rule
    FlushRule(int number, FlushContext &flush, const MappedRelationship &relationship)
        : m_number(number), m_flush(flush), m_relationship(relationship)
    {
    }
    virtual ~FlushRule() = default;
    FlushRule(const FlushRule &) = delete;
    FlushRule &operator=(const FlushRule &) = delete;

    int number() const { return m_number; }
    const MappedRelationship &relationship() const { return m_relationship; }
    /// The class whose objects the rule is shown.
    virtual int watchedClass() const { return m_relationship.prop->owner; }
    /// Whether its order can be given for single objects.
    virtual bool canBreakUp() const { return true; }
    /// How far an object that is deleted has to be looked into.
    Reach reachOnDelete() const;

    /// Registers related objects that change with the given ones. Fails where the relationship cannot be
    /// flushed.
    virtual base::Done gather(const QList<ObjectRef> &objects, Fate fate) = 0;
    /// Whether the rule has anything to do, so that its steps are needed.
    virtual base::Result<bool> concerns(const QList<ObjectRef> &objects, Fate fate) const;
    /// Adds the rule's steps, and what has to come before what, for all objects together.
    virtual void order(FlushOrder &order) const = 0;
    /// The same for one object of that fate and one of its related objects.
    virtual void orderPair(FlushOrder &order, const PairSteps &steps, Fate fate) const = 0;
    /// Copies keys or writes link rows: of saved objects once their own keys are known, of deleted ones
    /// before they go.
    virtual base::Done apply(const QList<ObjectRef> &objects, Fate fate) = 0;

protected:
    /// Related objects that have to be deleted, and all that the delete cascade reaches from them.
    base::Done deleteWithCascade(ObjectRef object);
    /// Refuses what no row can stand for.
    base::Done checkRelated(ObjectRef related) const;
    bool hasOtherParent(ObjectRef related) const
    {
        return m_flush.core.isKnownToHaveParent(related, m_relationship.index);
    }
    /// The order of post_update: both sides, then the keys, then the UPDATEs of the class that holds them.
    void orderPostUpdates(FlushOrder &order, int holder) const;
    /// What concerns() may do to find out whether a deleted object has related ones.
    virtual Reach reachToAsk() const { return kAnywhere; }

    const int m_number;
    FlushContext &m_flush;
    const MappedRelationship &m_relationship;
};

} // namespace relata::orm
