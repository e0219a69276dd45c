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
/// direction is a class of its own. Belongs to FlushRules; lives in the session's thread.
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
    /// The rule is shown the objects of this class.
    virtual int watchedClass() const { return m_relationship.prop->owner; }
    /// Whether its steps can be done for single objects, where a circle has to be broken.
    virtual bool canBreakUp() const { return true; }
    /// What may be done to find the related objects of one that is deleted: nothing is loaded where the
    /// database sees to them (passive_deletes).
    Reach reachOnDelete() const;

    /// Registers the related objects that have to be written because of the given ones. Fails where they
    /// cannot be loaded, or where the join is wrong.
    virtual base::Done gather(const QList<ObjectRef> &objects, Fate fate) = 0;
    /// Whether the rule has anything to do for these objects, so that its steps are needed.
    virtual base::Result<bool> concerns(const QList<ObjectRef> &objects, Fate fate) const;
    /// Adds the rule's steps for all objects together, and says what has to be done before what.
    virtual void order(FlushOrder &order) const = 0;
    /// Says the same of one object with that fate and one of its related objects.
    virtual void orderPair(FlushOrder &order, const PairSteps &steps, Fate fate) const = 0;
    /// Copies keys or writes link rows: of saved objects once their own keys are known, of deleted ones
    /// before they go.
    virtual base::Done apply(const QList<ObjectRef> &objects, Fate fate) = 0;

protected:
    /// Registers a related object for deletion, with everything that the delete cascade reaches from it.
    base::Done deleteWithCascade(ObjectRef object);
    /// Fails where the relationship holds something that it cannot write: a None in a collection, or an
    /// object of another class.
    base::Done checkRelated(ObjectRef related) const;
    /// Whether the related object, which one owner has let go of, belongs to another one by now.
    bool hasOtherParent(ObjectRef related) const
    {
        return m_flush.core.isKnownToHaveParent(related, m_relationship.index);
    }
    /// The order with post_update: both sides are saved, then the keys are copied, then the class that holds
    /// them is updated. Before rows are deleted it is updated, too.
    void orderPostUpdates(FlushOrder &order, int holder) const;
    /// What concerns() may do to find out whether a deleted object has related ones.
    virtual Reach reachToAsk() const { return kAnywhere; }

    const int m_number;
    FlushContext &m_flush;
    const MappedRelationship &m_relationship;
};

} // namespace relata::orm
