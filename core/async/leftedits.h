#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QStringList>

namespace relata::async {

/// What waited for Save in a process that has ended, as it is offered. A value.
struct LeftEdits
{
    int rows = 0;    ///< 0: nothing was left
    int waiting = 0; ///< journals that are left besides
    QDateTime written;
    QStringList changes;    ///< each row in words
    QStringList notes;      ///< what has changed since, and which rows would not come back
    int restorable = 0;     ///< rows that can wait again; what is not among them stays in the journal
    QString whyNot;         ///< why none can; "" where some can
    bool wasSaving = false; ///< the process ended in the middle of a save that was not committed

    bool operator==(const LeftEdits &) const = default;
};

enum class LeftAnswer {
    Restore, ///< let the rows wait again
    Discard,
    Later, ///< keep the journal for the next opening
};

} // namespace relata::async

Q_DECLARE_METATYPE(relata::async::LeftEdits)
