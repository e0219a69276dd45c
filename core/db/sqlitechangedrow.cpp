#include "sqlitechangedrow.h"

#include <sqlite3.h>

#include <memory>

// Debian's SQLite is built with the preupdate hook, but its header shows it only where a macro is set before
// its first inclusion, which may be in another file of a unity build.
extern "C" {
void *sqlite3_preupdate_hook(sqlite3 *handle,
                             void (*callback)(void *, sqlite3 *, int, const char *, const char *,
                                              sqlite3_int64, sqlite3_int64),
                             void *context);
int sqlite3_preupdate_depth(sqlite3 *handle);
int sqlite3_preupdate_old(sqlite3 *handle, int column, sqlite3_value **value);
int sqlite3_preupdate_new(sqlite3 *handle, int column, sqlite3_value **value);
}

namespace relata::db {

using base::Value;

namespace {

Value valueOf(sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return Value::integer(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return Value::real(sqlite3_value_double(value));
    case SQLITE_TEXT: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(value));
        return Value::utf8({text, sqlite3_value_bytes(value)});
    }
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_value_blob(value));
        return Value::blob({bytes, sqlite3_value_bytes(value)});
    }
    default:
        return {};
    }
}

RowChange changeOf(int operation)
{
    return operation == SQLITE_INSERT   ? RowChange::Inserted
           : operation == SQLITE_UPDATE ? RowChange::Updated
                                        : RowChange::Deleted;
}

class SqliteChangedRow : public ChangedRow
{
public:
    SqliteChangedRow(sqlite3 *handle, const char *table, RowChange change, bool isReplaced,
                     sqlite3_int64 rowidBefore, sqlite3_int64 rowidAfter)
        : ChangedRow(QString::fromUtf8(table), change, isReplaced || sqlite3_preupdate_depth(handle) > 0),
          m_handle(handle),
          m_rowidBefore(rowidBefore),
          m_rowidAfter(rowidAfter),
          m_isReplaced(isReplaced)
    {
    }

    bool isReplaced() const override { return m_isReplaced; }
    qint64 rowidBefore() const override { return m_rowidBefore; }
    qint64 rowidAfter() const override { return m_rowidAfter; }

    Value before(int stored) const override
    {
        sqlite3_value *value = nullptr;
        if (change() == RowChange::Inserted || sqlite3_preupdate_old(m_handle, stored, &value) != SQLITE_OK)
            return {};
        return value ? valueOf(value) : Value();
    }

    Value after(int stored) const override
    {
        sqlite3_value *value = nullptr;
        if (change() == RowChange::Deleted || sqlite3_preupdate_new(m_handle, stored, &value) != SQLITE_OK)
            return {};
        return value ? valueOf(value) : Value();
    }

private:
    sqlite3 *m_handle;
    qint64 m_rowidBefore;
    qint64 m_rowidAfter;
    bool m_isReplaced;
};

/// What the hook's callback is given; replaced with each listener.
struct Context
{
    const RowListener *listener = nullptr;
    const RunningStatement *running = nullptr;
};

/// sqlite3_preupdate_hook's callback. Depth 0 is the statement itself.
void tellRow(void *given, sqlite3 *handle, int operation, const char *, const char *table,
             sqlite3_int64 before, sqlite3_int64 after)
{
    const auto *context = static_cast<const Context *>(given);
    const bool isReplaced = operation == SQLITE_DELETE && sqlite3_preupdate_depth(handle) == 0 &&
                            *context->running != RunningStatement::Delete;
    (*context->listener)(SqliteChangedRow(handle, table, changeOf(operation), isReplaced, before, after));
}

} // namespace

void tellChangedRows(sqlite3 *handle, const RowListener *listener, const RunningStatement *running)
{
    std::unique_ptr<Context> context;
    if (listener)
        context = std::make_unique<Context>(Context{listener, running});
    // The hook gives back what it was given before, which is ours to delete.
    delete static_cast<Context *>(sqlite3_preupdate_hook(handle, context ? tellRow : nullptr, context.get()));
    static_cast<void>(context.release());
}

} // namespace relata::db
