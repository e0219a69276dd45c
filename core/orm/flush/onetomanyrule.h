#pragma once

#include "core/orm/flush/flushrule.h"

namespace relata::orm {

/// A one-to-many in a flush: the children hold the key of their parent, so the parent is written before them
/// and deleted after them. A child that it lets go of is deleted, or its foreign key becomes NULL.
class OneToManyRule final : public FlushRule
{
public:
    using FlushRule::FlushRule;

    base::Done gather(const QList<ObjectRef> &objects, Fate fate) override;
    void order(FlushOrder &order) const override;
    void orderPair(FlushOrder &order, const PairSteps &steps, Fate fate) const override;
    base::Done apply(const QList<ObjectRef> &objects, Fate fate) override;

private:
    base::Done gatherOfDeleted(ObjectRef parent);
    base::Done gatherOfSaved(ObjectRef parent);
    base::Done gatherRemoved(const QList<ObjectRef> &children);
    base::Done applyToDeleted(ObjectRef parent);
    base::Done applyToSaved(ObjectRef parent);
    /// @param by who writes the key into the child's row
    base::Done giveKey(ObjectRef parent, ObjectRef child, KeyBook::WrittenBy by);
    base::Done takeKey(ObjectRef child);
    base::Done letGo(ObjectRef child);
    base::Result<bool> needsKey(ObjectRef child) const;

    QSet<ObjectRef> m_added; ///< children that a saved parent has taken
};

} // namespace relata::orm
