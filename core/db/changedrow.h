#pragma once

#include "core/base/value.h"

#include <functional>

namespace relata::db {

/// What happened to a row.
enum class RowChange { Inserted, Updated, Deleted };

/// A row that a statement changes, told while it runs. Lives as long as the call.
class ChangedRow
{
public:
    ChangedRow(QString table, RowChange change, bool isByDatabase)
        : m_table(std::move(table)), m_change(change), m_isByDatabase(isByDatabase)
    {
    }
    virtual ~ChangedRow() = default;

    const QString &table() const { return m_table; }
    RowChange change() const { return m_change; }
    /// The database does it on its own account: an action of a foreign key, a trigger, ON CONFLICT REPLACE.
    bool isByDatabase() const { return m_isByDatabase; }
    /// The row gives way to the one that the statement writes: ON CONFLICT REPLACE, in the table or in the
    /// statement.
    virtual bool isReplaced() const { return false; }
    /// The rowids; 0 of a table that has none.
    virtual qint64 rowidBefore() const { return 0; }
    virtual qint64 rowidAfter() const { return 0; }
    /// A cell as it was (NULL of a row that is inserted) and as it will be (NULL of one that is deleted).
    /// @param stored the column's place among those that are stored: computed ones that are not do not count
    virtual base::Value before(int stored) const = 0;
    virtual base::Value after(int stored) const = 0;

private:
    const QString m_table;
    const RowChange m_change;
    const bool m_isByDatabase;
};

/// Told of each row that a statement changes.
using RowListener = std::function<void(const ChangedRow &)>;

} // namespace relata::db
