#include "tests/scenarios/runner.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

/// run_scenarios FILE...: prints {"results": [...]} of the scenarios in the files.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QJsonArray results;
    for (const QString &path : application.arguments().mid(1)) {
        const auto scenarios = relata::scenarios::readScenarioFile(path);
        if (!scenarios) {
            std::fprintf(stderr, "%s\n", qPrintable(scenarios.error().text()));
            return 2;
        }
        for (const relata::scenarios::Scenario &scenario : *scenarios)
            results += relata::scenarios::runScenario(scenario);
    }
    const QJsonObject output = {{QStringLiteral("results"), results}};
    std::fputs(QJsonDocument(output).toJson(QJsonDocument::Compact).constData(), stdout);
    return 0;
}
