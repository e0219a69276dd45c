#pragma once

#include "core/orm/plan/selectwriter.h"

#include <QSet>

namespace relata::orm {

/// Writes FROM and WHERE of a SELECT that finds the targets of a relationship for one owner, whose columns
/// are bound. For one writer and one statement; both must outlive it.
class OwnersJoins
{
public:
    /// What a placeholder is bound to.
    struct Source
    {
        int column = -1; ///< of the owner; -1: the literal
        base::Value literal;
    };

    /// Starts the writer's statement with the target's table and that of the links.
    OwnersJoins(const MapperRegistry &registry, const MappedRelationship &relationship, SelectWriter &writer);

    /// Adds the comparisons, and every other table that they name. Returns the placeholders' sources in
    /// order.
    QList<Source> write();
    /// Whether some table is compared with none of the others, so that all its rows are combined with theirs.
    bool isProduct() const { return m_groups.size() > 1; }

    const QString &alias() const { return m_alias; }         ///< of the target
    const QString &secondary() const { return m_secondary; } ///< of the link table

private:
    QString side(const mapping::JoinOperand &operand, QList<Source> &sources);
    void addTable(int table, const QString &as);
    void connect(int one, int other);
    const QString &tableName(int table) const;

    const MapperRegistry &m_registry;
    const mapping::ConfiguredRelationship &m_prop;
    SelectWriter &m_writer;
    int m_target; ///< table
    QString m_alias;
    QString m_secondary;
    QSet<int> m_others;        ///< tables that are no side of the relationship
    QList<QSet<int>> m_groups; ///< tables that are compared with each other
};

} // namespace relata::orm
