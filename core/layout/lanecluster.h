#pragma once

#include "core/layout/clearance.h"
#include "core/layout/lane.h"

#include <stop_token>
#include <vector>

namespace relata::layout {

/// The second lane has to lie at least `distance` after the first.
struct Spacing
{
    int first = 0;
    int second = 0;
    /// Both go to one end: they may lie on one another before others come too close.
    bool mergeable = false;
    qreal distance = kLane;
};

/// Lanes that influence one another, by index into all lanes and in their order, and the distances that they
/// keep (spacings speak of positions among the members). Lives for one spread(). Once `stop` is requested
/// both the constructor and spread() come to an end soon, wherever the lanes are by then.
class LaneCluster
{
public:
    LaneCluster(std::vector<Lane> &lanes, std::vector<int> members, std::vector<Spacing> spacings,
                std::stop_token stop);
    void spread();

private:
    /// A row of lanes, each pressing on the next, between two bounds.
    struct Chain
    {
        int first = 0;
        int last = 0;
        std::vector<int> lanes;
        std::vector<int> spacings;
    };

    void fit();
    void measureRoom();
    void yield(const Chain &chain);
    Chain chainThrough(int member) const;
    qreal divide(qreal room, const std::vector<int> &spacings);
    void relax();
    void relaxOnce();
    void settle();

    std::vector<Lane> &m_lanes;
    std::vector<int> m_members;
    std::vector<Spacing> m_spacings;
    std::stop_token m_stop;
    std::vector<std::vector<int>> m_before;
    std::vector<std::vector<int>> m_after;
    std::vector<qreal> m_low;
    std::vector<qreal> m_high;
    std::vector<qreal> m_least;
    std::vector<qreal> m_most;
    std::vector<int> m_leastFrom;
    std::vector<int> m_mostFrom;
    std::vector<qreal> m_place;
};

} // namespace relata::layout
