#include "core/layout/stress.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <random>

namespace relata::layout {

namespace {

/// Up to this many cards all pairs have a say, above it each card and some pivots.
constexpr int kAllPairs = 1500;
constexpr int kPivots = 120;
constexpr int kIterations = 40;
/// How many terms are looked at between two looks at whether anybody still waits.
constexpr size_t kTermsAtOnce = 1 << 14;

struct Term
{
    int one = 0;
    int other = 0;
    qreal distance = 0;
};

/// The wanted length of each link: hubs need room for what is around them.
std::vector<qreal> wantedLengths(const Net &net, qreal gap)
{
    std::vector<qreal> lengths;
    for (const Net::Edge &edge : net.edges) {
        const QSizeF a = net.sizes[size_t(edge.child)];
        const QSizeF b = net.sizes[size_t(edge.parent)];
        const qreal halves = (std::hypot(a.width(), a.height()) + std::hypot(b.width(), b.height())) / 2;
        const size_t degrees =
            net.edgesAt[size_t(edge.child)].size() + net.edgesAt[size_t(edge.parent)].size();
        lengths.push_back((halves + gap) * std::sqrt(std::max<qreal>(1, qreal(degrees) / 4)));
    }
    return lengths;
}

std::vector<qreal> distancesFrom(const Net &net, const std::vector<qreal> &lengths, int source)
{
    using Entry = std::pair<qreal, int>;
    std::vector<qreal> distances(net.sizes.size(), -1);
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    open.emplace(0, source);
    while (!open.empty()) {
        const auto [distance, card] = open.top();
        open.pop();
        if (distances[size_t(card)] >= 0)
            continue;
        distances[size_t(card)] = distance;
        for (const int edge : net.edgesAt[size_t(card)]) {
            const int next = net.other(edge, card);
            if (distances[size_t(next)] < 0)
                open.emplace(distance + lengths[size_t(edge)], next);
        }
    }
    return distances;
}

std::vector<Term> termsOf(const Net &net, qreal gap, const std::stop_token &stop)
{
    const std::vector<qreal> lengths = wantedLengths(net, gap);
    const int count = net.count();
    const int step = count <= kAllPairs ? 1 : count / kPivots;
    std::vector<Term> terms;
    for (int source = 0; source < count && !stop.stop_requested(); source += step) {
        const std::vector<qreal> distances = distancesFrom(net, lengths, source);
        for (int i = step == 1 ? source + 1 : 0; i < count; ++i) {
            if (i != source && distances[size_t(i)] > 0)
                terms.push_back({source, i, distances[size_t(i)]});
        }
    }
    for (size_t i = 0; step > 1 && i < net.edges.size(); ++i)
        terms.push_back({net.edges[i].child, net.edges[i].parent, lengths[i]});
    return terms;
}

void shuffle(std::vector<Term> &terms, std::mt19937 &random, const std::stop_token &stop)
{
    // Not std::shuffle: its result differs between standard libraries.
    for (size_t i = terms.size(); i > 1; --i) {
        if (i % kTermsAtOnce == 0 && stop.stop_requested())
            return;
        std::swap(terms[i - 1], terms[random() % i]);
    }
}

/// Pulls the two cards of a term together, or pushes them apart.
void satisfy(const Term &term, std::vector<QPointF> &points, qreal rate)
{
    QPointF &one = points[size_t(term.one)];
    QPointF &other = points[size_t(term.other)];
    const QPointF apart = one - other;
    const qreal length = std::max(1e-3, std::hypot(apart.x(), apart.y()));
    const qreal pull = std::min(1.0, rate / (term.distance * term.distance));
    const QPointF move = apart * (pull * (length - term.distance) / 2 / length);
    one -= move;
    other += move;
}

void descend(std::vector<QPointF> &points, std::vector<Term> terms, std::mt19937 &random,
             const std::stop_token &stop)
{
    qreal shortest = 1e9;
    qreal longest = 1;
    for (const Term &term : terms) {
        shortest = std::min(shortest, term.distance);
        longest = std::max(longest, term.distance);
    }
    const qreal firstRate = longest * longest;
    const qreal lastRate = 0.1 * shortest * shortest;
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        const qreal rate = firstRate * std::pow(lastRate / firstRate, qreal(iteration) / (kIterations - 1));
        shuffle(terms, random, stop);
        for (size_t i = 0; i < terms.size(); ++i) {
            if (i % kTermsAtOnce == 0 && stop.stop_requested())
                return;
            satisfy(terms[i], points, rate);
        }
    }
}

/// Turns the longest extent of the points to lie across (principal axes).
void layAcross(std::vector<QPointF> &points)
{
    QPointF middle;
    for (const QPointF &point : points)
        middle += point / qreal(points.size());
    qreal xx = 0;
    qreal xy = 0;
    qreal yy = 0;
    for (QPointF &point : points) {
        point -= middle;
        xx += point.x() * point.x();
        xy += point.x() * point.y();
        yy += point.y() * point.y();
    }
    const qreal angle = std::atan2(2 * xy, xx - yy) / 2;
    for (QPointF &point : points)
        point = {point.x() * std::cos(angle) + point.y() * std::sin(angle),
                 point.y() * std::cos(angle) - point.x() * std::sin(angle)};
}

void putParentsLeft(const Net &net, std::vector<QPointF> &points)
{
    qreal lean = 0;
    for (const Net::Edge &edge : net.edges)
        lean += points[size_t(edge.child)].x() - points[size_t(edge.parent)].x();
    if (lean >= 0)
        return;
    for (QPointF &point : points)
        point.setX(-point.x());
}

} // namespace

std::vector<QPointF> stressPoints(const Net &net, qreal gap, unsigned seed, const std::stop_token &stop)
{
    std::mt19937 random(seed);
    std::vector<QPointF> points;
    for (int i = 0; i < net.count(); ++i) {
        const qreal x = qreal(random() % 10000);
        points.emplace_back(x, qreal(random() % 10000));
    }
    if (net.count() > 1)
        descend(points, termsOf(net, gap, stop), random, stop);
    layAcross(points);
    putParentsLeft(net, points);
    return points;
}

} // namespace relata::layout
