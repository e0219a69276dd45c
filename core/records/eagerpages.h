#pragma once

#include "core/base/statementrecord.h"
#include "core/records/recordmemory.h"

#include <optional>

namespace relata::db {
class Connection;
}

namespace relata::records {

/// Pages of rows that bring related rows along, because their class declares it (lazy= joined, subquery,
/// selectin, immediate): the statements are those of the orm::Session. A relationship that leads from one
/// page to more than kMost rows stays behind; that is counted before, by statements of Kind::Display. Lives
/// in the session's thread.
class EagerPages
{
public:
    /// How many rows a relationship may bring to a page.
    static constexpr int kMost = 10'000;

    EagerPages(db::Connection &connection, const mapping::MappedSchema &schema, const RecordShapes &shapes,
               RecordMemory &memory);

    /// Whether rows of a table bring others along.
    bool bringsMore(const QString &table) const;
    /// Whether a list of related rows is read whole and not by the page: its rows bring others along, or are
    /// in an order of their own.
    bool isReadWhole(const orm::MappedRelationship &relationship) const;

    /// Whether a page of a table can be read here: in the order of its key, unfiltered.
    bool canRead(const base::PageRequest &request) const;
    base::Result<base::RecordPage> page(const base::PageRequest &request, const base::Cause &cause);

    /// What a relationship leads to, with all that comes along; nothing where that is too much.
    base::Result<std::optional<QList<orm::ObjectRef>>>
    related(orm::ObjectRef owner, const orm::MappedRelationship &relationship, const base::Cause &cause);

    /// Brings along what belongs to records that were read another way. Tells which relationships lead to
    /// too much.
    base::Result<QStringList> complete(const QList<base::Record> &records, const base::Cause &cause);

private:
    using Path = QList<int>; ///< of relationships
    /// Rows to start counting from.
    struct Start
    {
        int mapper = -1;
        sql::Statement rows;
    };

    Start startAt(const base::PageRequest &request, int mapper) const;
    Start startAt(const QList<orm::ObjectRef> &owners) const;
    base::Result<QList<Path>> tooLarge(const Start &start, const base::Cause &cause) const;
    base::Result<bool> isTooLarge(const Start &start, const Path &path, const base::Cause &cause) const;
    void addPaths(const Path &way, int mapper, const QList<int> &classes, QList<Path> &paths) const;
    base::Result<bool> hasMore(const base::PageRequest &request, const base::Record &last,
                               const base::Cause &cause) const;
    QStringList namesOf(const QList<Path> &paths) const;

    db::Connection &m_connection;
    const mapping::MappedSchema &m_schema;
    const RecordShapes &m_shapes;
    RecordMemory &m_memory;
};

} // namespace relata::records
