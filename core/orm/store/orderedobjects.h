#pragma once

#include "core/orm/store/objectref.h"

#include <QHash>
#include <QList>

namespace relata::orm {

/// Objects in the order in which they came, each once. Adding, removing and asking take constant time,
/// whatever their number. A value.
class OrderedObjects
{
public:
    bool isEmpty() const { return m_places.isEmpty(); }
    bool contains(ObjectRef object) const { return m_places.contains(object); }
    /// One that is there already keeps its place.
    void add(ObjectRef object);
    /// False where it was not there.
    bool remove(ObjectRef object);
    void clear();
    QList<ObjectRef> list() const;

private:
    void closeGaps();

    QList<ObjectRef> m_order; ///< with gaps where objects were removed
    QHash<ObjectRef, qsizetype> m_places;
};

} // namespace relata::orm
