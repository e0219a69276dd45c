#include "flushorder.h"

namespace relata::orm {

int FlushOrder::numberOf(const FlushStep &step)
{
    if (const auto found = m_numbers.constFind(step); found != m_numbers.constEnd())
        return *found;
    const int number = int(m_steps.size());
    m_steps.push_back(step);
    m_numbers.insert(step, number);
    return number;
}

int FlushOrder::rows(int cls, Fate fate, ObjectRef one)
{
    const auto kind = fate == Fate::Delete ? FlushStep::Kind::Delete : FlushStep::Kind::Save;
    return numberOf({kind, cls, fate, one});
}

int FlushOrder::apply(int rule, Fate fate, ObjectRef one)
{
    return numberOf({FlushStep::Kind::Apply, rule, fate, one});
}

int FlushOrder::postUpdate(int cls, Fate fate)
{
    return numberOf({FlushStep::Kind::PostUpdate, cls, fate, {}});
}

void FlushOrder::before(int first, int second)
{
    if (first != kNoStep && second != kNoStep)
        m_edges.emplace_back(first, second);
}

Levels FlushOrder::levels() const
{
    std::vector<int> nodes;
    for (int number = 0; number < int(m_steps.size()); ++number) {
        if (!isDropped(number) && !isCircular(number))
            nodes.push_back(number);
    }
    return inLevels(nodes, m_edges);
}

void FlushOrder::findCircles()
{
    m_circular = nodesOnCycles(int(m_steps.size()), m_edges);
}

QList<int> FlushOrder::circularSteps() const
{
    QList<int> steps;
    for (int number = 0; number < int(m_circular.size()); ++number) {
        if (isCircular(number))
            steps += number;
    }
    return steps;
}

void FlushOrder::drop(int step)
{
    if (size_t(step) >= m_dropped.size())
        m_dropped.resize(m_steps.size());
    m_dropped[size_t(step)] = true;
}

void FlushOrder::replaceCircular(const QHash<int, QList<int>> &parts)
{
    std::vector<Edge> edges;
    for (const auto &[first, second] : m_edges) {
        const bool firstIsCircular = isCircular(first);
        const bool secondIsCircular = isCircular(second);
        if ((firstIsCircular && secondIsCircular) || isDropped(first) || isDropped(second))
            continue;
        if (firstIsCircular) {
            for (const int part : parts.value(first))
                edges.emplace_back(part, second);
        } else if (secondIsCircular) {
            for (const int part : parts.value(second))
                edges.emplace_back(first, part);
        } else {
            edges.emplace_back(first, second);
        }
    }
    m_edges = std::move(edges);
}

} // namespace relata::orm
