#include "topological.h"

#include <algorithm>

namespace relata::orm {

namespace {

/// Tarjan's strongly connected components with a stack of its own.
class Components
{
public:
    Components(int count, const std::vector<Edge> &edges)
        : m_cyclic(size_t(count)),
          m_next(size_t(count)),
          m_index(size_t(count), -1),
          m_low(size_t(count)),
          m_onStack(size_t(count))
    {
        for (const Edge &edge : edges) {
            if (edge.first < 0 || edge.second < 0)
                continue;
            m_next[size_t(edge.first)].push_back(edge.second);
            if (edge.first == edge.second)
                m_cyclic[size_t(edge.first)] = true;
        }
        for (int node = 0; node < count; ++node) {
            if (m_index[size_t(node)] < 0)
                visit(node);
        }
    }
    std::vector<bool> m_cyclic;

private:
    void enter(int node)
    {
        m_index[size_t(node)] = m_low[size_t(node)] = m_counter++;
        m_stack.push_back(node);
        m_onStack[size_t(node)] = true;
        m_frames.push_back({node, 0});
    }
    void leave(int node)
    {
        if (m_low[size_t(node)] == m_index[size_t(node)]) {
            const bool several = m_stack.back() != node;
            int member = -1;
            do {
                member = m_stack.back();
                m_stack.pop_back();
                m_onStack[size_t(member)] = false;
                if (several)
                    m_cyclic[size_t(member)] = true;
            } while (member != node);
        }
        m_frames.pop_back();
        if (!m_frames.empty()) {
            int &low = m_low[size_t(m_frames.back().first)];
            low = std::min(low, m_low[size_t(node)]);
        }
    }
    void visit(int start)
    {
        enter(start);
        while (!m_frames.empty()) {
            auto &[node, place] = m_frames.back();
            if (place == m_next[size_t(node)].size()) {
                leave(node);
                continue;
            }
            const int other = m_next[size_t(node)][place++];
            if (m_index[size_t(other)] < 0)
                enter(other);
            else if (m_onStack[size_t(other)])
                m_low[size_t(node)] = std::min(m_low[size_t(node)], m_index[size_t(other)]);
        }
    }

    std::vector<std::vector<int>> m_next;
    std::vector<int> m_index;
    std::vector<int> m_low;
    std::vector<bool> m_onStack;
    std::vector<int> m_stack;
    std::vector<std::pair<int, size_t>> m_frames;
    int m_counter = 0;
};

} // namespace

std::vector<bool> nodesOnCycles(int count, const std::vector<Edge> &edges)
{
    return Components(count, edges).m_cyclic;
}

Levels inLevels(const std::vector<int> &nodes, const std::vector<Edge> &edges)
{
    const int highest = nodes.empty() ? -1 : *std::ranges::max_element(nodes);
    std::vector<bool> isThere(size_t(highest + 1));
    for (const int node : nodes)
        isThere[size_t(node)] = true;
    const auto has = [&](int node) { return node >= 0 && node <= highest && isThere[size_t(node)]; };
    std::vector<std::vector<int>> after(isThere.size());
    std::vector<int> waiting(isThere.size());
    for (const Edge &edge : edges) {
        if (!has(edge.first) || !has(edge.second))
            continue;
        after[size_t(edge.first)].push_back(edge.second);
        ++waiting[size_t(edge.second)];
    }
    Levels sorted;
    QList<int> level;
    for (const int node : nodes) {
        if (waiting[size_t(node)] == 0)
            level += node;
    }
    size_t done = 0;
    while (!level.isEmpty()) {
        done += size_t(level.size());
        QList<int> next;
        for (const int node : std::as_const(level)) {
            for (const int other : after[size_t(node)]) {
                if (--waiting[size_t(other)] == 0)
                    next += other;
            }
        }
        sorted.levels += level;
        level = next;
    }
    sorted.isWhole = done == nodes.size();
    return sorted;
}

} // namespace relata::orm
