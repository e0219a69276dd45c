#include "scratchdatabase.h"

#include "core/async/threadreaper.h"

#include <QCryptographicHash>
#include <QFile>

#include <sqlite3.h>

namespace relata::tests {

using namespace Qt::StringLiterals;

namespace {

/// A workspace that was closed writes what it was asked to after that: nobody waits for it but a test.
void letClosedOnesEnd()
{
    static_cast<void>(relata::async::ThreadReaper::waitForAll(10'000));
}

/// A connection of a test's own, closed when it goes.
class PlainConnection
{
public:
    explicit PlainConnection(const QString &file)
    {
        if (sqlite3_open(file.toUtf8().constData(), &m_handle) != SQLITE_OK)
            qFatal("cannot open %s: %s", qPrintable(file), sqlite3_errmsg(m_handle));
        sqlite3_busy_timeout(m_handle, 5000);
    }
    ~PlainConnection() { sqlite3_close(m_handle); }
    PlainConnection(const PlainConnection &) = delete;
    PlainConnection &operator=(const PlainConnection &) = delete;

    void run(const QString &sql)
    {
        char *message = nullptr;
        if (sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, &message) != SQLITE_OK)
            qFatal("%s\nin: %s", message, qPrintable(sql.left(400)));
    }

    QStringList rows(const QString &sql)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_handle, sql.toUtf8().constData(), -1, &statement, nullptr) != SQLITE_OK)
            qFatal("%s\nin: %s", sqlite3_errmsg(m_handle), qPrintable(sql.left(400)));
        QStringList rows;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            QStringList cells;
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, i));
                cells += text ? QString::fromUtf8(text) : u"NULL"_s;
            }
            rows += cells.join(u'|');
        }
        sqlite3_finalize(statement);
        return rows;
    }

private:
    sqlite3 *m_handle = nullptr;
};

} // namespace

ScratchDatabase::ScratchDatabase(const QString &sql, const QString &name) : ScratchDatabase()
{
    m_file = folder() + u'/' + name;
    run(sql);
}

ScratchDatabase ScratchDatabase::copyOf(const QString &file)
{
    ScratchDatabase database;
    database.m_file = database.folder() + u"/copy.db"_s;
    if (!QFile::copy(file, database.m_file))
        qFatal("cannot copy %s", qPrintable(file));
    QFile::setPermissions(database.m_file, QFile::ReadOwner | QFile::WriteOwner);
    return database;
}

ScratchDatabase ScratchDatabase::ofBytes(const QByteArray &bytes, const QString &name)
{
    ScratchDatabase database;
    database.m_file = database.folder() + u'/' + name;
    QFile file(database.m_file);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(database.m_file));
    return database;
}

void ScratchDatabase::run(const QString &sql) const
{
    PlainConnection(m_file).run(sql);
}

QStringList ScratchDatabase::rows(const QString &sql) const
{
    letClosedOnesEnd();
    return PlainConnection(m_file).rows(sql);
}

QByteArray ScratchDatabase::checksum() const
{
    letClosedOnesEnd();
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex();
}

} // namespace relata::tests
