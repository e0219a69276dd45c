#include "sqliteparser.h"

#include <sqlite3.h>

#include <memory>

namespace relata::syntax {

namespace {

/// An empty database in memory.
class EmptyDatabase
{
public:
    EmptyDatabase()
    {
        sqlite3 *opened = nullptr;
        sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
        m_database.reset(opened);
    }

    sqlite3 *get() const { return m_database.get(); }

private:
    struct Closer
    {
        void operator()(sqlite3 *database) const { sqlite3_close(database); }
    };
    std::unique_ptr<sqlite3, Closer> m_database;
};

} // namespace

QString sqliteObjection(const QString &statement)
{
    thread_local const EmptyDatabase empty;
    sqlite3_stmt *prepared = nullptr;
    const QByteArray text = statement.toUtf8();
    const int code = sqlite3_prepare_v2(empty.get(), text.constData(), int(text.size()), &prepared, nullptr);
    sqlite3_finalize(prepared);
    return code == SQLITE_ERROR ? QString::fromUtf8(sqlite3_errmsg(empty.get())) : QString();
}

} // namespace relata::syntax
