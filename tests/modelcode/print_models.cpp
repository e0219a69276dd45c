#include "core/models/modelwriter.h"
#include "tests/scenarios/results.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/reflected.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

QJsonArray pairs(const QList<schema::ColumnPair> &all)
{
    QJsonArray list;
    for (const schema::ColumnPair &each : all)
        list += QJsonArray{each.local, each.remote};
    return list;
}

/// Nothing but equal columns, as many as there are pairs: the pairs are the whole join.
bool isOfPairs(const QList<mapping::JoinComparison> &join, qsizetype count)
{
    return join.size() == count && std::ranges::all_of(join, [](const mapping::JoinComparison &each) {
               return each.op == "="_L1 && each.left.isColumn() && each.right.isColumn();
           });
}

/// Every pair leads from the owner's table to the other one.
bool leadsAway(const mapping::Configuration &configuration, const mapping::ConfiguredRelationship &facts)
{
    const int owner = configuration.classes[facts.owner].table;
    const int target = configuration.classes[facts.target].table;
    return std::ranges::all_of(facts.localRemotePairs, [&](const mapping::LocalRemotePair &pair) {
        if (facts.secondary >= 0)
            return pair.remote.table == facts.secondary;
        return pair.local.table == owner && pair.remote.table == target;
    });
}

QJsonArray joins(const mapping::MappedSchema &schema)
{
    QJsonArray all;
    for (const mapping::MappedClass &owner : schema.classes) {
        for (const mapping::Side &side : owner.relationships) {
            const auto &facts = schema.configuration->relationships[side.number];
            const bool isWhole = leadsAway(*schema.configuration, facts) &&
                                 isOfPairs(facts.primaryjoin, side.pairs.size()) &&
                                 isOfPairs(facts.secondaryjoin, side.secondaryPairs.size());
            all += QJsonObject{{u"class"_s, owner.name},
                               {u"name"_s, side.name},
                               {u"table"_s, owner.table},
                               {u"targetTable"_s, side.targetTable},
                               {u"secondary"_s, side.secondary},
                               {u"pairs"_s, pairs(side.pairs)},
                               {u"secondaryPairs"_s, pairs(side.secondaryPairs)},
                               {u"isWhole"_s, isWhole}};
        }
    }
    return all;
}

QJsonArray findings(const QList<mapping::Diagnostic> &all)
{
    QJsonArray list;
    for (const mapping::Diagnostic &each : all)
        list += QJsonArray{mapping::gradeWord(each.grade), each.kind, each.sentence};
    return list;
}

QJsonObject result(const QString &id, const mapping::Design &design)
{
    const mapping::MappedSchema schema = mapping::mapped(design);
    const models::ModelText legacy = models::modelsOf(design, schema, {models::Style::Legacy, {}});
    const models::ModelText mapped = models::modelsOf(design, schema, {models::Style::Mapped, {}});
    return {{u"id"_s, id},
            {u"legacy"_s, legacy.text()},
            {u"mapped"_s, mapped.text()},
            {u"findings"_s, findings(legacy.findings)},
            {u"configure"_s, scenarios::configureResult(*schema.configuration)},
            {u"joins"_s, joins(schema)}};
}

} // namespace

/// print_models FILE...: prints [{...}] of the designs in the files, one object for each: its models in both
/// styles, and what the core makes of it. A file is a database, or scenarios (*.json), whose declarations are
/// taken for what a person gave.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QJsonArray results;
    for (const QString &path : application.arguments().mid(1)) {
        if (!path.endsWith(u".json"_s)) {
            results += result(path, mapping::Design{tests::reflected(path), {}});
            continue;
        }
        const auto scenarios = scenarios::readScenarioFile(path);
        if (!scenarios) {
            std::fprintf(stderr, "%s\n", qPrintable(scenarios.error().text()));
            return 2;
        }
        for (const scenarios::Scenario &each : *scenarios)
            results +=
                result(each.id, {{u"sqlite"_s, each.declarations.tables}, {each.declarations.classes, {}}});
    }
    std::fputs(QJsonDocument(results).toJson(QJsonDocument::Compact).constData(), stdout);
    return 0;
}
