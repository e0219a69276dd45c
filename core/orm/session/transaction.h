#pragma once

#include "core/orm/session/restoration.h"

namespace relata::orm {

/// The transaction of a session and its savepoints: begins, ends and takes back, in the database and in
/// memory, and knows whether the session may go on after something has failed. Belongs to a session, lives
/// in its thread.
class Transaction
{
public:
    Transaction(SessionCore &core, Attributes &attributes, Restoration &restoration)
        : m_core(core), m_attributes(attributes), m_restoration(restoration)
    {
    }

    /// Whether statements may be sent: PendingRollback after an error in a flush, InvalidRequest after a
    /// COMMIT that was refused.
    base::Done checkUsable() const;

    // As the functions of the Session with these names.
    base::Done begin();
    base::Done commit();
    base::Done rollback();
    base::Done beginNested();
    base::Done rollbackNested();
    base::Done commitNested();
    /// Ends the transaction without a trace: objects stay as they are.
    void close();

    /// A flush has failed: takes back the innermost savepoint, or else the whole transaction. The session is
    /// not usable until that has been ended by a rollback. Where the database has lost the savepoint all is
    /// taken back.
    void takeBackAfter(const base::Error &error);
    /// The database has lost the transaction: nothing of it can go on.
    void lose(const base::Error &error);
    void setCommitRefused(std::function<void(const base::Error &)> called)
    {
        m_commitRefused = std::move(called);
    }

private:
    /// What the session waits for.
    enum class State {
        Usable,
        FlushFailed,     ///< for rollback()
        SavepointFailed, ///< for rollbackNested() or rollback()
        CommitRefused,   ///< for rollback(); objects are as the transaction left them
    };

    base::Done flushUntilClean();
    base::Done checkNested() const;
    void detachDeleted();
    void warnOfLateChanges();
    void becomeUsable();

    SessionCore &m_core;
    Attributes &m_attributes;
    Restoration &m_restoration;
    std::function<void(const base::Error &)> m_commitRefused;
    State m_state = State::Usable;
    base::Error m_error; ///< of the flush that failed
};

} // namespace relata::orm
