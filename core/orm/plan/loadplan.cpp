#include "loadplan.h"

#include "core/orm/plan/loadplanner.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using Count = LoadStep::Count;

namespace {

qint64 statementsOfRun(Count count, qint64 keys)
{
    switch (count) {
    case Count::None:
        return 0;
    case Count::Once:
        return keys > 0 ? 1 : 0;
    case Count::OncePerKeys:
        return (keys + LoadPlan::kKeysPerStatement - 1) / LoadPlan::kKeysPerStatement;
    case Count::OncePerObject:
        return keys;
    }
    return 0;
}

QString timesText(Count count)
{
    switch (count) {
    case Count::None:
        return u"in the same statement"_s;
    case Count::Once:
        return u"one statement"_s;
    case Count::OncePerKeys:
        return u"one statement for each 500 keys"_s;
    case Count::OncePerObject:
        return u"one statement for each key"_s;
    }
    return {};
}

} // namespace

LoadPlan::LoadPlan(const MapperRegistry &registry, int mapper, const LoadOptions &options, int rounds)
    : m_steps(LoadPlanner(registry, options).stepsFrom(mapper, rounds))
{
}

qint64 LoadPlan::statementCount(const QList<KeysOfRuns> &keysOfStep) const
{
    qint64 statements = 1;
    for (int i = 1; i < m_steps.size(); ++i) {
        for (const qint64 keys : keysOfStep.value(i))
            statements += statementsOfRun(m_steps[i].count, keys);
    }
    return statements;
}

QString LoadPlan::text() const
{
    QStringList lines;
    for (const LoadStep &step : m_steps) {
        lines += QString(step.depth * 2, u' ') + step.label + u" ("_s +
                 (step.depth == 0 ? u"select"_s : mapping::lazyWord(step.strategy)) + u"): "_s +
                 timesText(step.count) + (step.goesOn ? u", and so on to the last row"_s : QString());
    }
    return lines.join(u'\n');
}

} // namespace relata::orm
