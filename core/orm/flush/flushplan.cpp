#include "unitofwork.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

using ActionKind = FlushAction::Kind;

/// What has to come before what, for all objects of a relationship at once (SQLAlchemy's
/// per_property_dependencies).
void UnitOfWork::addActions(int number)
{
    const Processor &processor = m_processors[size_t(number)];
    const auto *prop = processor.relationship->prop;
    const int parentSaves = saveAll(prop->owner);
    if (processor.rule == Rule::KeySwitch) {
        depend(parentSaves, processAll(number, false));
        return;
    }
    const int afterSave = processAll(number, false);
    const int beforeDelete = processAll(number, true);
    const int childSaves = saveAll(prop->target);
    const int parentDeletes = deleteAll(prop->owner);
    const int childDeletes = deleteAll(prop->target);
    if (processor.rule == Rule::ManyToMany) {
        for (const int first : {parentSaves, childSaves})
            depend(first, afterSave);
        depend(afterSave, childDeletes);
        for (const int then : {parentSaves, parentDeletes, childDeletes, childSaves})
            depend(beforeDelete, then);
        return;
    }
    const bool isOneToMany = processor.rule == Rule::OneToMany;
    if (prop->postUpdate) {
        const int holder = isOneToMany ? prop->target : prop->owner;
        const int later = postUpdateAll(holder, false);
        const int earlier = postUpdateAll(holder, true);
        depend(childSaves, afterSave);
        depend(parentSaves, afterSave);
        depend(afterSave, later);
        depend(beforeDelete, earlier);
        depend(earlier, parentDeletes);
        depend(earlier, childDeletes);
        if (!isOneToMany)
            depend(afterSave, earlier);
        return;
    }
    if (isOneToMany) {
        depend(parentSaves, afterSave);
        for (const int then : {childSaves, childDeletes}) {
            depend(afterSave, then);
            depend(then, parentDeletes);
            depend(beforeDelete, then);
        }
    } else {
        depend(childSaves, afterSave);
        depend(afterSave, parentSaves);
        depend(parentSaves, childDeletes);
        depend(parentDeletes, childDeletes);
    }
}

/// A circle ends the order early: what needs nothing of it is sent before the error, as SQLAlchemy does.
Result<Levels> UnitOfWork::sorted()
{
    m_cycles = nodesOnCycles(int(m_actions.size()), m_edges);
    if (!m_cycles.isEmpty()) {
        if (const Done done = breakUp(); !done)
            return fail(done.error());
    }
    QList<int> nodes;
    for (int i = 0; i < m_actions.size(); ++i) {
        if (!m_disabled.contains(i) && !m_cycles.contains(i))
            nodes += i;
    }
    Levels sorted = inLevels(nodes, m_edges);
    if (sorted.isWhole || !m_core.options.promiseKeys)
        return sorted;
    if (const Done promised = promiseKeys(); !promised)
        return fail(promised.error());
    sorted = inLevels(nodes, m_edges);
    return sorted.isWhole ? Result<Levels>(sorted) : fail(keyNeverKnown());
}

/// Actions that go in circles are broken up into one for each object.
Done UnitOfWork::breakUp()
{
    QHash<int, QList<int>> parts;
    QList<int> cyclic = m_cycles.values();
    std::sort(cyclic.begin(), cyclic.end());
    for (const int number : std::as_const(cyclic)) {
        const FlushAction whole = m_actions[number];
        if (whole.kind != ActionKind::SaveAll && whole.kind != ActionKind::DeleteAll)
            continue;
        const bool isDelete = whole.kind == ActionKind::DeleteAll;
        const QList<ObjectRef> objects = objectsOf(whole.mapper, isDelete);
        const int other = isDelete ? saveAll(whole.mapper) : deleteAll(whole.mapper);
        for (const ObjectRef object : objects) {
            const int part = action(
                {isDelete ? ActionKind::Delete : ActionKind::Save, whole.mapper, -1, isDelete, object});
            parts[number] += part;
            // Saves come before deletes, so that a new object can take over the row of a deleted one.
            isDelete ? depend(other, part) : depend(part, other);
        }
        for (const int processor : m_processorsOf.value(whole.mapper)) {
            if (const Done done = breakUpProcessor(processor, objects, isDelete); !done)
                return done;
        }
    }
    QSet<Edge> edges;
    for (const Edge &edge : std::as_const(m_edges)) {
        const bool first = m_cycles.contains(edge.first);
        const bool second = m_cycles.contains(edge.second);
        if ((first && second) || m_disabled.contains(edge.first) || m_disabled.contains(edge.second))
            continue;
        if (first) {
            for (const int part : parts.value(edge.first))
                edges.insert({part, edge.second});
        } else if (second) {
            for (const int part : parts.value(edge.second))
                edges.insert({edge.first, part});
        } else {
            edges.insert(edge);
        }
    }
    m_edges = edges;
    return {};
}

Done UnitOfWork::breakUpProcessor(int number, const QList<ObjectRef> &objects, bool isDelete)
{
    const Processor &processor = m_processors[size_t(number)];
    if (processor.rule == Rule::KeySwitch)
        return {};
    const MappedRelationship &relationship = *processor.relationship;
    const auto *prop = relationship.prop;
    m_disabled.insert(processAll(number, true));
    m_disabled.insert(processAll(number, false));
    const int childSaves = saveAll(prop->target);
    const int childDeletes = deleteAll(prop->target);
    const bool childIsBroken = m_cycles.contains(childSaves);
    const int whole = isDelete ? deleteAll(prop->owner) : saveAll(prop->owner);
    const bool parentIsBroken = m_cycles.contains(whole);
    for (const ObjectRef object : objects) {
        if (isDelete && !relationship.isCollection()) {
            if (const auto read =
                    m_attributes.scalar(object, relationship, reachOnDelete(relationship) | IgnoringRaise);
                !read)
                return fail(read.error());
        }
        QList<ObjectRef> related = m_attributes.allPending(object, relationship);
        if (isDelete && relationship.isQueryOnly()) {
            const auto asked = m_attributes.history(object, relationship, reachOnDelete(relationship));
            if (!asked)
                return fail(asked.error());
            related = asked->all();
        }
        if (related.isEmpty())
            continue;
        const int process = action({ActionKind::Process, -1, number, isDelete, object});
        const int parent = parentIsBroken ? action({isDelete ? ActionKind::Delete : ActionKind::Save,
                                                    prop->owner, -1, isDelete, object})
                                          : whole;
        if (!childIsBroken) {
            dependOne(number, isDelete, {}, true, false, parent, parent, childSaves, process);
            dependOne(number, isDelete, {}, true, true, parent, parent, childDeletes, process);
            continue;
        }
        for (const ObjectRef child : related) {
            const bool known = !child.isNone() && m_states.contains(child);
            const bool deleted = known && m_states[child].isDelete;
            const int childAction =
                known
                    ? action({deleted ? ActionKind::Delete : ActionKind::Save, child.cls, -1, deleted, child})
                    : -1;
            dependOne(number, isDelete, child, known, deleted, parent, parent, childAction, process);
        }
    }
    return {};
}

/// What has to come before what for one object and one of its related objects (SQLAlchemy's
/// per_state_dependencies).
void UnitOfWork::dependOne(int number, bool isDelete, ObjectRef, bool childKnown, bool childDeleted,
                           int saveParent, int deleteParent, int childAction, int process)
{
    const Processor &processor = m_processors[size_t(number)];
    const auto *prop = processor.relationship->prop;
    const auto link = [this, childKnown, childAction](int first, int second) {
        if ((first != childAction && second != childAction) || childKnown)
            depend(first, second);
    };
    if (prop->postUpdate && processor.rule != Rule::ManyToMany) {
        const bool isOneToMany = processor.rule == Rule::OneToMany;
        const int holder = isOneToMany ? prop->target : prop->owner;
        if (!isDelete) {
            const int later = postUpdateAll(holder, false);
            link(process, later);
            if (childDeleted && !isOneToMany) {
                link(later, childAction);
            } else {
                link(childAction, process);
                if (!childDeleted)
                    link(saveParent, process);
            }
        } else {
            const int earlier = postUpdateAll(holder, true);
            link(process, earlier);
            link(earlier, deleteParent);
            if (!isOneToMany)
                link(earlier, childAction);
        }
        return;
    }
    if (processor.rule == Rule::ManyToMany) {
        if (isDelete) {
            link(process, childAction);
            link(process, deleteParent);
        } else {
            link(saveParent, process);
            childDeleted ? link(process, childAction) : link(childAction, process);
        }
    } else if (processor.rule == Rule::OneToMany) {
        if (isDelete) {
            link(process, childAction);
            link(childAction, deleteParent);
        } else {
            link(saveParent, process);
            link(process, childAction);
            link(saveParent, childAction);
        }
    } else if (isDelete) {
        if (childDeleted)
            link(deleteParent, childAction);
    } else {
        if (!childDeleted)
            link(childAction, process);
        link(process, saveParent);
    }
}

} // namespace relata::orm
