#pragma once

#include "core/orm/flush/flushrule.h"

namespace relata::orm {

/// A many-to-many in a flush: each link is a row of the secondary table, which is written after both sides
/// and deleted before either. Of two linked relationships the first that is applied writes a link, the other
/// skips it.
class ManyToManyRule final : public FlushRule
{
public:
    using FlushRule::FlushRule;

    base::Done gather(const QList<ObjectRef> &objects, Fate fate) override;
    void order(FlushOrder &order) const override;
    void orderPair(FlushOrder &order, const PairSteps &steps, Fate fate) const override;
    base::Done apply(const QList<ObjectRef> &objects, Fate fate) override;

private:
    /// What one call of apply() collects before it writes.
    struct Batch
    {
        Fate fate = Fate::Save; ///< of the objects
        const LinkRows::Pairs *writtenByOtherSide = nullptr;
        LinkRows::Pairs pairs; ///< as the other side has them: the related object first
        LinkChanges changes;
    };

    base::Done gatherOfDeleted(ObjectRef object);
    base::Done gatherOfSaved(ObjectRef object);
    /// Whether the flush itself has to write the object's new key into its link rows.
    bool movesLinks(ObjectRef object);
    base::Done collect(ObjectRef object, Batch &batch);
    base::Done collectMoved(ObjectRef object, const QList<ObjectRef> &related, Batch &batch);
    /// The link rows of an object and those of its related objects that are to be written.
    base::Result<QList<NamedValues>> rows(ObjectRef object, const QList<ObjectRef> &related,
                                          QStringView operation, Batch &batch);
    base::Result<bool> isToBeWritten(ObjectRef object, ObjectRef related, QStringView operation,
                                     const Batch &batch);
};

} // namespace relata::orm
