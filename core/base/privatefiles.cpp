#include "privatefiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace relata::base {

using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions kFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions kFolder = kFile | QFile::ExeOwner;

/// Makes what is missing of a path; false where it cannot.
bool makeMissing(const QString &path)
{
    if (QFileInfo(path).isDir())
        return true;
    // Another process may have made it meanwhile.
    return makeMissing(QFileInfo(path).absolutePath()) &&
           (QDir().mkdir(path, kFolder) || QFileInfo(path).isDir());
}

} // namespace

Done makePrivateFolder(const QString &folder)
{
    const QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (!makeMissing(path)) {
        return fail(ErrorCode::CannotWrite, u"The folder '%1' cannot be made."_s.arg(path),
                    u"Check that the folder above it may be written and the disk is not full."_s);
    }
    // What belongs to somebody else cannot be closed, and need not be for the program to work.
    QFile::setPermissions(path, kFolder);
    return {};
}

Done makePrivateFile(const QString &name)
{
    QFile file(name);
    if (!file.exists() && !file.open(QIODevice::WriteOnly | QIODevice::Append)) {
        return fail(ErrorCode::CannotWrite, u"The file '%1' cannot be made."_s.arg(name),
                    u"Check that its folder may be written and the disk is not full."_s, file.errorString());
    }
    file.setPermissions(kFile);
    return {};
}

void makePrivate(QFileDevice &file)
{
    file.setPermissions(kFile);
}

} // namespace relata::base
