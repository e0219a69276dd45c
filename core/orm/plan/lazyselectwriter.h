#pragma once

#include "core/orm/plan/lazyselect.h"
#include "core/orm/plan/selectwriter.h"

#include <QSet>

namespace relata::orm {

/// Writes FROM and WHERE of a SELECT that finds the targets of a relationship for one owner, whose columns
/// are bound. For one writer and one statement; both must outlive it.
class LazySelectWriter
{
public:
    using Source = LazySelect::Source;

    /// Starts the writer's statement with the target's table and, where there is one, the link table.
    LazySelectWriter(const MapperRegistry &registry, const MappedRelationship &relationship,
                     SelectWriter &writer);

    /// Adds the comparisons, and every other table that they name. Returns the placeholders' sources in
    /// order.
    QList<Source> write();
    /// Whether some table is compared with none of the others, so that all its rows are combined with theirs.
    bool isProduct() const { return m_comparedTables.size() > 1; }

    const QString &targetAlias() const { return m_targetAlias; }
    /// Empty where there is no link table.
    const QString &linkAlias() const { return m_linkAlias; }

private:
    QString operandText(const mapping::JoinOperand &operand, QList<Source> &sources);
    void addTable(int table, const QString &as);
    void noteComparison(int one, int other);
    const QString &tableName(int table) const;

    const MapperRegistry &m_registry;
    const mapping::ConfiguredRelationship &m_prop;
    SelectWriter &m_writer;
    int m_target; ///< table
    QString m_targetAlias;
    QString m_linkAlias;
    QSet<int> m_others;                ///< tables that are neither the target's nor the link table
    QList<QSet<int>> m_comparedTables; ///< in each set those that are compared with each other
};

} // namespace relata::orm
