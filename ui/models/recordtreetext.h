#pragma once

#include "core/async/doors.h"
#include "core/schema/schema.h"
#include "ui/models/recordnodes.h"

#include <QCoreApplication>
#include <QVariant>

namespace relata::ui {

/// What the rows of the record tree show, by the roles of RecordTreeModel: titles with what waits for Save in
/// them, counts, keys. Asks nothing. The door and the schema have to outlive it.
class RecordTreeText
{
    Q_DECLARE_TR_FUNCTIONS(relata::ui::RecordTreeText)

public:
    RecordTreeText(const async::Records &records, const schema::Schema &schema)
        : m_records(records), m_schema(schema)
    {
    }

    QVariant of(const RecordTreeNode &node, int role) const;
    QString titleOf(const base::Record &record) const;
    /// Rows that a "more" row promises.
    void setPageSize(int rows) { m_pageSize = rows; }

private:
    QString keyWords(const base::Record &record) const;
    QVariant recordData(const RecordNode &node, int role) const;
    QVariant relationshipData(const RelationshipNode &node, int role) const;
    QString relationshipDetail(const RelationshipNode &node) const;

    const async::Records &m_records;
    const schema::Schema &m_schema;
    int m_pageSize = 200;
};

} // namespace relata::ui
