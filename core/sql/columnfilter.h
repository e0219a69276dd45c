#pragma once

#include "core/base/value.h"
#include "core/schema/table.h"

#include <optional>

namespace relata::sql {

/// A filter that compares columns: price > 10 AND name LIKE a%, city IS NULL, "unit price" = 0.99. Words as a
/// person types them: a value needs no quotes, and means for its column what it would mean typed into a cell.
class ColumnFilter
{
public:
    struct Condition
    {
        QString column; ///< as the table calls it
        QString op;     ///< "=", "<>", "<", "<=", ">", ">=", "LIKE", "NOT LIKE", "IS NULL", "IS NOT NULL"
        base::Value value = {};

        bool takesValue() const { return !op.endsWith(QLatin1StringView("NULL")); }
        bool operator==(const Condition &) const = default;
    };

    /// The conditions of such a filter, all of which must hold; nothing where the text does not compare
    /// columns of the table from beginning to end.
    static std::optional<QList<Condition>> parse(const QString &text, const schema::Table &table);
};

} // namespace relata::sql
