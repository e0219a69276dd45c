#pragma once

#include "core/base/value.h"

#include <QHash>

namespace relata::base {

/// Which row of which table: the values of the table's address columns (schema::addressOf), or, for a row
/// that is not yet in the database, a number that the session gave it.
struct RecordKey
{
    QString table;
    Values values;
    int newRow = 0; ///< 0: the row is in the database; else the number of a row that waits for Save.

    bool isNew() const { return newRow != 0; }
    bool isValid() const { return isNew() || !values.isEmpty(); }
    /// The key for people: "5", "(2, 'B')", "new".
    QString toDisplay() const;
    bool operator==(const RecordKey &) const = default;
};

size_t qHash(const RecordKey &key, size_t seed = 0);

} // namespace relata::base

Q_DECLARE_METATYPE(relata::base::RecordKey)
