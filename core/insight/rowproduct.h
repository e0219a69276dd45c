#pragma once

#include "core/mapping/mappedschema.h"

#include <QHash>

namespace relata::insight {

/// Rows that tables have, as far as somebody has counted them.
using KnownRows = QHash<base::TableId, qint64>;

/// How many rows of an answer one row becomes whose collections are all loaded by joins: as many as the
/// product of what they hold.
struct RowProduct
{
    QStringList collections; ///< names of the relationships, in their class's order
    /// How many each holds on average, at least one: an empty one gives a row, too. Empty where not all
    /// tables are counted.
    QList<double> held;

    bool isKnown() const { return !held.isEmpty(); }
    double rowsOfEach() const; ///< 1 where nothing is known
    bool multiplies() const { return collections.size() > 1; }
    bool operator==(const RowProduct &) const = default;
};

/// The collections of a class that come by joins, and what that makes of its rows. A pure function.
RowProduct rowProduct(const mapping::MappedSchema &schema, const QString &className, const KnownRows &rows);

/// How many objects a collection holds on average; below 0 where not all tables are counted, or no row could
/// hold any.
double heldOnAverage(const mapping::MappedSchema &schema, const mapping::Side &side, const KnownRows &rows);

} // namespace relata::insight
