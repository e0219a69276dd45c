#pragma once

#include "core/base/result.h"
#include "core/schema/schema.h"

#include <QObject>

#include <functional>

namespace relata::async {

/// What the CREATE TABLE statements of a text make.
struct TablesOfText
{
    schema::Schema schema; ///< with ids of its own
    int leftOut = 0;       ///< statements that make no table and no index, which were not run
};

/// Reads SQL text as tables: SQLite makes them in a database that nobody sees, and they are read from there.
/// Nothing but CREATE TABLE, CREATE INDEX and ALTER TABLE is run. The handler is called in the owner's
/// thread, or not at all where the owner is gone by then; it gets ErrorCode::InvalidRequest with the line
/// where the text cannot be read.
void readTables(const QString &sql, QObject *owner,
                std::function<void(const base::Result<TablesOfText> &)> handler);

} // namespace relata::async
