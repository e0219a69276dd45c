#include "cascadewalker.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;
using mapping::Cascade;

Result<QList<ObjectRef>> CascadeWalker::related(ObjectRef object, const MappedRelationship &relationship,
                                                Cascade cascade)
{
    if (cascade == Cascade::SaveUpdate)
        return m_attributes.allPending(object, relationship);
    const bool loads =
        cascade == Cascade::Delete && relationship.prop->passiveDeletes == mapping::PassiveDeletes::No;
    const Reach reach = loads ? kAnywhere | IgnoringRaise : kInMemory;
    if (relationship.isQueryOnly()) {
        const auto history = m_attributes.history(object, relationship, reach);
        if (!history)
            return fail(history.error());
        // What is only to be removed is in the database all the same.
        return history->added + history->unchanged + (loads ? history->removed : QList<ObjectRef>());
    }
    if (relationship.isCollection()) {
        const auto kind = m_attributes.collection(object, relationship, reach);
        return kind ? Result<QList<ObjectRef>>(m_attributes.items(object, relationship)) : fail(kind.error());
    }
    const auto read = m_attributes.scalar(object, relationship, reach);
    if (!read)
        return fail(read.error());
    return read->object.isNone() ? QList<ObjectRef>() : QList{read->object};
}

Result<QList<ObjectRef>> CascadeWalker::walk(ObjectRef start, Cascade cascade,
                                             const std::function<bool(ObjectRef)> &halts)
{
    struct Level
    {
        ObjectRef object;
        size_t slot = 0;
        QList<ObjectRef> queue; ///< of the slot before
        qsizetype next = 0;
    };
    QList<ObjectRef> reached;
    QSet<ObjectRef> visited;
    std::vector<Level> levels(1, Level{start, 0, {}, 0});
    while (!levels.empty()) {
        Level &level = levels.back();
        if (level.next < level.queue.size()) {
            const ObjectRef object = level.queue[level.next++];
            reached += object;
            levels.push_back(Level{object, 0, {}, 0});
            continue;
        }
        const std::vector<int> &all = m_core.mapper(level.object).relationships;
        if (level.slot == all.size()) {
            levels.pop_back();
            continue;
        }
        const MappedRelationship &relationship = m_core.registry.relationship(all[level.slot++]);
        if (!relationship.cascades(cascade))
            continue;
        const auto found = related(level.object, relationship, cascade);
        if (!found)
            return fail(found.error());
        const bool skipsPending =
            cascade == Cascade::RefreshExpire && !relationship.cascades(Cascade::DeleteOrphan);
        level.queue.clear();
        level.next = 0;
        for (const ObjectRef each : *found) {
            if (each.isNone() || visited.contains(each) || (halts && halts(each)) ||
                (skipsPending && !m_core.has(each, HasKey)))
                continue;
            if (each.cls != relationship.prop->target) {
                return fail(ErrorCode::RuleBroken,
                            u"'%1' holds objects of class '%2', not of '%3'."_s.arg(
                                relationship.label, m_core.registry.mapper(relationship.prop->target).name(),
                                m_core.mapper(each).name()),
                            u"Link an object of the right class."_s);
            }
            visited.insert(each);
            level.queue += each;
        }
    }
    return reached;
}

} // namespace relata::orm
