#pragma once

#include "core/async/doors.h"
#include "core/mapping/mappedschema.h"
#include "ui/models/recordnodes.h"
#include "ui/models/recordtitles.h"

#include <QCoreApplication>
#include <QVariant>

namespace relata::ui {

/// What the rows of the record tree show, by the roles of RecordTreeModel: titles with what waits for Save in
/// them, counts, keys. Asks nothing. What it is given has to outlive it.
class RecordTreeText
{
    Q_DECLARE_TR_FUNCTIONS(relata::ui::RecordTreeText)

public:
    RecordTreeText(const async::Records &records, const mapping::MappedSchema &schema,
                   const RecordTitles &titles)
        : m_records(records), m_schema(schema), m_titles(titles)
    {
    }

    QVariant of(const RecordTreeNode &node, int role) const;
    /// Rows that a "more" row promises.
    void setPageSize(int rows) { m_pageSize = rows; }

private:
    QString keyWords(const base::Record &record) const;
    QVariant recordData(const RecordNode &node, int role) const;
    QVariant relationshipData(const RelationshipNode &node, int role) const;
    QString relationshipDetail(const RelationshipNode &node) const;

    const async::Records &m_records;
    const mapping::MappedSchema &m_schema;
    const RecordTitles &m_titles;
    int m_pageSize = 200;
};

} // namespace relata::ui
