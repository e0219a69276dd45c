#include "designclaim.h"

#include "core/base/privatefiles.h"

#include <QFileInfo>

namespace relata::open {

using namespace Qt::StringLiterals;

void DesignClaim::make(const QString &file)
{
    drop();
    const QString folder = QFileInfo(file).absolutePath();
    if (!base::makePrivateFolder(folder) || !QFileInfo(folder).isWritable())
        return; // A lock that is there may be one that nobody can remove.
    auto lock = std::make_unique<QLockFile>(file + u".lock"_s);
    lock->setStaleLockTime(0); // However long a process lives, the file is its own.
    if (lock->tryLock()) {
        static_cast<void>(base::makePrivateFile(lock->fileName()));
        m_lock = std::move(lock);
    } else {
        m_isRefused = lock->error() == QLockFile::LockFailedError;
    }
}

void DesignClaim::drop()
{
    m_lock.reset();
    m_isRefused = false;
}

} // namespace relata::open
