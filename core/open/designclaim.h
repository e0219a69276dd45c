#pragma once

#include <QLockFile>

#include <memory>

namespace relata::open {

/// The right to keep one design in a file of the program's folder. Of all windows and processes the first has
/// it, until it drops it or ends, killed or not; the others keep nothing there. Lives in the GUI thread.
class DesignClaim
{
public:
    /// Claims the file instead of what was claimed before. Where no lock can be made, for another reason than
    /// that somebody else has it, the file counts as ours: whether it can be written is told by writing it.
    void make(const QString &file);
    void drop();
    /// True where another window or process has the file.
    bool isRefused() const { return m_isRefused; }

private:
    std::unique_ptr<QLockFile> m_lock;
    bool m_isRefused = false;
};

} // namespace relata::open
