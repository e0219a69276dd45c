#include "runner.h"

#include "core/mapping/configure/configure.h"
#include "core/mapping/tableorder.h"
#include "tests/scenarios/operations.h"
#include "tests/scenarios/playground.h"
#include "tests/scenarios/results.h"

#include <QJsonArray>

namespace relata::scenarios {

using namespace Qt::StringLiterals;

namespace {

/// The tables that can be created, in order: those before the first that cannot, which is told.
QList<int> tablesToCreate(const Scenario &scenario, QJsonObject &result)
{
    const QList<schema::Table> &tables = scenario.declarations.tables;
    const mapping::TableOrder order = mapping::sortedTables(tables);
    if (order.order.isEmpty() && !order.diagnostics.isEmpty())
        result.insert(u"create_error"_s, finding(order.diagnostics.first()));
    for (int i = 0; i < order.order.size(); ++i) {
        if (const auto broken = mapping::brokenForeignKey(tables, order.order[i])) {
            result.insert(u"create_error"_s, finding(*broken));
            return order.order.first(i);
        }
    }
    return order.order;
}

QJsonObject runStep(StepContext &context, const OrderedJson &step)
{
    QJsonObject record = {{u"do"_s, step.toJson()}};
    const auto operation = operations().constFind(step[0].toString());
    if (operation == operations().constEnd()) {
        record.insert(u"error"_s, QJsonObject{{u"class"_s, u"NotYet"_s},
                                              {u"message"_s, u"not yet: "_s + step[0].toString()}});
        return record;
    }
    (*operation)(context, step.items().mid(1), record);
    return record;
}

} // namespace

QJsonObject runScenario(const Scenario &scenario, tests::ServerDatabase *server)
{
    const mapping::Configuration configuration = mapping::configure(scenario.declarations);
    QJsonObject result = {{u"id"_s, scenario.id},
                          {u"family"_s, scenario.family},
                          {u"configure"_s, configureResult(configuration)}};
    QJsonArray steps;
    if (!configuration.firstError() && scenario.hasSteps) {
        const QList<int> created = tablesToCreate(scenario, result);
        Playground playground(scenario, configuration, created, server);
        StepContext context{scenario, configuration, &playground};
        for (const OrderedJson &step : scenario.steps)
            steps += runStep(context, step);
        result.insert(u"final"_s, playground.finalRows());
    }
    result.insert(u"steps"_s, steps);
    return result;
}

} // namespace relata::scenarios
