#pragma once

#include "core/orm/plan/select.h"
#include "core/orm/store/mapper.h"

namespace relata::orm {

/// The names under which the tables of one relationship stand in a statement.
struct JoinAliases
{
    QString owner;
    QString target;
    QString link; ///< empty where there is no link table
};

/// Writes SELECTs for mapped classes: tables, joins along relationships, conditions. Keeps the count of
/// aliases of one statement. The registry has to outlive it.
class SelectWriter
{
public:
    explicit SelectWriter(const MapperRegistry &registry) : m_registry(registry) {}

    Select select; ///< what has been written so far

    /// Starts with a class's table under its own name, which is returned.
    QString from(int mapper);
    /// INNER JOIN of a relationship's target, through the link table, under the given alias. Returns the
    /// alias of the link table, empty where there is none.
    QString join(const QString &left, const MappedRelationship &relationship, const QString &right);
    /// The alias that the target of a query's own join has.
    void setQueryJoin(int relationship, const QString &alias) { m_queryJoins.insert(relationship, alias); }
    /// The same; `otherwise` where the query does not join the relationship.
    QString queryJoin(int relationship, const QString &otherwise) const
    {
        return m_queryJoins.value(relationship, otherwise);
    }
    /// Wraps what has been written in a subquery, so that joins after it do not count for its LIMIT. Returns
    /// the alias of the subquery, whose columns bear the names of the class's.
    QString wrap(const Mapper &mapper, const QString &alias, const QStringList &order);

    /// The two conditions of a relationship: with a link table the first compares it with the owner, the
    /// second with the target.
    enum class Condition { Primary, Secondary };
    /// The comparisons of one condition; its literals are added to the values.
    QStringList conditions(const MappedRelationship &relationship, const JoinAliases &aliases,
                           Condition condition, base::Values &values) const;
    /// ORDER BY of a relationship.
    QStringList orderOf(const MappedRelationship &relationship, const QString &target,
                        const QString &link) const;

    /// A name for a table that no other table has, quoted.
    QString freeAlias(const QString &table);
    QString column(const QString &alias, mapping::ColumnIndex column) const;
    /// A column under its table's own name, as stands where a join has no alias for it.
    QString plainColumn(mapping::ColumnIndex column) const;
    /// What stands in FROM for a table under an alias.
    QString aliased(const QString &table, const QString &alias) const;

private:
    QString operandColumn(const mapping::JoinOperand &operand, const MappedRelationship &relationship,
                          const JoinAliases &aliases, Condition condition) const;

    const MapperRegistry &m_registry;
    QHash<QString, int> m_aliases;
    QHash<int, QString> m_queryJoins;
};

} // namespace relata::orm
