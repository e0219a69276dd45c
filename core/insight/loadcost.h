#pragma once

#include "core/mapping/mappedschema.h"

namespace relata::insight {

/// What it costs to show some rows with all that a relationship of theirs leads to.
struct LoadCost
{
    mapping::Lazy lazy = mapping::Lazy::Select;
    /// SELECTs, that of the rows themselves included. The most where rows share a parent: they are counted as
    /// if each had its own. 0 where the strategy refuses to load.
    qint64 statements = 0;

    bool operator==(const LoadCost &) const = default;
};

/// The cost under every strategy, in the order of mapping::lazyWords(); what the classes behind it bring
/// along counts. From the plan of an orm::Session; no database is asked. Any thread.
/// @param owners how many rows are shown
QList<LoadCost> loadCosts(const mapping::MappedSchema &schema, const mapping::Side &side, qint64 owners);

} // namespace relata::insight
