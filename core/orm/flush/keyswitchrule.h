#pragma once

#include "core/orm/flush/flushrule.h"

namespace relata::orm {

/// Lets objects that point to another one follow when its key changes: a many-to-one seen from its target,
/// where no linked relationship sees to it. With passive_updates the database changes the rows (ON UPDATE
/// CASCADE), and only objects in memory follow; without it they are written.
class KeySwitchRule final : public FlushRule
{
public:
    using FlushRule::FlushRule;

    int watchedClass() const override { return m_relationship.prop->target; }
    bool canBreakUp() const override { return false; }
    base::Done gather(const QList<ObjectRef> &targets, Fate fate) override;
    base::Result<bool> concerns(const QList<ObjectRef> &targets, Fate fate) const override;
    void order(FlushOrder &order) const override;
    void orderPair(FlushOrder &, const PairSteps &, Fate) const override { Q_UNREACHABLE(); }
    base::Done apply(const QList<ObjectRef> &targets, Fate fate) override;

private:
    bool switchesKey(ObjectRef target) const;
    base::Done follow(const QList<ObjectRef> &targets);
};

} // namespace relata::orm
