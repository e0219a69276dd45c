#include "operations.h"

#include "tests/scenarios/steprecord.h"
#include "tests/scenarios/steps.h"

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using base::fail;
using base::Result;

namespace {

Steps databaseSteps()
{
    Steps all;
    all[u"rows"_s] = [](Playground &playground, Paths &, const Arguments &arguments) -> Result<QJsonValue> {
        const QString name = arguments.value(0).toString();
        const auto page = playground.session().rowsOf(name);
        if (!page)
            return fail(page.error());
        for (const schema::Table &table : playground.configuration().tables) {
            if (table.name == name)
                return QJsonValue(rowsAsJson(table, *page));
        }
        return QJsonValue();
    };
    all[u"sql"_s] = [](Playground &playground, Paths &, const Arguments &arguments) {
        return nothing(playground.runOutside(arguments.value(0).toString()));
    };
    all[u"sql_in_tx"_s] = [](Playground &playground, Paths &,
                             const Arguments &arguments) -> Result<QJsonValue> {
        const auto done = playground.session().execute(arguments.value(0).toString());
        return done ? Result<QJsonValue>(QJsonValue()) : fail(done.error());
    };
    return all;
}

} // namespace

void addSessionOperations(QHash<QString, Operation> &operations)
{
    Steps all = changeSteps();
    all.insert(lifeSteps());
    all.insert(questionSteps());
    all.insert(databaseSteps());
    all[u"query"_s] = runQuery;
    for (auto step = all.cbegin(); step != all.cend(); ++step) {
        operations.insert(
            step.key(), [run = *step](StepContext &context, const Arguments &arguments, QJsonObject &record) {
                Paths paths(*context.playground);
                const Result<QJsonValue> result = run(*context.playground, paths, arguments);
                fillRecord(record, *context.playground, result);
            });
    }
}

} // namespace relata::scenarios
