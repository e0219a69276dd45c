#pragma once

#include "core/layout/columns.h"

#include <functional>

namespace relata::layout {

/// What a plan costs; less is better.
using PlanPrice = std::function<qreal(const Columns &)>;

/// How long and how boldly to look for a better plan. Heat is the loss in price that is often accepted at
/// first; without heat only gains are.
struct Search
{
    int changes = 0;
    qreal heat = 0;
    unsigned seed = 1;
    std::stop_token stop = {};
};

/// Improves a plan by moving and exchanging cards (simulated annealing, deterministic). Answers the best
/// plan met.
Columns refine(Columns columns, const PlanPrice &priceOf, const Search &search);

} // namespace relata::layout
