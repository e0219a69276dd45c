#include "unitofwork.h"

#include "core/orm/flush/circlebreaker.h"
#include "core/orm/flush/keypromises.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

UnitOfWork::UnitOfWork(SessionCore &core, Attributes &attributes, CascadeWalker &walker)
    : m_flush{core, attributes, walker}, m_writer(core, attributes, m_flush.objects, m_flush.keys)
{
}

void UnitOfWork::registerObject(ObjectRef object, Registration registration)
{
    m_flush.objects.add(object, registration);
}

/// A circle ends the order early: what needs nothing of it is sent before the error, as SQLAlchemy does.
Done UnitOfWork::execute()
{
    if (const Done gathered = m_rules.gather(m_order); !gathered)
        return gathered;
    const auto ordered = order();
    if (!ordered)
        return fail(ordered.error());
    for (const QList<int> &level : ordered->levels) {
        if (const Done done = runLevel(level); !done)
            return done;
    }
    if (ordered->isWhole)
        return {};
    return fail(ErrorCode::CircularDependency,
                u"The rows to be written depend on each other in a circle: none can be the first."_s,
                u"Set post_update=True on one of the relationships of the circle."_s);
}

Result<Levels> UnitOfWork::order()
{
    m_order.findCircles();
    if (m_order.hasCircles()) {
        if (const Done done = CircleBreaker(m_flush, m_rules, m_order).breakUp(); !done)
            return fail(done.error());
    }
    Levels levels = m_order.levels();
    if (levels.isWhole || !m_flush.core.options.promiseKeys)
        return levels;
    KeyPromises promises(m_flush, m_rules, m_order);
    if (const Done made = promises.make(); !made)
        return fail(made.error());
    levels = m_order.levels();
    return levels.isWhole ? Result<Levels>(levels) : fail(promises.refusal());
}

Done UnitOfWork::runLevel(const QList<int> &level)
{
    std::vector<Group> groups = grouped(level);
    std::ranges::stable_sort(groups, {}, [this](const Group &group) { return placeOf(group); });
    for (const Group &group : groups) {
        if (const Done done = run(group); !done)
            return done;
    }
    return {};
}

std::vector<UnitOfWork::Group> UnitOfWork::grouped(const QList<int> &level) const
{
    std::vector<Group> groups;
    for (const int number : level) {
        const FlushStep &step = m_order.step(number);
        const bool isWhole = step.object.isNone();
        const auto isSame = [&](const Group &each) {
            return each.step.kind == step.kind && each.step.subject == step.subject &&
                   each.step.fate == step.fate && each.isWhole == isWhole;
        };
        auto group = std::ranges::find_if(groups, isSame);
        if (group == groups.end())
            group = groups.insert(group, Group{step, isWhole, {}});
        if (!isWhole)
            group->objects += step.object;
    }
    return groups;
}

/// Where steps that wait for nothing come: by what they do, then by name, as SQLAlchemy sorts them.
std::tuple<int, QString, Fate> UnitOfWork::placeOf(const Group &group) const
{
    const MapperRegistry &registry = m_flush.core.registry;
    const FlushStep &step = group.step;
    const auto placeOfRows = [&](int rank) {
        return std::tuple(rank, registry.mapper(step.subject).name(), step.fate);
    };
    switch (step.kind) {
    case FlushStep::Kind::Delete:
        return placeOfRows(group.isWhole ? 0 : 1);
    case FlushStep::Kind::PostUpdate:
        return placeOfRows(2);
    case FlushStep::Kind::Save:
        return placeOfRows(group.isWhole ? 5 : 4);
    case FlushStep::Kind::Apply:
        break;
    }
    const auto *prop = m_rules.rule(step.subject).relationship().prop;
    return {group.isWhole ? 3 : 4, registry.mapper(prop->owner).name() + u'_' + prop->name, step.fate};
}

Done UnitOfWork::run(const Group &group)
{
    const FlushObjects &objects = m_flush.objects;
    const FlushStep &step = group.step;
    if (step.kind == FlushStep::Kind::PostUpdate)
        return m_flush.postUpdates.write(step.subject, step.fate);
    if (step.kind == FlushStep::Kind::Apply) {
        FlushRule &rule = m_rules.rule(step.subject);
        return rule.apply(group.isWhole ? objects.ofClass(rule.watchedClass(), step.fate) : group.objects,
                          step.fate);
    }
    const QList<ObjectRef> rows = group.isWhole ? objects.ofClass(step.subject, step.fate) : group.objects;
    return step.kind == FlushStep::Kind::Save ? m_writer.save(rows) : m_writer.remove(rows);
}

} // namespace relata::orm
