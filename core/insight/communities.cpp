#include "communities.h"

#include <QHash>
#include <QMap>

#include <vector>

namespace relata::insight {

namespace {

/// The groups while they merge: how many edges lead from each to each other one, and how many ends each has.
class Merging
{
public:
    Merging(int nodeCount, const QList<QPair<int, int>> &edges)
        : m_groupOf(size_t(nodeCount)), m_between(size_t(nodeCount)), m_ends(size_t(nodeCount), 0)
    {
        for (int node = 0; node < nodeCount; ++node)
            m_groupOf[size_t(node)] = node;
        for (const auto &[a, b] : edges) {
            if (a == b)
                continue;
            m_between[size_t(a)][b] += 1;
            m_between[size_t(b)][a] += 1;
            m_ends[size_t(a)] += 1;
            m_ends[size_t(b)] += 1;
            m_edgeCount += 1;
        }
    }

    /// Merges the two groups that gain most; false where no merger gains anything.
    bool mergeBest()
    {
        double best = 1e-9;
        int from = -1;
        int into = -1;
        for (int a = 0; a < int(m_between.size()); ++a) {
            const auto &others = m_between[size_t(a)];
            for (auto it = others.cbegin(); it != others.cend(); ++it) {
                const double gain = it.value() / m_edgeCount - m_ends[size_t(a)] * m_ends[size_t(it.key())] /
                                                                   (2 * m_edgeCount * m_edgeCount);
                if (a < it.key() && gain > best) {
                    best = gain;
                    into = a;
                    from = it.key();
                }
            }
        }
        if (from >= 0)
            merge(from, into);
        return from >= 0;
    }

    QList<int> numbered() const
    {
        QHash<int, int> numbers;
        QList<int> groups;
        for (const int group : m_groupOf) {
            if (!numbers.contains(group))
                numbers.insert(group, int(numbers.size()));
            groups.append(numbers.value(group));
        }
        return groups;
    }

private:
    void merge(int from, int into)
    {
        const QMap<int, double> others = std::exchange(m_between[size_t(from)], {});
        for (auto it = others.cbegin(); it != others.cend(); ++it) {
            m_between[size_t(it.key())].remove(from);
            if (it.key() == into)
                continue;
            m_between[size_t(it.key())][into] += it.value();
            m_between[size_t(into)][it.key()] += it.value();
        }
        m_ends[size_t(into)] += std::exchange(m_ends[size_t(from)], 0);
        for (int &group : m_groupOf) {
            if (group == from)
                group = into;
        }
    }

    std::vector<int> m_groupOf;
    std::vector<QMap<int, double>> m_between;
    std::vector<double> m_ends;
    double m_edgeCount = 0;
};

} // namespace

QList<int> communities(int nodeCount, const QList<QPair<int, int>> &edges)
{
    Merging merging(nodeCount, edges);
    while (merging.mergeBest()) {
    }
    return merging.numbered();
}

} // namespace relata::insight
