#include "newrows.h"

#include <algorithm>

namespace relata::ui {

using base::Value;
using schema::Direction;

QString NewRows::whyNot() const
{
    const schema::Table *table = m_schema.table(m_scope.table);
    if (m_scope.table.isNull() || !table)
        return tr("Open a table first.");
    if (table->kind != schema::TableKind::Table && table->kind != schema::TableKind::Virtual)
        return tr("'%1' is a view; rows are added to the tables it reads.").arg(table->name);
    if (!m_scope.isRelationship())
        return {};
    const mapping::Side *relationship = side();
    if (!relationship || relationship->direction == Direction::ManyToMany)
        return tr("Rows of a many-to-many are linked through '%1'; add the link there.")
            .arg(relationship ? relationship->secondary : QString());
    if (relationship->direction == Direction::ManyToOne)
        return tr("A row has only one parent here; add parents in the list of '%1'.").arg(table->name);
    return {};
}

QHash<int, Value> NewRows::cells() const
{
    QHash<int, Value> cells;
    const mapping::Side *relationship = side();
    if (!relationship)
        return cells;
    const schema::Table *table = m_schema.table(m_scope.table);
    const QStringList address = schema::addressOf(*m_schema.table(m_scope.owner.table)).columns;
    for (const schema::ColumnPair &pair : relationship->pairs) {
        const int place = schema::indexOfName(address, pair.local);
        if (place >= 0)
            cells.insert(table->columnIndex(pair.remote), m_scope.owner.values.value(place));
    }
    return cells;
}

bool NewRows::belongs(const base::NewRow &row) const
{
    if (row.key.table != m_scope.table)
        return false;
    if (!m_scope.isRelationship())
        return true;
    const mapping::Side *relationship = side();
    if (!relationship || relationship->direction != Direction::OneToMany)
        return false;
    const schema::Table *table = m_schema.table(m_scope.table);
    const QStringList address = schema::addressOf(*m_schema.table(m_scope.owner.table)).columns;
    const auto leadsToOwner = [&](const schema::ColumnPair &pair) {
        const int place = schema::indexOfName(address, pair.local);
        return place >= 0 &&
               row.cells.value(table->columnIndex(pair.remote)) == m_scope.owner.values.value(place);
    };
    return std::all_of(relationship->pairs.cbegin(), relationship->pairs.cend(), leadsToOwner);
}

bool NewRows::belongsAny(const QList<base::NewRow> &rows) const
{
    return std::any_of(rows.cbegin(), rows.cend(), [this](const auto &row) { return belongs(row); });
}

const mapping::Side *NewRows::side() const
{
    return m_scope.isRelationship() ? m_schema.relationship(m_scope.owner.table, m_scope.relationship)
                                    : nullptr;
}

} // namespace relata::ui
