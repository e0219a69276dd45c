#pragma once

#include "core/base/pendingedits.h"
#include "core/base/saveforecast.h"
#include "core/orm/session/flushforecast.h"
#include "core/schema/schema.h"

namespace relata::records {

/// Gives what the database does besides its reasons: the actions of foreign keys and the triggers that can
/// have done it, and ON CONFLICT REPLACE. Where several can, all are named; each kind of change gets an entry
/// of its own, so that deleted rows and changed ones of a table have their own reasons. The tables below
/// virtual ones are left out.
/// @param besides what the database does, by table
/// @param waiting what the save writes itself
QList<base::TableForecast> withReasons(const QList<orm::TableRows> &besides,
                                       const QList<base::TableForecast> &waiting,
                                       const schema::Schema &schema, const base::PendingEdits &edits);

/// The rows that wait, by table.
QList<base::TableForecast> waitingRows(const base::PendingEdits &edits);

} // namespace relata::records
