#pragma once

#include "core/records/recordmemory.h"

#include <optional>

namespace relata::records {

/// The rows that a relationship of one record leads to.
struct Related
{
    const mapping::Side &relationship;
    orm::ObjectRef owner;
    base::Values local; ///< the owner's values of the relationship's local columns

    /// A key that is NULL in part refers to nothing, as the database sees it.
    bool leadsNowhere() const;
};

/// What memory knows of related rows. Runs no statement; lives in the session's thread.
class RelatedRows
{
public:
    RelatedRows(const RecordShapes &shapes, const RecordMemory &memory) : m_shapes(shapes), m_memory(memory)
    {
    }

    Related of(const mapping::Side &relationship, orm::ObjectRef owner) const;
    /// All of them, where no statement is needed for it.
    std::optional<QList<orm::ObjectRef>> all(const Related &related) const;
    /// A page that no statement is needed for; nothing where one is.
    std::optional<base::RecordPage> page(const base::PageRequest &request, const Related &related) const;
    /// The page of these rows.
    base::RecordPage page(const base::PageRequest &request, const QList<orm::ObjectRef> &members) const;

private:
    orm::ObjectRef parent(const Related &related) const;

    const RecordShapes &m_shapes;
    const RecordMemory &m_memory;
};

/// The columns at the near end of a relationship's join.
QStringList localColumnsOf(const schema::JoinPath &relationship);
/// The columns at the far end of a relationship's join.
QStringList remoteColumnsOf(const schema::JoinPath &relationship);

} // namespace relata::records
