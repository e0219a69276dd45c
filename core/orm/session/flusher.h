#pragma once

#include "core/orm/session/transaction.h"
#include "core/orm/session/writtenobjects.h"

namespace relata::orm {

class CascadeWalker;
class ObjectStates;
class UnitOfWork;

/// Flushes a session: collects what waits, lets a UnitOfWork write it, and takes back what cannot be written.
/// Belongs to a session, lives in its thread.
class Flusher
{
public:
    /// @param lazy reads again what has expired
    Flusher(SessionCore &core, Attributes &attributes, LazyLoader &lazy, CascadeWalker &walker,
            ObjectStates &states, Transaction &transaction)
        : m_core(core),
          m_attributes(attributes),
          m_walker(walker),
          m_states(states),
          m_transaction(transaction),
          m_written(core, attributes, lazy)
    {
    }

    /// As Session::flush(). InvalidRequest where a flush is underway.
    base::Done flush();

    /// What becomes of the transaction when a flush fails.
    enum class OnFailure {
        TakeBack,
        Leave, ///< whoever has set this puts everything back
    };
    void setOnFailure(OnFailure what) { m_onFailure = what; }

private:
    void collect(UnitOfWork &work);
    base::Done write(UnitOfWork &work);
    void dropWritten();

    SessionCore &m_core;
    Attributes &m_attributes;
    CascadeWalker &m_walker;
    ObjectStates &m_states;
    Transaction &m_transaction;
    WrittenObjects m_written;
    OnFailure m_onFailure = OnFailure::TakeBack;
};

} // namespace relata::orm
