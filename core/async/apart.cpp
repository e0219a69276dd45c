#include "apart.h"

#include "core/async/threadreaper.h"

namespace relata::async {

namespace {

/// A thread on its way out.
class ClosingThread final : public Closing
{
public:
    explicit ClosingThread(DatabaseThread *thread) : m_thread(thread) { m_thread->beginEnd(); }
    void interrupt() override { m_thread->interruptRunning(); }
    bool hasEnded() const override { return m_thread->hasEnded(); }

private:
    std::unique_ptr<DatabaseThread> m_thread;
};

} // namespace

std::shared_ptr<DatabaseThread> threadApart(const QString &name)
{
    return {new DatabaseThread(name),
            [](DatabaseThread *made) { ThreadReaper::take(std::make_unique<ClosingThread>(made)); }};
}

} // namespace relata::async
