#pragma once

#include "core/base/pendingedits.h"
#include "core/mapping/mappedschema.h"

#include <QCoreApplication>

namespace relata::ui {

/// What a row that is added to a scope has to be: the rules by which a new row belongs to the rows that a
/// grid shows. The schema has to outlive it.
class NewRows
{
    Q_DECLARE_TR_FUNCTIONS(relata::ui::NewRows)

public:
    NewRows(const mapping::MappedSchema &schema, const base::RowScope &scope)
        : m_schema(schema), m_scope(scope)
    {
    }

    /// Why no row can be added; empty where one can.
    QString whyNot() const;
    /// The cells that lead a new row to the scope's owner.
    QHash<int, base::Value> cells() const;
    /// True where a row that waits for Save is to be shown in the scope.
    bool belongs(const base::NewRow &row) const;
    bool belongsAny(const QList<base::NewRow> &rows) const;

private:
    const mapping::Side *side() const;

    const mapping::MappedSchema &m_schema;
    const base::RowScope &m_scope;
};

} // namespace relata::ui
