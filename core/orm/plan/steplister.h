#pragma once

#include "core/orm/plan/loadplan.h"

namespace relata::orm {

/// Lists the steps of a plan, the parents of each before it.
class StepLister
{
public:
    StepLister(const MapperRegistry &registry, const LoadOptions &options)
        : m_registry(registry), m_options(options), m_lasting(LoadOptions::lasting(options))
    {
    }

    /// @param rounds how many levels are listed of what goes on without an end
    QList<LoadStep> stepsFrom(int mapper, int rounds);

private:
    /// A way from the query's class.
    struct Way
    {
        int step = -1;
        int depth = 0;
        QList<int> mappers;
        QList<int> relationships;
        QList<int> chain; ///< the relationships since the last statement that is no subquery
        int rounds = 0;   ///< left of what goes on without an end
    };

    void follow(const PlannedEntity &entity, const Way &way);
    void list(const PlannedLoad &load, const Way &way);
    std::shared_ptr<PlannedEntity> entityBehind(const PlannedLoad &load, const QList<int> &chain) const;
    bool beginsAnew(const PlannedLoad &load) const;

    const MapperRegistry &m_registry;
    const LoadOptions &m_options;
    const std::shared_ptr<const LoadOptions> m_lasting; ///< what a lazy load keeps of the options
    QList<LoadStep> m_steps;
};

} // namespace relata::orm
