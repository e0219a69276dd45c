#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// A foreign key constraint that links two tables, as far as it does.
struct LinkPath
{
    int table = -1;        ///< that has the constraint
    int constraint = -1;   ///< index in Table::foreignKeys
    QList<SyncPair> pairs; ///< referenced column to referring column, in column order

    QList<ColumnIndex> foreignColumns() const;
};

/// What links two tables.
struct LinkSearch
{
    QList<LinkPath> paths; ///< one: found; none: no foreign key; more: ambiguous
    /// A foreign key that leads to one of the two tables but to a column that it does not have.
    std::optional<KeyElement> missingColumn;
};

/// The foreign keys between a and b, those of b first (SQLAlchemy 2.0: how a join condition is found).
/// foreignKeys, unless empty, says which columns count as foreign keys; where that leaves several constraints
/// only those count whose columns are exactly these. Constraints that come to the same count once.
LinkSearch findLinks(const Catalog &catalog, int a, int b, const QList<ColumnIndex> &foreignKeys);

/// Step b: finds the join conditions that are not given.
bool determineJoins(Workbench &work, Draft &draft);

} // namespace relata::mapping
