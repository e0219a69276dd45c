#include "transaction.h"

#include "core/orm/session/sessionactions.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

Done Transaction::checkUsable() const
{
    switch (m_state) {
    case State::Usable:
        return {};
    case State::CommitRefused:
        return fail(ErrorCode::InvalidRequest,
                    u"The transaction could not be committed, and waits for rollback()."_s,
                    u"Roll back, then go on."_s);
    case State::SavepointFailed:
        return fail(
            ErrorCode::PendingRollback,
            u"The savepoint was taken back after an error while saving, and waits for its rollback."_s,
            u"Roll back the savepoint or the whole transaction, then go on."_s, m_error.text());
    case State::FlushFailed:
        break;
    }
    return fail(ErrorCode::PendingRollback,
                u"The transaction was taken back after an error while saving, and waits for rollback()."_s,
                u"Roll back, then go on."_s, m_error.text());
}

Done Transaction::begin()
{
    if (const Done usable = checkUsable(); !usable)
        return usable;
    return m_core.executor.begin();
}

Done Transaction::commit()
{
    if (const Done usable = checkUsable(); !usable)
        return usable;
    if (const Done flushed = flushUntilClean(); !flushed)
        return flushed;
    if (const Done committed = m_core.executor.commit(); !committed) {
        if (m_commitRefused)
            m_commitRefused(committed.error());
        m_core.executor.rollback();
        if (m_core.options.expireOnRollback)
            m_state = State::CommitRefused;
        else
            m_restoration.restoreTransaction();
        return committed;
    }
    if (m_core.options.expireOnCommit) {
        m_attributes.expireSession();
        detachDeleted();
    }
    m_core.snapshots.clear();
    return {};
}

/// A flush can leave something behind: an object that is to be deleted, but was linked anew, is saved first.
Done Transaction::flushUntilClean()
{
    constexpr int kMostFlushes = 100;
    for (int flushes = 0; !m_core.isClean(); ++flushes) {
        if (flushes == kMostFlushes) {
            return fail(ErrorCode::FlushRefused,
                        u"The session has still changes after %1 flushes."_s.arg(kMostFlushes),
                        u"Look for objects that are deleted and linked again and again."_s);
        }
        if (const Done flushed = m_core.actions.flush(); !flushed)
            return flushed;
    }
    return {};
}

/// What a flush deleted has left the session for good.
void Transaction::detachDeleted()
{
    for (const Snapshot &snapshot : m_core.snapshots.levels()) {
        for (const ObjectRef object : snapshot.removed)
            m_core.set(object, InSession, false);
    }
}

Done Transaction::rollback()
{
    // Where nothing has begun since the last commit, what objects hold is as true as before.
    if (!m_core.executor.wasUsed() && m_state == State::Usable && m_core.isClean())
        return {};
    m_core.executor.rollback();
    const bool hasFailed = m_state == State::FlushFailed || m_state == State::SavepointFailed;
    if (hasFailed)
        warnOfLateChanges();
    // After an error in the transaction itself objects are back already.
    if (m_state != State::FlushFailed || m_core.options.expireOnRollback)
        m_restoration.restoreTransaction();
    becomeUsable();
    return {};
}

void Transaction::warnOfLateChanges()
{
    if (m_core.isClean())
        return;
    m_core.warn(u"What was changed after an error while saving, and before the rollback, is taken back, "
                "too."_s);
}

void Transaction::becomeUsable()
{
    m_state = State::Usable;
    m_error = {};
}

void Transaction::close()
{
    m_core.executor.rollback();
    becomeUsable();
    m_core.snapshots.clear();
}

void Transaction::takeBackAfter(const base::Error &error)
{
    const int savepoint = m_core.snapshots.savepoints();
    if (savepoint > 0 && m_core.executor.rollbackTo(savepoint)) {
        m_restoration.restoreSavepoint();
        m_state = State::SavepointFailed;
    } else {
        m_core.executor.rollback();
        m_restoration.restoreTransaction();
        m_state = State::FlushFailed;
    }
    m_error = error;
}

void Transaction::lose(const base::Error &error)
{
    m_restoration.restoreTransaction();
    m_state = State::FlushFailed;
    m_error = error;
}

Done Transaction::beginNested()
{
    if (const Done usable = checkUsable(); !usable)
        return usable;
    if (const Done flushed = m_core.actions.flush(); !flushed)
        return flushed;
    if (const Done made = m_core.executor.savepoint(m_core.snapshots.savepoints() + 1); !made)
        return made;
    m_core.snapshots.open();
    return {};
}

Done Transaction::checkNested() const
{
    if (m_core.snapshots.savepoints() > 0)
        return checkUsable();
    return fail(ErrorCode::InvalidRequest, u"The session has no savepoint that could be ended."_s,
                u"Call beginNested() first, or end the whole transaction."_s);
}

Done Transaction::rollbackNested()
{
    if (m_state == State::SavepointFailed) { // The database has gone back to it already.
        warnOfLateChanges();
        becomeUsable();
    } else {
        if (const Done nested = checkNested(); !nested)
            return nested;
        if (const Done taken = m_core.executor.rollbackTo(m_core.snapshots.savepoints()); !taken)
            return taken;
    }
    m_restoration.restoreSavepoint();
    m_core.snapshots.drop();
    return {};
}

Done Transaction::commitNested()
{
    if (const Done nested = checkNested(); !nested)
        return nested;
    if (const Done flushed = flushUntilClean(); !flushed)
        return flushed;
    if (const Done released = m_core.executor.release(m_core.snapshots.savepoints()); !released)
        return released;
    m_core.snapshots.mergeInnermost();
    return {};
}

} // namespace relata::orm
