#pragma once

#include "core/insight/loadsql.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace relata::insight {

/// Works out what loads would cost and send, in a thread of its own: with hundreds of tables that takes some
/// tens of milliseconds, which a window has not got. Answers come in the order of the questions; one whose
/// future is cancelled in time is not worked out. Asked from one thread; no database is needed.
class LoadPredictor
{
public:
    LoadPredictor();
    /// Waits for the answer that is being worked out, and for no other.
    ~LoadPredictor();
    LoadPredictor(const LoadPredictor &) = delete;
    LoadPredictor &operator=(const LoadPredictor &) = delete;

    /// See loadCosts().
    QFuture<QList<QList<LoadCost>>> costs(const mapping::MappedSchema &schema,
                                          const QList<mapping::Side> &sides, const LoadScale &scale);
    /// See loadSql().
    QFuture<QList<LoadSql>> sql(const mapping::MappedSchema &schema, const mapping::Side &side,
                                mapping::Lazy lazy, const LoadScale &scale);

private:
    template<typename Job>
    auto run(Job job);

    QThreadPool m_thread;
};

} // namespace relata::insight
