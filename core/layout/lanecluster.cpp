#include "core/layout/lanecluster.h"

#include <algorithm>
#include <cmath>

namespace relata::layout {

namespace {

/// In a corridor at most this wide the lanes gather about its middle.
constexpr qreal kCorridor = 160;
constexpr int kRelaxRounds = 60;
/// How many distances are looked at between two looks at whether anybody still waits.
constexpr size_t kSpacingsAtOnce = 1 << 14;
/// Places are multiples of a 64th of a pixel, so that what is level is exactly level.
constexpr qreal kFraction = 64;
/// The distance of two lanes that need not keep any.
constexpr qreal kGivenUp = -1e9;

} // namespace

LaneCluster::LaneCluster(std::vector<Lane> &lanes, std::vector<int> members, std::vector<Spacing> spacings,
                         std::stop_token stop)
    : m_lanes(lanes),
      m_members(std::move(members)),
      m_spacings(std::move(spacings)),
      m_stop(std::move(stop)),
      m_before(m_members.size()),
      m_after(m_members.size())
{
    for (int i = 0; i < int(m_spacings.size()) && !m_stop.stop_requested(); ++i) {
        m_before[size_t(m_spacings[size_t(i)].second)].push_back(i);
        m_after[size_t(m_spacings[size_t(i)].first)].push_back(i);
    }
}

void LaneCluster::spread()
{
    for (const int member : m_members) {
        m_low.push_back(m_lanes[size_t(member)].softLow);
        m_high.push_back(m_lanes[size_t(member)].softHigh);
    }
    fit();
    relax();
    if (!m_stop.stop_requested())
        settle();
}

/// Yields where lanes press on each other until every lane has a place.
void LaneCluster::fit()
{
    constexpr qreal tolerance = 1e-6;
    constexpr int mostRounds = 200;
    for (int round = 0; round < mostRounds && !m_stop.stop_requested(); ++round) {
        measureRoom();
        bool done = true;
        std::vector<bool> touched(m_members.size(), false);
        for (size_t i = 0; i < m_members.size(); ++i) {
            if (m_least[i] <= m_most[i] + tolerance)
                continue;
            if (m_stop.stop_requested())
                return;
            done = false;
            const Chain chain = chainThrough(int(i));
            // What has just yielded is judged again when the room is measured next.
            if (std::any_of(chain.lanes.begin(), chain.lanes.end(),
                            [&](int lane) { return touched[size_t(lane)]; }))
                continue;
            for (const int lane : chain.lanes)
                touched[size_t(lane)] = true;
            yield(chain);
        }
        if (done)
            return;
    }
}

/// The range that the order leaves to each lane.
void LaneCluster::measureRoom()
{
    m_least = m_low;
    m_most = m_high;
    m_leastFrom.assign(m_members.size(), -1);
    m_mostFrom.assign(m_members.size(), -1);
    for (size_t i = 0; i < m_members.size() && !m_stop.stop_requested(); ++i) {
        for (const int s : m_before[i]) {
            const qreal bound = m_least[size_t(m_spacings[size_t(s)].first)] + m_spacings[size_t(s)].distance;
            if (bound > m_least[i]) {
                m_least[i] = bound;
                m_leastFrom[i] = s;
            }
        }
    }
    for (size_t i = m_members.size(); i-- > 0 && !m_stop.stop_requested();) {
        for (const int s : m_after[i]) {
            const qreal bound = m_most[size_t(m_spacings[size_t(s)].second)] - m_spacings[size_t(s)].distance;
            if (bound < m_most[i]) {
                m_most[i] = bound;
                m_mostFrom[i] = s;
            }
        }
    }
}

/// Makes room for a chain: by the soft bounds, then by smaller distances,
/// then by laying links to one end on each other, then by distances as small as it takes.
void LaneCluster::yield(const Chain &chain)
{
    qreal &low = m_low[size_t(chain.first)];
    qreal &high = m_high[size_t(chain.last)];
    const qreal hardLow = m_lanes[size_t(m_members[size_t(chain.first)])].low;
    const qreal hardHigh = m_lanes[size_t(m_members[size_t(chain.last)])].high;
    if (high - low < kTightLane * qreal(chain.spacings.size()) && (low > hardLow || high < hardHigh)) {
        low = hardLow;
        high = hardHigh;
        return;
    }
    if (high < low) {
        // Their bounds contradict their order: better over each other than the whole cluster in disorder.
        for (const int s : chain.spacings)
            m_spacings[size_t(s)].distance = kGivenUp;
        return;
    }
    const auto canMerge = [this](int s) {
        return m_spacings[size_t(s)].mergeable && m_spacings[size_t(s)].distance > 0;
    };
    const bool merges = std::any_of(chain.spacings.begin(), chain.spacings.end(), canMerge);
    if (divide(high - low, chain.spacings) >= kTightLane || !merges)
        return;
    for (const int s : chain.spacings) {
        Spacing &spacing = m_spacings[size_t(s)];
        spacing.distance = spacing.mergeable ? 0 : std::max(spacing.distance, kTightLane);
    }
}

LaneCluster::Chain LaneCluster::chainThrough(int member) const
{
    Chain chain{member, member, {member}, {}};
    for (int s = m_leastFrom[size_t(member)]; s >= 0; s = m_leastFrom[size_t(chain.first)]) {
        chain.spacings.push_back(s);
        chain.first = m_spacings[size_t(s)].first;
        chain.lanes.push_back(chain.first);
    }
    for (int s = m_mostFrom[size_t(member)]; s >= 0; s = m_mostFrom[size_t(chain.last)]) {
        chain.spacings.push_back(s);
        chain.last = m_spacings[size_t(s)].second;
        chain.lanes.push_back(chain.last);
    }
    return chain;
}

/// Shrinks the widest distances of a row of lanes so that all fit into the room; answers their new width.
qreal LaneCluster::divide(qreal room, const std::vector<int> &spacings)
{
    qreal widest = 0;
    for (const int s : spacings)
        widest = std::max(widest, m_spacings[size_t(s)].distance);
    qreal others = 0;
    qreal count = 0;
    for (const int s : spacings) {
        const qreal distance = m_spacings[size_t(s)].distance;
        count += distance == widest ? 1 : 0;
        others += distance == widest ? 0 : distance;
    }
    const qreal distance = others < room ? (room - others) / count : room / qreal(spacings.size());
    for (const int s : spacings)
        m_spacings[size_t(s)].distance = std::min(m_spacings[size_t(s)].distance, distance);
    return distance;
}

void LaneCluster::relax()
{
    m_place.clear();
    for (size_t i = 0; i < m_members.size(); ++i) {
        const Lane &lane = m_lanes[size_t(m_members[i])];
        const bool corridor = lane.softHigh - lane.softLow <= kCorridor;
        m_place.push_back(corridor ? (lane.softLow + lane.softHigh) / 2 : lane.at);
    }
    for (int round = 0; round < kRelaxRounds && !m_stop.stop_requested(); ++round)
        relaxOnce();
}

void LaneCluster::relaxOnce()
{
    const auto bounded = [this](int i, qreal place) {
        return std::clamp(place, m_least[size_t(i)], std::max(m_least[size_t(i)], m_most[size_t(i)]));
    };
    for (size_t i = 0; i < m_spacings.size(); ++i) {
        if (i % kSpacingsAtOnce == 0 && m_stop.stop_requested())
            return;
        const Spacing &spacing = m_spacings[i];
        qreal &first = m_place[size_t(spacing.first)];
        qreal &second = m_place[size_t(spacing.second)];
        const qreal lack = spacing.distance - (second - first);
        if (lack <= 0)
            continue;
        first = bounded(spacing.first, first - lack / 2);
        second = bounded(spacing.second, second + lack / 2);
    }
}

/// Takes over the relaxed places, in order, so that all distances hold exactly; lanes that may lie on one
/// another and are close do.
void LaneCluster::settle()
{
    for (size_t i = 0; i < m_members.size(); ++i) {
        qreal least = m_low[i];
        qreal wanted = std::round(m_place[i]);
        for (const int s : m_before[i]) {
            const Spacing &spacing = m_spacings[size_t(s)];
            const qreal before = m_place[size_t(spacing.first)];
            least = std::max(least, before + spacing.distance);
            if (spacing.distance == 0 && spacing.mergeable && wanted - before < kLane)
                wanted = before;
        }
        Lane &lane = m_lanes[size_t(m_members[i])];
        const qreal place = std::min(std::max(wanted, least), m_most[i]);
        const qreal tidy = std::round(place * kFraction) / kFraction;
        m_place[i] = std::clamp(tidy, lane.low, std::max(lane.low, lane.high));
        if (!lane.fixed)
            lane.at = m_place[i];
    }
}

} // namespace relata::layout
