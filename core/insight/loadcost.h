#pragma once

#include "core/mapping/mappedschema.h"

namespace relata::insight {

/// How much is shown: so many rows, as far as is known of so many at the other end of a relationship.
struct LoadScale
{
    qint64 owners = 0;
    qint64 targets = -1; ///< below 0: not known

    /// How many distinct keys there can be to load by: rows with one parent each have no more of them than
    /// there are parents.
    qint64 keysOf(const mapping::Side &side) const;
    bool operator==(const LoadScale &) const = default;
};

/// What it costs to show some rows with all that a relationship of theirs leads to.
struct LoadCost
{
    mapping::Lazy lazy = mapping::Lazy::Select;
    /// SELECTs, that of the rows themselves included. The most where rows share a parent: they are counted as
    /// if each had its own. 0 where the strategy refuses to load.
    qint64 statements = 0;

    bool operator==(const LoadCost &) const = default;
};

/// The cost under every strategy, in the order of mapping::lazyWords(); what the classes it leads to bring
/// along counts. From the plan of an orm::Session; no database is asked. Any thread.
/// @param scale what is shown
QList<LoadCost> loadCosts(const mapping::MappedSchema &schema, const mapping::Side &side,
                          const LoadScale &scale);
/// The same for several sides, which takes hardly longer than for one.
QList<QList<LoadCost>> loadCosts(const mapping::MappedSchema &schema, const QList<mapping::Side> &sides,
                                 const LoadScale &scale);

} // namespace relata::insight
