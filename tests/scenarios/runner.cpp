#include "runner.h"

#include "core/mapping/configure.h"
#include "core/mapping/tableorder.h"
#include "tests/scenarios/operations.h"
#include "tests/scenarios/results.h"

#include <QJsonArray>

namespace relata::scenarios {

using namespace Qt::StringLiterals;

namespace {

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

/// The rows as they are inserted, every column of the table.
QJsonArray initialRows(const Scenario &scenario, const schema::Table &table)
{
    QJsonArray rows;
    for (const OrderedJson &given : scenario.rows[table.name].items()) {
        QJsonObject row;
        for (const schema::Column &column : table.columns)
            row.insert(column.name, given[column.name].toJson());
        rows += row;
    }
    return rows;
}

QJsonObject finalRows(const Scenario &scenario, bool created)
{
    QJsonObject all;
    for (const schema::Table &table : scenario.declarations.tables) {
        all.insert(table.name, created ? QJsonValue(initialRows(scenario, table))
                                       : QJsonValue(u"no such table: "_s + table.name));
    }
    return all;
}

} // namespace

QJsonObject runScenario(const Scenario &scenario)
{
    const mapping::Configuration configuration = mapping::configure(scenario.declarations);
    QJsonObject result = {{u"id"_s, scenario.id},
                          {u"family"_s, scenario.family},
                          {u"configure"_s, configureResult(configuration)}};
    QJsonArray steps;
    if (!configuration.firstError() && scenario.hasSteps) {
        const mapping::TableOrder order = mapping::sortedTables(scenario.declarations.tables);
        const bool created = order.diagnostics.isEmpty() || !order.order.isEmpty();
        if (!created)
            result.insert(u"create_error"_s, finding(order.diagnostics.first()));
        StepContext context{scenario, configuration};
        for (const OrderedJson &step : scenario.steps)
            steps += runStep(context, step);
        result.insert(u"final"_s, finalRows(scenario, created));
    }
    result.insert(u"steps"_s, steps);
    return result;
}

} // namespace relata::scenarios
