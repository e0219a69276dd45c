#pragma once

#include "core/orm/plan/loadoptions.h"
#include "core/orm/plan/loadstep.h"
#include "core/orm/plan/plannedentity.h"

namespace relata::orm {

/// Makes the steps of a LoadPlan by following, statement by statement, what a session would load. For one set
/// of options; they and the registry have to outlive it. Any thread.
class LoadPlanner
{
public:
    LoadPlanner(const MapperRegistry &registry, const LoadOptions &options)
        : m_registry(registry), m_options(options), m_lasting(LoadOptions::lasting(options))
    {
    }

    /// The steps of a query for a class, each after that of its parents.
    /// @param rounds how many levels are listed of what goes on without an end
    QList<LoadStep> stepsFrom(int mapper, int rounds);

private:
    /// How a class was reached from that of the query.
    struct Way
    {
        int step = -1; ///< that loads the class
        int depth = 0;
        QList<int> mappers;
        QList<int> relationships;
        QList<int> sinceStatement; ///< those of them after the last statement that is no subquery
        int rounds = 0;            ///< that are left of what goes on without an end
    };

    void follow(const PlannedEntity &entity, const Way &way);
    void addStep(const PlannedLoad &load, const Way &way);
    std::shared_ptr<PlannedEntity> entityAfter(const PlannedLoad &load,
                                               const QList<int> &sinceStatement) const;
    bool forgetsWay(const PlannedLoad &load) const;

    const MapperRegistry &m_registry;
    const LoadOptions &m_options;
    const std::shared_ptr<const LoadOptions> m_lasting; ///< what a lazy load keeps of the options
    QList<LoadStep> m_steps;
};

} // namespace relata::orm
