#pragma once

#include "core/base/pendingedits.h"
#include "core/base/result.h"
#include "core/schema/schema.h"

#include <optional>

namespace relata::records {

/// The schemas that a database had while it was open: what a person does while the schema is read again was
/// meant by the columns of before, and finds its place by their names. Generations number them. A value.
class EarlierSchemas
{
public:
    /// A change of one cell.
    struct CellChange
    {
        base::RecordKey key;
        int column = 0;
        base::Value before;
        base::Value now;
    };

    /// That of the schema as it is now.
    int generation() const { return int(m_before.size()); }
    /// The schema of now becomes an earlier one.
    void add(const schema::Schema &schema) { m_before += schema; }
    /// What was meant in a generation, in the schema of now; an error with the value where it has no place.
    base::Result<CellChange> meant(const CellChange &change, int generation, const schema::Schema &now) const;
    /// A row as it was seen in a generation; nothing where it has other columns now.
    std::optional<base::Record> seen(const base::Record &row, int generation,
                                     const schema::Schema &now) const;

private:
    QList<schema::Schema> m_before;
};

} // namespace relata::records
