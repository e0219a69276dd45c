#pragma once

#include "core/base/displaysql.h"
#include "core/base/statementrecord.h"
#include "core/records/relatedrows.h"
#include "core/records/titlereader.h"
#include "core/sql/keymatch.h"

#include <optional>

namespace relata::records {

/// What nodes show before they are expanded: from memory where it is known, else, where that is allowed, by
/// statements of Kind::Display. Nothing that these read enters memory. Lives for one request, in the
/// session's thread.
class SummaryReader
{
public:
    SummaryReader(db::Connection &connection, const RecordShapes &shapes, const RecordMemory &memory,
                  base::DisplaySql sql, const base::Cause &cause);

    /// For each owner what its relationship's node shows; owners that are not in memory get nothing.
    base::Result<QList<base::NodeSummary>> summaries(const mapping::Side &relationship,
                                                     const QList<base::RecordKey> &owners) const;
    /// The keys and titles of the rows whose columns have these values, in the order asked; titles are empty
    /// where they are not known and may not be asked.
    base::Result<QList<base::NodeSummary>> titlesOf(const RecordShape &shape, const QStringList &columns,
                                                    const QList<base::Values> &values) const;

private:
    using Summaries = QList<base::NodeSummary>;
    /// Values of a relationship's local columns, each once, and the places of the owners that have them.
    struct Unknown
    {
        QList<base::Values> asked;
        QHash<base::Values, QList<qsizetype>> places;

        void add(const base::Values &local, qsizetype place)
        {
            if (!places.contains(local))
                asked += local;
            places[local] += place;
        }
    };

    std::optional<base::NodeSummary> fromMemory(const Related &related) const;
    base::Done nameByParents(Summaries &summaries) const;
    base::Done askUnknown(const sql::RelationshipTables &tables, const Unknown &unknown,
                          Summaries &summaries) const;
    base::Result<Summaries> askCounts(const sql::RelationshipTables &tables,
                                      const QList<base::Values> &local) const;
    base::Result<Summaries> askSingles(const sql::RelationshipTables &tables,
                                       const QList<base::Values> &local) const;

    db::Connection &m_connection;
    const RecordShapes &m_shapes;
    const RecordMemory &m_memory;
    const RelatedRows m_related;
    const TitleReader m_titles;
    const base::DisplaySql m_sql;
    base::Cause m_cause;
};

} // namespace relata::records
