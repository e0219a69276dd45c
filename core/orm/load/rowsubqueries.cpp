#include "rowentity.h"

#include <algorithm>

// Subqueries that run while rows are read.

namespace relata::orm {

using base::CellView;

bool RowReader::hasSubqueries() const
{
    return std::ranges::any_of(m_entities, &Entity::hasSubqueries);
}

void RowReader::addSubquery(size_t entity, const MappedRelationship &relationship,
                            SubqueryFillings::Send send)
{
    m_subqueries.add(entity, relationship, [this, send = std::move(send)](const KeyIndex &keys) {
        return sendBetween(send, keys);
    });
}

/// What a statement between two rows makes is not this one's.
base::Result<SubqueryFillings::Groups> RowReader::sendBetween(const SubqueryFillings::Send &send,
                                                              const KeyIndex &keys)
{
    std::vector<quint32> before;
    for (const auto &[mapper, rows] : m_fresh)
        before.push_back(m_core.heaps[size_t(mapper)]->rowCount());
    auto groups = send(keys);
    for (size_t i = 0; i < m_fresh.size(); ++i)
        m_fresh[i].second->leaveOut(before[i], m_core.heaps[size_t(m_fresh[i].first)]->rowCount());
    return groups;
}

base::Done RowReader::readAll(const base::RowPage &rows)
{
    std::vector<CellView> cells(size_t(rows.columnCount()));
    const auto take = [&](int row) {
        for (int column = 0; column < rows.columnCount(); ++column)
            cells[size_t(column)] = rows.cell(row, column);
    };
    for (int row = 0; row < rows.rowCount(); ++row) {
        take(row);
        for (size_t number = 0; number < m_entities.size(); ++number)
            m_subqueries.expect(number, m_entities[number].ownOf(cells));
    }
    m_fillings.showAtOnce();
    for (int row = 0; row < rows.rowCount() && m_subqueries.done(); ++row) {
        take(row);
        this->row(cells);
    }
    if (!m_subqueries.done())
        m_fillings.abandon();
    return m_subqueries.done();
}

} // namespace relata::orm
