#pragma once

#include "core/orm/plan/loadoptions.h"
#include "core/orm/plan/loadstep.h"
#include "core/orm/store/mapper.h"

namespace relata::orm {

/// How a query will load: which statements, decided before any is sent. A value.
class LoadPlan
{
public:
    static constexpr int kKeysPerStatement = 500;

    /// @param rounds how many levels are listed of what goes on without an end
    LoadPlan(const MapperRegistry &registry, int mapper, const LoadOptions &options, int rounds = 3);

    /// Every step comes after that of its parents.
    const QList<LoadStep> &steps() const { return m_steps; }
    /// How many distinct keys the parents of a step have, by run: a step runs once for each statement that
    /// brings parents, so an immediate load or a selectin of more than 500 keys makes several runs of what is
    /// after it. For an immediate step only those count that are not in memory; a joined step never does.
    using KeysOfRuns = QList<qint64>;
    /// The statements that the plan sends (the first step: one, its entry is ignored). A list that is too
    /// short counts as no runs: nothing is loaded after no parents.
    qint64 statementCount(const QList<KeysOfRuns> &keysOfStep) const;
    /// One line for each step.
    QString text() const;

private:
    QList<LoadStep> m_steps;
};

} // namespace relata::orm
