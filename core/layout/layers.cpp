#include "core/layout/layers.h"

#include "core/layout/clearance.h"

#include <algorithm>

namespace relata::layout {

namespace {

constexpr int kSweeps = 12;

/// Longest paths from the cards without parents; links that close a circle are passed over.
class Layering
{
public:
    explicit Layering(const Net &net)
        : m_net(net), m_layer(net.sizes.size(), -1), m_open(net.sizes.size(), false)
    {
        for (int card = 0; card < net.count(); ++card)
            visit(card);
        pullParents();
    }

    Columns layers() const
    {
        Columns layers(size_t(*std::max_element(m_layer.begin(), m_layer.end())) + 1);
        for (size_t card = 0; card < m_layer.size(); ++card)
            layers[size_t(m_layer[card])].push_back(int(card));
        std::erase_if(layers, [](const std::vector<int> &layer) { return layer.empty(); });
        return layers;
    }

private:
    struct Frame
    {
        int card = 0;
        size_t next = 0;
    };

    /// Depth first with a stack of its own: chains of a thousand tables exist.
    void visit(int start)
    {
        if (m_layer[size_t(start)] >= 0)
            return;
        std::vector<Frame> stack{{start}};
        m_open[size_t(start)] = true;
        while (!stack.empty()) {
            Frame &frame = stack.back();
            const std::vector<int> &edges = m_net.edgesAt[size_t(frame.card)];
            if (frame.next == edges.size()) {
                close(frame.card);
                stack.pop_back();
                continue;
            }
            const Net::Edge &edge = m_net.edges[size_t(edges[frame.next++])];
            const int parent = edge.parent;
            if (edge.child == frame.card && m_layer[size_t(parent)] < 0 && !m_open[size_t(parent)]) {
                m_open[size_t(parent)] = true;
                stack.push_back({parent});
            }
        }
    }

    void close(int card)
    {
        int layer = 0;
        for (const int e : m_net.edgesAt[size_t(card)]) {
            const Net::Edge &edge = m_net.edges[size_t(e)];
            if (edge.child == card)
                layer = std::max(layer, m_layer[size_t(edge.parent)] + 1);
        }
        m_layer[size_t(card)] = layer;
        m_open[size_t(card)] = false;
    }

    /// A card without parents of its own moves up to its nearest child.
    void pullParents()
    {
        for (int card = 0; card < m_net.count(); ++card) {
            int nearest = -1;
            bool hasParent = false;
            for (const int e : m_net.edgesAt[size_t(card)]) {
                const Net::Edge &edge = m_net.edges[size_t(e)];
                hasParent = hasParent || edge.child == card;
                const int layer = m_layer[size_t(edge.child)];
                if (nearest < 0 || layer < nearest)
                    nearest = layer;
            }
            if (!hasParent && nearest > 0)
                m_layer[size_t(card)] = nearest - 1;
        }
    }

    const Net &m_net;
    std::vector<int> m_layer;
    std::vector<bool> m_open;
};

void orderByBarycentres(const Net &net, Columns &layers)
{
    std::vector<qreal> place(net.sizes.size(), 0);
    const auto number = [&](const std::vector<int> &layer) {
        for (size_t i = 0; i < layer.size(); ++i)
            place[size_t(layer[i])] = (qreal(i) + 0.5) / qreal(layer.size());
    };
    for (const std::vector<int> &layer : layers)
        number(layer);
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        for (size_t i = 0; i < layers.size(); ++i) {
            std::vector<int> &layer = layers[sweep % 2 == 0 ? i : layers.size() - 1 - i];
            std::vector<std::pair<qreal, int>> keys;
            for (const int card : layer) {
                const std::vector<int> &edges = net.edgesAt[size_t(card)];
                qreal sum = 0;
                for (const int edge : edges)
                    sum += place[size_t(net.other(edge, card))];
                keys.emplace_back(edges.empty() ? place[size_t(card)] : sum / qreal(edges.size()), card);
            }
            std::stable_sort(keys.begin(), keys.end());
            std::transform(keys.begin(), keys.end(), layer.begin(),
                           [](const auto &key) { return key.second; });
            number(layer);
        }
    }
}

qreal heightOf(const Net &net, const std::vector<int> &cards)
{
    qreal height = 0;
    for (const int card : cards)
        height += net.sizes[size_t(card)].height() + kCardGap;
    return height;
}

/// Deals the cards of a high layer out to neighbouring columns, so that their order stays about the same.
void split(const Net &net, const std::vector<int> &layer, qreal limit, Columns &columns)
{
    const size_t parts = std::max<size_t>(1, size_t(heightOf(net, layer) / limit + 0.5));
    const size_t first = columns.size();
    columns.resize(first + parts);
    for (size_t i = 0; i < layer.size(); ++i)
        columns[first + i % parts].push_back(layer[i]);
    std::erase_if(columns, [](const std::vector<int> &column) { return column.empty(); });
}

} // namespace

Columns layeredColumns(const Net &net, int columns)
{
    Columns layers = Layering(net).layers();
    orderByBarycentres(net, layers);
    qreal total = 0;
    for (const std::vector<int> &layer : layers)
        total += heightOf(net, layer);
    Columns result;
    for (const std::vector<int> &layer : layers)
        split(net, layer, 1.3 * total / columns, result);
    return result;
}

} // namespace relata::layout
