#include "keyswitchrule.h"

namespace relata::orm {

using base::Done;
using base::fail;
using base::Result;

Done KeySwitchRule::gather(const QList<ObjectRef> &targets, Fate fate)
{
    return fate == Fate::Delete || m_relationship.prop->passiveUpdates ? Done() : follow(targets);
}

Result<bool> KeySwitchRule::concerns(const QList<ObjectRef> &targets, Fate fate) const
{
    return fate == Fate::Save && m_relationship.prop->passiveUpdates &&
           std::ranges::any_of(targets, [this](ObjectRef each) { return switchesKey(each); });
}

void KeySwitchRule::order(FlushOrder &order) const
{
    order.before(order.rows(m_relationship.prop->owner, Fate::Save), order.apply(m_number, Fate::Save));
}

Done KeySwitchRule::apply(const QList<ObjectRef> &targets, Fate fate)
{
    return fate == Fate::Delete ? Done() : follow(targets);
}

bool KeySwitchRule::switchesKey(ObjectRef target) const
{
    return m_flush.core.has(target, HasKey) && m_flush.history.keysChanged(target, m_relationship);
}

/// Gives the new keys to all objects in memory that point to one of the targets.
Done KeySwitchRule::follow(const QList<ObjectRef> &targets)
{
    QSet<ObjectRef> switched;
    for (const ObjectRef target : targets) {
        if (switchesKey(target))
            switched.insert(target);
    }
    if (switched.isEmpty())
        return {};
    const auto *prop = m_relationship.prop;
    const auto registration = prop->passiveUpdates ? Registration::Follow : Registration::Save;
    const auto by = prop->passiveUpdates ? KeyBook::WrittenBy::Database : KeyBook::WrittenBy::Flush;
    const ClassHeap &heap = *m_flush.core.heaps[size_t(prop->owner)];
    for (quint32 row = 0; row < heap.rowCount(); ++row) {
        const ObjectRef object{prop->owner, row};
        if (!m_flush.core.contains(object) || !heap.has(row, HasKey))
            continue;
        const auto related =
            m_flush.attributes.scalar(object, m_relationship, prop->passiveUpdates ? kInMemory : kAnywhere);
        if (!related)
            return fail(related.error());
        if (related->kind != RelatedRead::Kind::Value || !switched.contains(related->object))
            continue;
        m_flush.objects.add(object, registration);
        if (const Done done = m_flush.keys.copy(related->object, object, m_relationship, by); !done)
            return done;
    }
    return {};
}

} // namespace relata::orm
