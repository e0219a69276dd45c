#pragma once

#include "core/base/error.h"
#include "core/orm/session/sentstatement.h"
#include "core/orm/store/objectref.h"

#include <optional>

namespace relata::orm {

/// How many rows of a table are changed.
struct TableRows
{
    QString table;
    qint64 inserted = 0;
    qint64 updated = 0;
    qint64 deleted = 0;
    qint64 replaced = 0; ///< those of the deleted rows that give way to a written one (ON CONFLICT REPLACE)
    quint64 deletedRows = 0; ///< tells which rows are deleted: the same number for the same ones

    bool operator==(const TableRows &) const = default;
};

/// What a flush would do, found out without doing it.
struct FlushForecast
{
    /// In their order, the SELECTs that the flush needs among them.
    QList<SentStatement> statements;
    /// Rows that the session's statements write, by table in the order of the first statement.
    QList<TableRows> bySession;
    /// Rows that the database changes besides: ON DELETE and ON UPDATE actions, triggers, ON CONFLICT
    /// REPLACE. By name.
    QList<TableRows> byDatabase;
    /// False where the engine cannot tell what it does besides: no server can. To count the rows of each
    /// table that a foreign key reaches would read whole tables and still miss what a trigger changes.
    bool knowsDatabase = true;
    /// Why the flush would fail; then the lists tell how far it would come.
    std::optional<base::Error> error;
    /// The object at whose row it would fail; none where no single one is to blame. It is only to be compared
    /// with objects that the session had before: what came with the forecast is gone.
    ObjectRef refused;

    /// One line for each table: "book: 1 inserted, 2 updated; 3 deleted by the database". A last one says so
    /// where the database may change more than is known.
    QString text() const;
};

} // namespace relata::orm
