#pragma once

#include "core/base/record.h"

#include <QHash>
#include <QSet>

namespace relata::base {

/// What a save did, for whoever holds or shows rows. A value.
struct SaveReport
{
    int inserted = 0;
    int updated = 0;
    int deleted = 0;
    /// Rows that were added or changed: the key before -> the key now.
    QHash<RecordKey, RecordKey> newKeys;
    QList<Record> refreshed;         ///< rows written, as the database has them now
    QSet<RecordKey> gone;            ///< rows that are no longer there
    QList<RecordKey> renamed;        ///< keys that rows were written with before a trigger changed them
    QSet<QString> tables;            ///< tables whose rows may have changed
    QSet<QString> changedByDatabase; ///< those of them that actions and triggers may have changed
    QString besides;                 ///< what the database did besides, in a sentence; "" where nothing
};

} // namespace relata::base
