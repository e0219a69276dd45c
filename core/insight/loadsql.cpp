#include "loadsql.h"

#include "core/orm/plan/statementlist.h"

namespace relata::insight {

namespace {

LoadSql::Sent sentOf(orm::LoadStep::Count count)
{
    switch (count) {
    case orm::LoadStep::Count::OncePerKeys:
        return LoadSql::Sent::PerKeys;
    case orm::LoadStep::Count::OncePerObject:
        return LoadSql::Sent::PerRow;
    default:
        return LoadSql::Sent::Once;
    }
}

} // namespace

QList<LoadSql> loadSql(const mapping::MappedSchema &schema, const mapping::Side &side, mapping::Lazy lazy,
                       const LoadScale &scale)
{
    mapping::Configuration configuration = *schema.configuration;
    configuration.relationships[side.number].lazy = lazy;
    const orm::MapperRegistry registry(configuration, sql::Dialect());
    QList<LoadSql> list;
    for (const orm::ListedStatement &each :
         orm::statementsOf(registry, registry.relationship(side.number), scale.owners, scale.keysOf(side)))
        list += {each.label, sentOf(each.count), each.sql};
    return list;
}

} // namespace relata::insight
