#include "overlapcheck.h"

#include "core/mapping/configure/linkreports.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

bool conflict(const Draft &draft, const Draft &other)
{
    const QString everything = u"__*"_s;
    return other.index != draft.index && !draft.facts.reverse.contains(other.index) &&
           !draft.overlaps.contains(other.name()) && !other.overlaps.contains(draft.name()) &&
           !draft.overlaps.contains(everything) && !other.overlaps.contains(everything) &&
           (draft.name() != other.name() || draft.owner() != other.owner());
}

void checkPair(Workbench &work, Draft &draft, const SyncPair &pair)
{
    QList<QPair<int, ColumnIndex>> &writers = work.writers[pair.destination];
    QList<OverlapWriter> others;
    bool listed = false;
    for (auto &[index, source] : writers) {
        const Draft &other = work.drafts[size_t(index)];
        if (conflict(draft, other))
            others += OverlapWriter{index, source};
        if (index == draft.index) {
            source = pair.source;
            listed = true;
        }
    }
    if (!listed)
        writers += {draft.index, pair.source};
    if (!others.isEmpty())
        reportOverlap(work, draft, pair, others);
}

} // namespace

void checkOverlaps(Workbench &work, Draft &draft)
{
    if (draft.facts.viewonly)
        return;
    const QList<SyncPair> pairs = draft.facts.synchronizePairs + draft.facts.secondarySynchronizePairs;
    for (const SyncPair &pair : pairs)
        checkPair(work, draft, pair);
}

} // namespace relata::mapping
