#include "sampledatabase.h"

#include "core/base/privatefiles.h"
#include "core/db/connection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace relata::app {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// The statements of a script whose statements end in ";" at the end of a line.
Result<QStringList> statementsOf(const QString &resource)
{
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileNotFound, u"The program lacks its resource '%1'."_s.arg(resource),
                    u"Install Relata again."_s);
    QStringList statements = QString::fromUtf8(file.readAll()).split(u";\n"_s, Qt::SkipEmptyParts);
    statements.removeIf([](const QString &statement) {
        const QStringList lines = statement.split(u'\n', Qt::SkipEmptyParts);
        return std::all_of(lines.cbegin(), lines.cend(), [](const QString &line) {
            return line.startsWith(u"--"_s) || line.trimmed().isEmpty();
        });
    });
    return statements;
}

Done fill(db::Connection &connection)
{
    if (const Done begun = connection.begin(); !begun)
        return begun;
    for (const QString &name : {u":/sample/schema.sql"_s, u":/sample/data.sql"_s}) {
        const auto statements = statementsOf(name);
        if (!statements)
            return fail(statements.error());
        for (const QString &statement : *statements) {
            if (const auto done = connection.run({statement, {}}); !done)
                return fail(done.error());
        }
    }
    return connection.commit();
}

} // namespace

QString samplePath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/sample.db"_s;
}

Result<QString> sampleDatabase(bool anew)
{
    const QString file = samplePath();
    if (!anew && QFile::exists(file))
        return file;
    if (const Done folder = base::makePrivateFolder(QFileInfo(file).absolutePath()); !folder)
        return fail(folder.error());
    if (const Done written = writeSample(file); !written)
        return fail(written.error());
    return file;
}

Done writeSample(const QString &file)
{
    if (!QDir().mkpath(QFileInfo(file).absolutePath())) {
        return fail(ErrorCode::CannotWrite,
                    u"The folder '%1' cannot be made."_s.arg(QFileInfo(file).absolutePath()),
                    u"Check the permissions of your home folder."_s);
    }
    // Built beside its place and moved there, so that a half-written sample is never found.
    const QString partial = file + u".new"_s;
    QFile::remove(partial);
    {
        auto connection = db::Connection::create(partial);
        if (!connection)
            return fail(connection.error());
        if (const Done filled = fill(**connection); !filled)
            return filled;
    }
    for (const QString &ending : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(file + ending);
    if (!QFile::rename(partial, file))
        return fail(ErrorCode::CannotWrite, u"'%1' cannot be written."_s.arg(file),
                    u"Check that the disk has free space."_s);
    return {};
}

} // namespace relata::app
