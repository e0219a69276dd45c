#include "joinedfillings.h"

namespace relata::orm {

JoinedFillings::Filling &JoinedFillings::of(JoinedSide &side, ObjectRef owner)
{
    if (side.lastOwner == owner)
        return m_fillings[side.lastFilling];
    const auto found = side.fillings.constFind(owner);
    side.lastOwner = owner;
    side.lastFilling = found == side.fillings.constEnd() ? m_fillings.size() : *found;
    if (found == side.fillings.constEnd()) {
        side.fillings.insert(owner, side.lastFilling);
        Filling filling;
        filling.owner = owner;
        filling.relationship = side.relationship;
        filling.wanted = m_overwrites || !m_core.heap(owner).isLoaded(owner.row, side.relationship->slot);
        m_fillings.push_back(std::move(filling));
    }
    return m_fillings[side.lastFilling];
}

void JoinedFillings::add(JoinedSide &side, ObjectRef owner, ObjectRef child, bool isNewChild)
{
    Filling &filling = of(side, owner);
    if (!side.relationship->isCollection() && filling.rows++ > 0 && child != filling.objects.value(0))
        ++filling.strays;
    if (child.isNone())
        return;
    if (!isNewChild && filling.older.isEmpty())
        filling.older = QSet<ObjectRef>(filling.objects.cbegin(), filling.objects.cend());
    if (!isNewChild && filling.older.contains(child))
        return;
    if (!isNewChild || !filling.older.isEmpty())
        filling.older.insert(child);
    filling.objects += child;
}

void JoinedFillings::finish()
{
    for (Filling &filling : m_fillings) {
        if (!filling.wanted)
            continue;
        for (int i = 0; i < filling.strays; ++i)
            warnOfSeveral(m_core, *filling.relationship);
        setRelated(m_attributes, filling.owner, *filling.relationship, std::move(filling.objects));
    }
    m_fillings.clear();
}

} // namespace relata::orm
