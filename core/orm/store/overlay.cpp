#include "overlay.h"

namespace relata::orm {

const CommittedColumn *Overlay::column(int number) const
{
    for (const CommittedColumn &each : columns) {
        if (each.column == number)
            return &each;
    }
    return nullptr;
}

const CommittedRelation *Overlay::relation(int slot) const
{
    for (const CommittedRelation &each : relations) {
        if (each.slot == slot)
            return &each;
    }
    return nullptr;
}

const QueuedChanges *Overlay::queue(int slot) const
{
    for (const QueuedChanges &each : queued) {
        if (each.slot == slot)
            return &each;
    }
    return nullptr;
}

QueuedChanges &Overlay::editQueue(int slot)
{
    for (QueuedChanges &each : queued) {
        if (each.slot == slot)
            return each;
    }
    return queued.emplace_back(QueuedChanges{slot, {}, {}});
}

} // namespace relata::orm
