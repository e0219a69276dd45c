#include "tests/scenarios/steps.h"

#include "core/mapping/lazy.h"

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using base::fail;
using base::Result;

namespace {

orm::Query::Attribute attributeOf(const orm::MapperRegistry &registry, const QString &text)
{
    const int mapper = registry.configuration().classNamed(text.section(u'.', 0, 0));
    return {mapper, registry.column(mapper, text.section(u'.', 1))};
}

int relationshipOf(const orm::MapperRegistry &registry, const QString &text)
{
    const int mapper = registry.configuration().classNamed(text.section(u'.', 0, 0));
    const orm::MappedRelationship *found = registry.relationship(mapper, text.section(u'.', 1));
    return found ? found->index : -1;
}

/// A chain gives one option for each of its links.
QList<orm::LoadOption> optionsOf(const orm::MapperRegistry &registry, const OrderedJson &json)
{
    Arguments chain = json.items();
    QList<orm::LoadOption> options;
    QList<int> path;
    const bool isUniform = !chain.value(0).isArray();
    const QString uniform = chain.value(0).toString();
    for (const OrderedJson &link : isUniform ? chain.mid(1) : chain) {
        const QString strategy = isUniform ? uniform : link[0].toString();
        const QString target = isUniform ? link.toString() : link[1].toString();
        orm::LoadOption option;
        if (strategy == "default"_L1)
            option.kind = orm::LoadOption::Kind::Default;
        else if (strategy == "contains_eager"_L1)
            option.kind = orm::LoadOption::Kind::ContainsEager;
        else
            option.strategy = mapping::lazyFromWord(strategy).value_or(mapping::Lazy::Select);
        option.everyRelationship = target == "*"_L1;
        if (!option.everyRelationship)
            path += relationshipOf(registry, target);
        option.path = path;
        option.recursionDepth = isUniform ? 0 : link[2][u"recursion_depth"_s].toInt();
        options += option;
    }
    return options;
}

} // namespace

Result<QJsonValue> runQuery(Playground &playground, Paths &, const Arguments &arguments)
{
    const orm::MapperRegistry &registry = playground.session().registry();
    const OrderedJson &json = arguments.value(2);
    orm::Query query;
    query.mapper = registry.configuration().classNamed(arguments.value(1).toString());
    for (const OrderedJson &each : json[u"where"_s].items()) {
        orm::Query::Condition condition{attributeOf(registry, each[0].toString()), each[1].toString(), {}};
        for (const OrderedJson &value : each[2].isArray() ? each[2].items() : Arguments{each[2]})
            condition.values += valueOf(value.scalar());
        query.where += condition;
    }
    for (const QString &each : json[u"join"_s].toStrings())
        query.joins += relationshipOf(registry, each);
    for (const QString &each : json[u"order_by"_s].toStrings()) {
        const bool descends = each.startsWith(u'-');
        query.orderBy += orm::Query::Order{attributeOf(registry, descends ? each.mid(1) : each), descends};
    }
    query.limit = json[u"limit"_s].toInt(-1);
    query.offset = json[u"offset"_s].toInt(-1);
    for (const OrderedJson &each : json[u"options"_s].items())
        query.options.options += optionsOf(registry, each);
    query.populateExisting = json[u"populate_existing"_s].toBool();
    query.unique = json[u"unique"_s].toBool(true);
    const auto found = playground.session().all(query);
    if (!found)
        return fail(found.error());
    playground.setVariable(arguments.value(0).toString(), {true, {}, *found});
    return QJsonValue(found->size());
}

} // namespace relata::scenarios
