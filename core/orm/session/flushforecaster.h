#pragma once

#include "core/orm/session/flusher.h"
#include "core/orm/session/flushforecast.h"

namespace relata::orm {

/// Finds out what a flush would do: lets it happen inside a savepoint, watches, and puts the database and
/// everything in memory back. Copies the session's memory for it. Belongs to a session, lives in its thread.
class FlushForecaster
{
public:
    FlushForecaster(SessionCore &core, Flusher &flusher, Transaction &transaction)
        : m_core(core), m_flusher(flusher), m_transaction(transaction)
    {
    }

    /// What a flush would do after a change. Fails only where that cannot be tried; why the change or the
    /// flush would fail stands in the answer.
    base::Result<FlushForecast> forecast(const std::function<base::Done()> &change);

private:
    FlushForecast watch(const std::function<base::Done()> &change);

    SessionCore &m_core;
    Flusher &m_flusher;
    Transaction &m_transaction;
};

} // namespace relata::orm
