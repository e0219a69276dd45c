#include "lanespread.h"

#include "core/layout/groups.h"
#include "core/layout/lanecluster.h"

#include <algorithm>

namespace relata::layout {

namespace {

/// Two pieces that follow each other closely on one line look like one link: they are kept apart, too.
constexpr qreal kEndGap = 8;

bool mustKeepApart(const Lane &first, const Lane &second)
{
    return first.from < second.to + kEndGap && second.from < first.to + kEndGap &&
           first.high + kLane > second.low && !(first.at == second.at && first.trace == second.trace);
}

/// The members come in any order and may repeat; the spacings speak of lanes.
void spreadCluster(std::vector<Lane> &lanes, std::vector<int> members, std::vector<Spacing> spacings,
                   const std::stop_token &stop)
{
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    const auto indexOf = [&](int lane) {
        return int(std::lower_bound(members.begin(), members.end(), lane) - members.begin());
    };
    for (Spacing &spacing : spacings) {
        if (stop.stop_requested())
            return;
        spacing.first = indexOf(spacing.first);
        spacing.second = indexOf(spacing.second);
    }
    LaneCluster(lanes, members, std::move(spacings), stop).spread();
}

} // namespace

void spreadLanes(std::vector<Lane> &lanes, const std::stop_token &stop)
{
    const int count = int(lanes.size());
    std::vector<Spacing> spacings;
    Groups groups(count);
    for (int i = 0; i < count && !stop.stop_requested(); ++i) {
        const Lane &lane = lanes[size_t(i)];
        for (int j = 0; j < count && !lane.fixed; ++j) {
            const Lane &other = lanes[size_t(j)];
            const bool seen = !other.fixed && j <= i;
            if (seen || !(j < i ? mustKeepApart(other, lane) : mustKeepApart(lane, other)))
                continue;
            spacings.push_back({std::min(i, j), std::max(i, j), lane.parentEnd == other.parentEnd});
            if (!other.fixed)
                groups.join(i, j);
        }
    }
    std::vector<std::vector<Spacing>> spacingsOf(static_cast<size_t>(count));
    std::vector<std::vector<int>> membersOf = groups.all();
    for (const Spacing &spacing : spacings) {
        if (stop.stop_requested())
            return;
        const bool firstMoves = !lanes[size_t(spacing.first)].fixed;
        const size_t root = size_t(groups.root(firstMoves ? spacing.first : spacing.second));
        spacingsOf[root].push_back(spacing);
        if (!firstMoves || lanes[size_t(spacing.second)].fixed)
            membersOf[root].push_back(firstMoves ? spacing.second : spacing.first);
    }
    for (size_t root = 0; root < size_t(count) && !stop.stop_requested(); ++root) {
        if (!membersOf[root].empty() && !lanes[root].fixed)
            spreadCluster(lanes, std::move(membersOf[root]), std::move(spacingsOf[root]), stop);
    }
}

} // namespace relata::layout
