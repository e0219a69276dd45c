#pragma once

#include "core/orm/flush/flushrule.h"

namespace relata::orm {

/// A many-to-one in a flush: the owner holds the key of its target, so the target is written before it and
/// deleted after it.
class ManyToOneRule final : public FlushRule
{
public:
    using FlushRule::FlushRule;

    base::Done gather(const QList<ObjectRef> &objects, Fate fate) override;
    void order(FlushOrder &order) const override;
    void orderPair(FlushOrder &order, const PairSteps &steps, Fate fate) const override;
    base::Done apply(const QList<ObjectRef> &objects, Fate fate) override;

private:
    base::Done gatherOf(ObjectRef object, Fate fate);
    base::Done applyToDeleted(ObjectRef object);
    base::Done applyToSaved(ObjectRef object);
    base::Done giveKey(ObjectRef target, ObjectRef object);
    base::Done takeKey(ObjectRef object);
    bool needsKey(ObjectRef object) const;
    Reach reachToAsk() const override { return kWithoutRelated; }
};

} // namespace relata::orm
