#pragma once

#include "core/async/databasethread.h"
#include "core/async/whendone.h"

#include <memory>

namespace relata::async {

/// A thread for one job that belongs to no open database. Whoever closes meanwhile does not wait for it.
std::shared_ptr<DatabaseThread> threadApart(const QString &name);

/// Runs a job in a thread of its own. The handler gets the answer in the owner's thread, or is not called
/// where the owner is gone by then.
template<typename Job, typename Handler>
void runApart(const QString &name, Job job, QObject *owner, Handler handler)
{
    const std::shared_ptr<DatabaseThread> thread = threadApart(name);
    using Answer = decltype(job());
    whenDone(thread->run(std::move(job), Cancellable::No), owner,
             [thread, handler = std::move(handler)](const Answer &answer) { handler(answer); });
}

} // namespace relata::async
