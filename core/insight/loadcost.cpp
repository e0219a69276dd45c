#include "loadcost.h"

#include "core/orm/plan/loadplan.h"

#include <QSet>

#include <algorithm>

namespace relata::insight {

using mapping::Lazy;
using orm::LoadOption;
using orm::LoadPlan;
using orm::LoadStep;
using orm::MapperRegistry;

namespace {

/// The statements of a plan as far as they belong to one relationship of the query's class; of all where the
/// label is empty.
/// @param keys of every step: nobody knows how many rows are after the first one
/// @param stopped labels of relationships that are not followed
qint64 statementsOf(const LoadPlan &plan, const QString &label, qint64 keys,
                    const QSet<QString> &stopped = {})
{
    QList<LoadPlan::KeysOfRuns> keysOfSteps = {{1}};
    QList<bool> belongs = {label.isEmpty()};
    for (const LoadStep &step : plan.steps().mid(1)) {
        belongs += !stopped.contains(step.label) &&
                   (belongs.at(step.parent) || (step.parent == 0 && step.label == label));
        keysOfSteps += belongs.last() ? LoadPlan::KeysOfRuns{keys} : LoadPlan::KeysOfRuns();
    }
    return plan.statementCount(keysOfSteps);
}

/// The relationships that lead back to a class: what is loaded lazily from there does not load it again.
QSet<QString> leadingTo(const MapperRegistry &registry, int mapper)
{
    QSet<QString> labels;
    for (int i = 0; i < registry.configuration().relationships.size(); ++i) {
        const orm::MappedRelationship &each = registry.relationship(i);
        if (each.prop->target == mapper && each.prop->joinDepth <= 0)
            labels += each.label;
    }
    return labels;
}

/// Whether eager loading would go in a circle at once, so that it leaves the relationship to be read lazily.
bool isCircle(const orm::MappedRelationship &relationship, Lazy lazy)
{
    const bool isStopped = lazy == Lazy::Joined || lazy == Lazy::Selectin || lazy == Lazy::Subquery;
    return isStopped && relationship.prop->owner == relationship.prop->target &&
           relationship.prop->joinDepth <= 0;
}

qint64 statementsFor(const MapperRegistry &registry, const orm::MappedRelationship &relationship, Lazy lazy,
                     qint64 owners, qint64 keys)
{
    if (lazy == Lazy::Raise || lazy == Lazy::RaiseOnSql)
        return 0;
    if (lazy == Lazy::Noload)
        return 1;
    if (isCircle(relationship, lazy))
        lazy = Lazy::Select;
    if (!mapping::isEager(
            lazy)) { // A query of its own for each owner, or for each key that is not in memory.
        const LoadPlan after(registry, relationship.prop->target, {});
        const qint64 queries = lazy == Lazy::Select ? keys : owners;
        const bool isFromNowhere = lazy == Lazy::Dynamic || lazy == Lazy::WriteOnly;
        return 1 + queries * statementsOf(after, {}, 1,
                                          isFromNowhere ? QSet<QString>()
                                                        : leadingTo(registry, relationship.prop->owner));
    }
    const orm::LoadOptions options = {{{LoadOption::Kind::Strategy, lazy, {relationship.index}, false, 0}}};
    return statementsOf(LoadPlan(registry, relationship.prop->owner, options), relationship.label, keys);
}

} // namespace

qint64 LoadScale::keysOf(const mapping::Side &side) const
{
    const bool isShared = side.direction == schema::Direction::ManyToOne && targets >= 0;
    return isShared ? std::min(owners, targets) : owners;
}

QList<LoadCost> loadCosts(const mapping::MappedSchema &schema, const mapping::Side &side,
                          const LoadScale &scale)
{
    return loadCosts(schema, QList{side}, scale).first();
}

QList<QList<LoadCost>> loadCosts(const mapping::MappedSchema &schema, const QList<mapping::Side> &sides,
                                 const LoadScale &scale)
{
    const MapperRegistry registry(*schema.configuration, sql::Dialect());
    QList<QList<LoadCost>> all;
    for (const mapping::Side &side : sides) {
        const orm::MappedRelationship &relationship = registry.relationship(side.number);
        // A parent that is not found by its primary key is asked for again for each row.
        const qint64 keys = relationship.prop->useGet ? scale.keysOf(side) : scale.owners;
        QList<LoadCost> costs;
        for (const QString &word : mapping::lazyWords()) {
            const Lazy lazy = *mapping::lazyFromWord(word);
            costs += {lazy, statementsFor(registry, relationship, lazy, scale.owners, keys)};
        }
        all += costs;
    }
    return all;
}

} // namespace relata::insight
