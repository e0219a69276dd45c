#pragma once

#include "core/orm/plan/loadoptions.h"
#include "core/orm/plan/plannedentity.h"

namespace relata::orm {

/// Decides what is loaded with the objects of a class: each relationship's strategy, by an option or as the
/// class has it, and where eager loading stops because it would go in a circle. For one set of options; they
/// and the registry have to outlive it. Any thread.
class EntityPlanner
{
public:
    /// What happens to eager loads that would go in a circle: a refresh keeps those that send a SELECT of
    /// their own.
    enum class Circles { StopAll, KeepSelects };

    /// @param options null: none
    EntityPlanner(const MapperRegistry &registry, const LoadOptions *options,
                  Circles circles = Circles::StopAll)
        : m_registry(registry), m_options(options), m_circles(circles)
    {
    }

    /// @param path the relationships that lead from the query's class to this one, over all statements
    /// @param localPath the part of them in the class's statement
    std::shared_ptr<PlannedEntity> plan(int mapper, const QList<int> &path,
                                        const QList<int> &localPath = {}) const;

private:
    void add(PlannedEntity &entity, const MappedRelationship &relationship) const;
    void addEager(PlannedEntity &entity, PlannedLoad load, const LoadOption *option) const;
    bool goesInCircle(const PlannedEntity &entity, const PlannedLoad &load) const;

    const MapperRegistry &m_registry;
    const LoadOptions *m_options;
    Circles m_circles;
};

} // namespace relata::orm
