#pragma once

#include "core/base/result.h"
#include "core/project/designcontent.h"

#include <QLockFile>

#include <memory>

namespace relata::open {

/// A design that nobody has saved, in a file of the program's own, so that it survives the program. The file
/// is this process's as long as the value lives; it stays when the process is killed, and goes with remove().
class SafeCopy
{
public:
    /// @param folder of all such copies; made where it is missing
    explicit SafeCopy(const QString &folder) : m_folder(folder) {}

    /// @param home the design's file, into which it has not been saved; "" where it has none
    base::Done keep(project::DesignContent content, const QString &home);
    void remove();

private:
    QString m_folder;
    QString m_file; ///< "": nothing is kept
    std::unique_ptr<QLockFile> m_lock;
};

/// A copy whose process has ended.
struct LeftDrawing
{
    QString file;
    QString home; ///< the design's own file; "" where it has none
    project::DesignContent content;
};

/// What earlier processes have left in a folder, the last first. Copies that cannot be read, and those whose
/// processes live, are none.
QList<LeftDrawing> leftDrawings(const QString &folder);
/// The copy is not wanted any more.
void forgetDrawing(const QString &file);

} // namespace relata::open
