#pragma once

#include <QMetaObject>
#include <QMutex>

namespace relata::async {

/// Where threads leave what an object of another thread shall hear, which may be gone by then. Shared between
/// them; the owner closes it before it goes.
template<typename Owner>
class Letterbox
{
public:
    explicit Letterbox(Owner *owner) : m_owner(owner) {}
    void close()
    {
        const QMutexLocker lock(&m_mutex);
        m_owner = nullptr;
    }
    /// Has `call(Owner &)` called in the owner's thread. From any thread.
    template<typename Call>
    void leave(Call call)
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_owner)
            return;
        QMetaObject::invokeMethod(
            m_owner, [owner = m_owner, call] { call(*owner); }, Qt::QueuedConnection);
    }

private:
    QMutex m_mutex;
    Owner *m_owner;
};

} // namespace relata::async
