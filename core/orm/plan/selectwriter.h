#pragma once

#include "core/orm/session/executor.h"
#include "core/orm/plan/loadplan.h"

#include <optional>

namespace relata::orm {

/// Where the columns of a planned class stand in the rows of a statement.
struct EntityColumns
{
    const PlannedEntity *entity = nullptr;
    int first = 0;
    struct Joined
    {
        const PlannedLoad *load = nullptr;
        std::shared_ptr<EntityColumns> columns;
    };
    std::vector<Joined> joined;
};

/// Writes SELECTs for mapped classes: columns, joins along relationships, aliases. Keeps the count of aliases
/// of one statement.
class SelectWriter
{
public:
    explicit SelectWriter(const MapperRegistry &registry) : m_registry(registry) {}

    Select select; ///< what has been written so far

    /// Adds the columns of a class under an alias, and those of everything that is joined to it.
    EntityColumns addEntity(const PlannedEntity &entity, const QString &alias);
    /// Wraps what has been written in a subquery, so that joins behind it do not count for its LIMIT; call
    /// before addEntity. Returns the alias of the subquery whose columns bear the names of the class's.
    QString wrap(const Mapper &mapper, const QString &alias, const QStringList &order);
    /// Starts with a class's table under its own name.
    QString from(int mapper);
    /// INNER JOIN of a relationship's target, through the link table, under the given alias. Returns the
    /// alias of the link table, if there is one.
    QString join(const QString &left, const MappedRelationship &relationship, const QString &right);
    /// The alias that the target of a query's own join has.
    void setQueryJoin(int relationship, const QString &alias) { m_queryJoins.insert(relationship, alias); }
    /// ORDER BY of a relationship.
    QStringList orderOf(const MappedRelationship &relationship, const QString &right,
                        const QString &secondary) const;
    /// The comparisons of one condition; its literals are added to the values.
    QStringList conditions(const MappedRelationship &relationship, const QString &left, const QString &right,
                           const QString &secondary, bool primary, base::Values &values) const;
    /// A column under its table's own name, as stands where a join has no alias for it.
    QString plainColumn(mapping::ColumnIndex column) const;
    QString freeAlias(const QString &table);
    QString column(const QString &alias, mapping::ColumnIndex column) const;

    /// ORDER BY terms of the joined relationships, to be added behind the query's own.
    const QStringList &eagerOrder() const { return m_eagerOrder; }

private:
    /// A joined table and what is joined to it.
    struct Element
    {
        QString text;
        bool isCompound = false;
        QString tail; ///< outer joins that come behind it
    };

    /// The aliases of the tables of one relationship.
    struct Sides
    {
        const QString &left;
        const QString &right;
        const QString &secondary;
    };

    QString joinedColumn(const mapping::JoinOperand &operand, const MappedRelationship &relationship,
                         const Sides &sides, bool primary) const;
    /// Fills `columns` with everything joined to the class and returns the joins as text.
    QString addJoined(const PlannedEntity &entity, const QString &alias, EntityColumns &columns,
                      bool underOuter, Element *nest);
    QString joinedElement(const PlannedLoad &load, const QString &left, EntityColumns &columns,
                          bool underOuter, Element *nest);

    const MapperRegistry &m_registry;
    QHash<QString, int> m_aliases;
    QHash<int, QString> m_queryJoins;
    QStringList m_eagerOrder;
};

} // namespace relata::orm
