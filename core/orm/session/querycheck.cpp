#include "querycheck.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

namespace {

/// Every relationship of an option's path must belong to the class that the one before it leads to; where an
/// option says nothing SQLAlchemy does not look.
Done checkOptions(const MapperRegistry &registry, const Query &query)
{
    for (const LoadOption &option : query.options.options) {
        if (option.kind == LoadOption::Kind::Default)
            continue;
        int mapper = query.mapper;
        for (const int index : option.path) {
            const MappedRelationship &relationship = registry.relationship(index);
            if (relationship.prop->owner != mapper) {
                return fail(ErrorCode::MisplacedOption,
                            u"An option names '%1' where the query is at '%2'."_s.arg(
                                relationship.label, registry.mapper(mapper).name()),
                            u"Name every relationship on the way from the query's class."_s);
            }
            mapper = relationship.prop->target;
        }
    }
    return {};
}

Done checkJoins(const MapperRegistry &registry, const Query &query)
{
    for (const int index : query.joins) {
        const MappedRelationship &relationship = registry.relationship(index);
        if (relationship.prop->owner == relationship.prop->target) {
            return fail(ErrorCode::InvalidRequest,
                        u"The query cannot be joined along '%1', which leads to the same class."_s.arg(
                            relationship.label),
                        u"Load it by an option instead."_s);
        }
    }
    return {};
}

} // namespace

Done checkComparisons(const Query &query)
{
    static const QStringList operators = {u"="_s, u">"_s, u"<"_s, u">="_s, u"<="_s, u"!="_s, u"in"_s};
    for (const Query::Condition &each : query.where) {
        if (!operators.contains(each.op)) {
            return fail(ErrorCode::InvalidRequest, u"'%1' is no comparison."_s.arg(each.op),
                        u"Use one of =, !=, <, <=, >, >= and in."_s);
        }
    }
    return {};
}

Done checkPaths(const MapperRegistry &registry, const Query &query)
{
    if (const Done joins = checkJoins(registry, query); !joins)
        return joins;
    return checkOptions(registry, query);
}

Done checkLoadable(const MappedRelationship &relationship)
{
    if (!relationship.isQueryOnly())
        return {};
    return fail(
        ErrorCode::InvalidRequest,
        u"'%1' is a query and not kept in memory: it cannot be loaded ahead."_s.arg(relationship.label),
        u"Select its objects when they are needed."_s);
}

} // namespace relata::orm
