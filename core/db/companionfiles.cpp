#include "companionfiles.h"

#include "core/db/filebytes.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QtEndian>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

namespace {

/// A journal ends with the name, its length, its checksum and this.
const QByteArray kMagic = QByteArray::fromHex("d9d505f920a163d7");
constexpr qint64 kTail = 16;
/// More than SQLite's longest path, and more than a super-journal of all the databases that one connection
/// can attach.
constexpr qint64 kLongestName = 4096;
constexpr qint64 kLongestList = 1 << 20;

Done checkKind(const QString &file)
{
    const QFileInfo info(file);
    if (!info.isSymLink() && (!info.exists() || info.isFile()))
        return {};
    return fail(
        ErrorCode::CannotOpen,
        u"'%1' lies beside the database and is no regular file, so that opening could stop for ever or write elsewhere."_s
            .arg(info.fileName()),
        u"Remove it, or get the database from a source that you trust."_s);
}

/// The sum that SQLite keeps of a name; a char is signed or not, as the compiler that built it likes.
template<typename Char>
quint32 sumOf(const QByteArray &name)
{
    quint32 sum = 0;
    for (const char byte : name)
        sum += quint32(static_cast<Char>(byte));
    return sum;
}

/// The name of the super-journal at the end of a journal, as SQLite reads it; empty where there is none.
QByteArray superJournalOf(const QString &journal)
{
    const qint64 size = QFileInfo(journal).size();
    if (size < kTail)
        return {};
    const QByteArray tail = fileBytes(journal, size - kTail, kTail);
    if (!tail.endsWith(kMagic))
        return {};
    const quint32 length = qFromBigEndian<quint32>(tail.constData());
    if (length == 0 || length > quint32(qMin(size - kTail, kLongestName)))
        return {};
    const QByteArray name = fileBytes(journal, size - kTail - length, length);
    const quint32 sum = qFromBigEndian<quint32>(tail.constData() + 4);
    if (sum != sumOf<signed char>(name) && sum != sumOf<unsigned char>(name))
        return {};
    return QByteArray(name.constData()); // As C reads it: up to the first NUL.
}

bool lists(const QString &superJournal, const QString &journal)
{
    const QFileInfo info(superJournal);
    if (info.isSymLink() || !info.isFile() || info.size() == 0 || info.size() > kLongestList)
        return false;
    const QList<QByteArray> names = fileBytes(superJournal, 0, info.size()).split('\0');
    const QString wanted = QFileInfo(journal).canonicalFilePath();
    return std::any_of(names.cbegin(), names.cend(), [&wanted](const QByteArray &name) {
        return !name.isEmpty() && QFileInfo(QFile::decodeName(name)).canonicalFilePath() == wanted;
    });
}

} // namespace

Done checkCompanionFiles(const QString &path)
{
    for (const QString &suffix : {u"-journal"_s, u"-wal"_s, u"-shm"_s}) {
        if (const Done kind = checkKind(path + suffix); !kind)
            return kind;
    }
    const QString journal = path + u"-journal"_s;
    const QByteArray name = superJournalOf(journal);
    if (name.isEmpty())
        return {};
    static const QRegularExpression own(u"^/.*-mj[0-9A-F]{6}9[0-9A-F]{2}$"_s,
                                        QRegularExpression::DotMatchesEverythingOption);
    const QString superJournal = QFile::decodeName(name);
    const QFileInfo info(superJournal);
    const bool exists = info.exists() || info.isSymLink();
    if (own.match(superJournal).hasMatch() && (!exists || lists(superJournal, journal)))
        return {};
    return fail(
        ErrorCode::HotJournal,
        u"'%1' cannot be opened: its journal names another file, which SQLite would delete: '%2'."_s.arg(
            QFileInfo(path).fileName(), superJournal),
        u"Whoever wrote the -journal file may mean harm. Get the database from a source that you trust."_s);
}

} // namespace relata::db
