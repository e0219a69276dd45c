#pragma once

#include "core/base/pendingedits.h"
#include "core/schema/schema.h"

#include <QCoreApplication>

namespace relata::ui {

/// The rows that wait for Save as parents of others: named by what has been typed into them. The schema and
/// the edits have to outlive it.
class NewParents
{
    Q_DECLARE_TR_FUNCTIONS(relata::ui::NewParents)

public:
    NewParents(const schema::Schema &schema, const base::PendingEdits &pending)
        : m_schema(schema), m_pending(pending)
    {
    }

    /// One line for people; "new artist" where nothing is typed that names the row.
    QString titleOf(const base::NewRow &row) const;
    /// The new rows of a table with a typed value that contains the text, without the child itself, in the
    /// order of adding.
    QList<base::NodeSummary> find(const QString &table, const QString &contains,
                                  const base::RecordKey &child) const;

private:
    const schema::Schema &m_schema;
    const base::PendingEdits &m_pending;
};

} // namespace relata::ui
