#include "scenario.h"

#include <QFile>

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;

namespace {

Scenario readScenario(const OrderedJson &json)
{
    Scenario scenario;
    scenario.id = json[u"id"_s].toString();
    scenario.family = json[u"family"_s].toString();
    scenario.declarations = readDeclarations(json);
    scenario.tables = json[u"tables"_s];
    scenario.rows = json[u"rows"_s];
    scenario.session = json[u"session"_s];
    scenario.hasSteps = json.contains(u"steps"_s);
    scenario.steps = json[u"steps"_s].items();
    scenario.enforcesForeignKeys = json[u"fk_pragma"_s].toBool(true);
    return scenario;
}

} // namespace

base::Result<QList<Scenario>> readScenarios(const QByteArray &json)
{
    QString problem;
    const auto parsed = OrderedJson::parse(json, problem);
    if (!parsed || !parsed->isArray()) {
        return fail(ErrorCode::InvalidFile, u"This is no array of scenarios."_s,
                    u"Name a JSON file of scenarios."_s, problem);
    }
    QList<Scenario> scenarios;
    for (const OrderedJson &item : parsed->items())
        scenarios += readScenario(item);
    return scenarios;
}

base::Result<QList<Scenario>> readScenarioFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::FileNotFound, u"'%1' cannot be read."_s.arg(path), u"Name a JSON file."_s,
                    file.errorString());
    }
    return readScenarios(file.readAll());
}

} // namespace relata::scenarios
