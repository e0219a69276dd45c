#include "flushrules.h"

#include "core/orm/flush/keyswitchrule.h"
#include "core/orm/flush/manytomanyrule.h"
#include "core/orm/flush/manytoonerule.h"
#include "core/orm/flush/onetomanyrule.h"

namespace relata::orm {

using base::Done;
using base::fail;
using base::Result;
using schema::Direction;

Done FlushRules::gather(FlushOrder &order)
{
    takeNewClasses(order);
    for (bool again = true; again;) {
        again = false;
        for (size_t number = 0; number < m_entries.size(); ++number) {
            const auto found = showNewcomers(m_entries[number], order);
            if (!found)
                return fail(found.error());
            again = again || *found;
            takeNewClasses(order);
        }
    }
    return {};
}

/// Saves of a class come before its deletes, so that a new object can take over the row of a deleted one.
void FlushRules::takeNewClasses(FlushOrder &order)
{
    const std::vector<int> &classes = m_flush.objects.classes();
    for (; m_classesTaken < classes.size(); ++m_classesTaken) {
        const int cls = classes[m_classesTaken];
        order.before(order.rows(cls, Fate::Save), order.rows(cls, Fate::Delete));
        takeClass(cls);
    }
}

/// A class takes part: so do its relationships, and those that follow its key.
void FlushRules::takeClass(int cls)
{
    const MapperRegistry &registry = m_flush.core.registry;
    for (const int index : registry.pointingAt(cls)) {
        if (needsKeySwitches(registry.relationship(index)))
            take<KeySwitchRule>(registry.relationship(index));
    }
    for (const int index : registry.mapper(cls).relationships) {
        const MappedRelationship &relationship = registry.relationship(index);
        if (relationship.prop->viewonly)
            continue;
        switch (relationship.prop->direction) {
        case Direction::OneToMany:
            take<OneToManyRule>(relationship);
            break;
        case Direction::ManyToOne:
            take<ManyToOneRule>(relationship);
            break;
        case Direction::ManyToMany:
            take<ManyToManyRule>(relationship);
            break;
        }
    }
}

template<typename Rule>
void FlushRules::take(const MappedRelationship &relationship)
{
    const int number = int(m_entries.size());
    m_entries.push_back({std::make_unique<Rule>(number, m_flush, relationship), {}, false});
}

/// Not where a linked relationship carries the new key itself.
bool FlushRules::needsKeySwitches(const MappedRelationship &relationship) const
{
    const auto *prop = relationship.prop;
    if (prop->viewonly)
        return false;
    if (prop->reverse.isEmpty())
        return true;
    return !prop->passiveUpdates && std::ranges::all_of(prop->reverse, [this](int reverse) {
        return m_flush.core.registry.relationship(reverse).prop->passiveUpdates;
    });
}

/// True where there were any.
Result<bool> FlushRules::showNewcomers(Entry &entry, FlushOrder &order)
{
    FlushRule &rule = *entry.rule;
    const auto newcomers = m_flush.objects.newcomers(rule.watchedClass(), entry.seen);
    if (newcomers.deleted.isEmpty() && newcomers.saved.isEmpty())
        return false;
    if (const Done done = rule.gather(newcomers.deleted, Fate::Delete); !done)
        return fail(done.error());
    if (const Done done = rule.gather(newcomers.saved, Fate::Save); !done)
        return fail(done.error());
    if (entry.hasSteps)
        return true;
    const auto concerned = isConcerned(rule, newcomers);
    if (!concerned)
        return fail(concerned.error());
    if (*concerned) {
        entry.hasSteps = true;
        rule.order(order);
        m_withSteps[rule.relationship().prop->owner] += rule.number();
    }
    return true;
}

Result<bool> FlushRules::isConcerned(const FlushRule &rule, const FlushObjects::Newcomers &newcomers) const
{
    const auto byDeleted = rule.concerns(newcomers.deleted, Fate::Delete);
    return !byDeleted || *byDeleted ? byDeleted : rule.concerns(newcomers.saved, Fate::Save);
}

} // namespace relata::orm
