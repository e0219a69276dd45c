#include "orderedobjects.h"

namespace relata::orm {

void OrderedObjects::add(ObjectRef object)
{
    if (m_places.contains(object))
        return;
    m_places.insert(object, m_order.size());
    m_order += object;
}

bool OrderedObjects::remove(ObjectRef object)
{
    const auto found = m_places.constFind(object);
    if (found == m_places.constEnd())
        return false;
    m_places.erase(found);
    // Half of the places may be gaps: then closing them costs no more than making them did.
    if (m_order.size() > 16 && m_order.size() > 2 * m_places.size())
        closeGaps();
    return true;
}

void OrderedObjects::clear()
{
    m_order.clear();
    m_places.clear();
}

QList<ObjectRef> OrderedObjects::list() const
{
    if (m_order.size() == m_places.size())
        return m_order;
    QList<ObjectRef> left;
    left.reserve(m_places.size());
    for (qsizetype place = 0; place < m_order.size(); ++place) {
        if (m_places.value(m_order[place], -1) == place)
            left += m_order[place];
    }
    return left;
}

void OrderedObjects::closeGaps()
{
    m_order = list();
    for (qsizetype place = 0; place < m_order.size(); ++place)
        m_places[m_order[place]] = place;
}

} // namespace relata::orm
