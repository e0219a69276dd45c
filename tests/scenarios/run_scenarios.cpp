#include "tests/scenarios/runner.h"
#include "tests/servers/serverdatabase.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>
#include <optional>

/// run_scenarios [--engine sqlite|postgresql|mariadb] FILE...: prints {"results": [...]} of the scenarios in
/// the files. Servers are those of tests/servers/run.
int main(int argc, char *argv[])
{
    using relata::tests::ServerDatabase;
    const QCoreApplication application(argc, argv);
    QStringList arguments = application.arguments().mid(1);
    std::optional<ServerDatabase> server;
    if (arguments.value(0) == QStringLiteral("--engine")) {
        const QString engine = arguments.value(1);
        arguments = arguments.mid(2);
        if (engine != QStringLiteral("sqlite"))
            server.emplace(engine == QStringLiteral("mariadb") ? ServerDatabase::Engine::Mariadb
                                                               : ServerDatabase::Engine::Postgresql);
        if (server && !server->isThere()) {
            std::fprintf(stderr, "There is no %s server: start this through tests/servers/run.\n",
                         qPrintable(engine));
            return 2;
        }
    }
    QJsonArray results;
    for (const QString &path : std::as_const(arguments)) {
        const auto scenarios = relata::scenarios::readScenarioFile(path);
        if (!scenarios) {
            std::fprintf(stderr, "%s\n", qPrintable(scenarios.error().text()));
            return 2;
        }
        for (const relata::scenarios::Scenario &scenario : *scenarios)
            results += relata::scenarios::runScenario(scenario, server ? &*server : nullptr);
    }
    const QJsonObject output = {{QStringLiteral("results"), results}};
    std::fputs(QJsonDocument(output).toJson(QJsonDocument::Compact).constData(), stdout);
    return 0;
}
