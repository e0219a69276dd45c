#include "leftdrawings.h"

#include "core/base/privatefiles.h"
#include "core/project/designfile.h"

#include <QDir>
#include <QFile>
#include <QUuid>

#include <utility>

namespace relata::open {

using namespace Qt::StringLiterals;
using base::Done;

namespace {

const QString kHome = u"home"_s; ///< a key that only these copies have

QString lockOf(const QString &file)
{
    return file + u".lock"_s;
}

} // namespace

Done SafeCopy::keep(project::DesignContent content, const QString &home)
{
    if (!home.isEmpty())
        content.unknown.insert(kHome, home);
    if (m_file.isEmpty()) {
        if (const Done made = base::makePrivateFolder(m_folder); !made)
            return made;
        m_file = QDir(m_folder).filePath(QUuid::createUuid().toString(QUuid::Id128) + u'.' +
                                         project::kDesignSuffix);
        m_lock = std::make_unique<QLockFile>(lockOf(m_file));
        m_lock->setStaleLockTime(0);
        m_lock->tryLock();
    }
    return project::saveDesign(m_file, content, project::Privacy::OwnerOnly);
}

void SafeCopy::remove()
{
    if (m_file.isEmpty())
        return;
    QFile::remove(m_file);
    m_file.clear();
    m_lock.reset();
}

QList<LeftDrawing> leftDrawings(const QString &folder)
{
    QList<LeftDrawing> left;
    const QFileInfoList files =
        QDir(folder).entryInfoList({u"*."_s + project::kDesignSuffix}, QDir::Files, QDir::Time);
    for (const QFileInfo &file : files) {
        QLockFile lock(lockOf(file.filePath()));
        lock.setStaleLockTime(0);
        if (!lock.tryLock())
            continue;
        if (auto content = project::loadDesign(file.filePath())) {
            const QString home = content->unknown.take(kHome).toString();
            left += LeftDrawing{file.filePath(), home, std::move(*content)};
        }
    }
    return left;
}

void forgetDrawing(const QString &file)
{
    QFile::remove(file);
    QFile::remove(lockOf(file));
}

} // namespace relata::open
