#include "snapshots.h"

namespace relata::orm {

void Snapshots::noteKeyBefore(ObjectRef object, const base::Values &key)
{
    QHash<ObjectRef, base::Values> &keys = m_levels.last().switchedKeys;
    if (!keys.contains(object))
        keys.insert(object, key);
}

void Snapshots::mergeInnermost()
{
    const Snapshot inner = m_levels.takeLast();
    Snapshot &outer = m_levels.last();
    outer.added.unite(inner.added);
    outer.removed.unite(inner.removed);
    outer.written.unite(inner.written);
    for (auto each = inner.switchedKeys.cbegin(); each != inner.switchedKeys.cend(); ++each)
        noteKeyBefore(each.key(), *each);
}

} // namespace relata::orm
