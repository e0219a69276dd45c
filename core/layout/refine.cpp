#include "core/layout/refine.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace relata::layout {

namespace {

/// Changes a plan at random. Own arithmetic: the distributions of <random> differ between libraries.
class Changer
{
public:
    explicit Changer(unsigned seed) : m_random(seed) {}

    qreal fraction() { return qreal(m_random() % 1000000) / 1000000; }

    void change(Columns &columns)
    {
        const size_t kind = below(10);
        if (kind < 5)
            moveCard(columns);
        else if (kind < 8)
            exchangeCards(columns);
        else if (kind == 8)
            exchangeNeighbours(columns);
        else
            exchangeColumns(columns);
        std::erase_if(columns, [](const std::vector<int> &column) { return column.empty(); });
    }

private:
    size_t below(size_t count) { return m_random() % count; }

    int takeCard(Columns &columns)
    {
        std::vector<int> &column = columns[below(columns.size())];
        const size_t at = below(column.size());
        const int card = column[at];
        column.erase(column.begin() + qptrdiff(at));
        return card;
    }

    void moveCard(Columns &columns)
    {
        const int card = takeCard(columns);
        const size_t target = below(columns.size() * 4 + 2);
        if (target >= columns.size() * 4) {
            columns.insert(target % 2 == 0 ? columns.begin() : columns.end(), {card});
            return;
        }
        std::vector<int> &column = columns[target / 4];
        column.insert(column.begin() + qptrdiff(below(column.size() + 1)), card);
    }

    void exchangeCards(Columns &columns)
    {
        std::vector<int> &one = columns[below(columns.size())];
        std::vector<int> &other = columns[below(columns.size())];
        std::swap(one[below(one.size())], other[below(other.size())]);
    }

    void exchangeNeighbours(Columns &columns)
    {
        std::vector<int> &column = columns[below(columns.size())];
        if (column.size() < 2)
            return;
        const size_t at = below(column.size() - 1);
        std::swap(column[at], column[at + 1]);
    }

    void exchangeColumns(Columns &columns)
    {
        std::swap(columns[below(columns.size())], columns[below(columns.size())]);
    }

    std::mt19937 m_random;
};

} // namespace

Columns refine(Columns columns, const PlanPrice &priceOf, const Search &search)
{
    Changer changer(search.seed);
    qreal current = priceOf(columns);
    Columns best = columns;
    qreal least = current;
    for (int i = 0; i < search.changes && !search.stop.stop_requested(); ++i) {
        const qreal left = 1 - qreal(i) / search.changes;
        const qreal heat = search.heat * left * left;
        Columns changed = columns;
        changer.change(changed);
        const qreal price = priceOf(changed);
        const bool accept =
            price <= current || (heat > 1 && changer.fraction() < std::exp((current - price) / heat));
        if (!accept)
            continue;
        columns = std::move(changed);
        current = price;
        if (current < least) {
            least = current;
            best = columns;
        }
    }
    return best;
}

} // namespace relata::layout
