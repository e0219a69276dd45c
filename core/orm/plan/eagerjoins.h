#pragma once

#include "core/orm/plan/entitycolumns.h"
#include "core/orm/plan/selectwriter.h"

namespace relata::orm {

/// Writes what lazy="joined" adds to a statement: the columns of a planned class and of everything that is
/// joined to it, and the JOINs. For one writer and one statement; both must outlive it.
class EagerJoins
{
public:
    EagerJoins(const MapperRegistry &registry, SelectWriter &writer) : m_registry(registry), m_writer(writer)
    {
    }

    /// Adds the columns of a class under an alias, and those of everything that is joined to it.
    EntityColumns add(const PlannedEntity &entity, const QString &alias);
    /// ORDER BY terms of the joined relationships, to be added after the query's own.
    const QStringList &order() const { return m_order; }

private:
    /// A joined table and what is nested into its join.
    struct Element
    {
        QString text;
        bool isCompound = false;
        QString tail; ///< joins that come after it
    };
    /// Where a class stands among the joins.
    struct Position
    {
        bool isAfterOuter = false;
        Element *nest = nullptr; ///< inner joins after an outer one go into it; null: there is none
    };

    QString joinsOf(const PlannedEntity &entity, const QString &alias, EntityColumns &columns,
                    Position position);
    std::shared_ptr<EntityColumns> addColumns(const PlannedLoad &load, const QString &alias);
    QString joinOf(const PlannedLoad &load, const QString &owner, EntityColumns &columns, Position position);
    Element elementOf(const MappedRelationship &relationship, JoinAliases &aliases);

    const MapperRegistry &m_registry;
    SelectWriter &m_writer;
    QStringList m_order;
};

} // namespace relata::orm
