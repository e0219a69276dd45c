#pragma once

#include <QFlags>

namespace relata::orm {

/// What a read may do to get a value, and which value it is after. SQLAlchemy's PassiveFlag.
enum ReachFlag : quint32 {
    MayLoad = 1,              ///< a loader may be asked
    MaySelect = 2,            ///< it may send a SELECT
    MayLoadRelated = 4,       ///< related objects may be loaded
    AlsoWithoutRow = 8,       ///< also for an object that is not in the database
    AsInDatabase = 16,        ///< foreign keys as they are in the database
    WithoutAutoflush = 32,    ///< nothing is flushed before a SELECT
    IgnoringRaise = 64,       ///< lazy="raise" does not count
    ForHistory = 128,         ///< the value before a change is looked for
    AsImmediate = 256,        ///< lazy="immediate": by a SELECT, whatever the class says
    WithQueued = 512,         ///< changes that wait for their collection to be loaded count
    NeverSetIsNothing = 1024, ///< an attribute that was never set reads as NeverSet instead of as NULL
};
Q_DECLARE_FLAGS(Reach, ReachFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(Reach)

/// Whatever it takes.
inline constexpr Reach kAnywhere = Reach(MayLoad) | MaySelect | MayLoadRelated | AlsoWithoutRow;
/// What is in memory, and nothing else: no loader is asked.
inline constexpr Reach kInMemory = kAnywhere & ~Reach(MayLoad);
/// A loader may look into the identity map, but sends no SELECT.
inline constexpr Reach kWithoutSelect = kAnywhere & ~Reach(MaySelect);
/// The object's own columns may be loaded, related objects may not.
inline constexpr Reach kWithoutRelated = kAnywhere & ~Reach(MayLoadRelated);

} // namespace relata::orm
