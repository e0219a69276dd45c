#pragma once

#include <QFuture>
#include <QFutureWatcher>

#include <utility>

namespace relata::async {

/// Calls `handler` with the result of a future in the owner's thread, or not at all where the owner is gone
/// by then or the future was cancelled. (QFuture::then with a context asserts where the context died first.)
template<typename T, typename Handler>
void whenDone(const QFuture<T> &future, QObject *owner, Handler handler)
{
    auto *watcher = new QFutureWatcher<T>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner,
                     [watcher, handler = std::move(handler)]() mutable {
                         watcher->deleteLater();
                         if (!watcher->isCanceled() && watcher->future().resultCount() > 0)
                             handler(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace relata::async
