#include "unitofwork.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using mapping::PassiveDeletes;
using schema::Direction;

UnitOfWork::UnitOfWork(SessionCore &core, Attributes &attributes, CascadeWalker &walker)
    : m_core(core), m_attributes(attributes), m_walker(walker)
{
    const qsizetype count = core.registry.configuration().relationships.size();
    m_processors.resize(size_t(count) * 2);
    for (int i = 0; i < count; ++i) {
        const MappedRelationship &relationship = core.registry.relationship(i);
        const Direction direction = relationship.prop->direction;
        m_processors[size_t(i)].relationship = &relationship;
        m_processors[size_t(i)].rule = direction == Direction::OneToMany   ? Rule::OneToMany
                                       : direction == Direction::ManyToOne ? Rule::ManyToOne
                                                                           : Rule::ManyToMany;
        m_processors[size_t(count + i)].relationship = &relationship;
        m_processors[size_t(count + i)].rule = Rule::KeySwitch;
    }
}

void UnitOfWork::warnNotInSession(ObjectRef object, QStringView operation,
                                  const MappedRelationship &relationship)
{
    m_core.warn(
        u"An object of class '%1' is not in the session: the %2 operation along '%3' does not happen."_s.arg(
            m_core.mapper(object).name(), operation, relationship.label));
}

bool UnitOfWork::registerObject(ObjectRef object, bool isDelete, bool listOnly, bool cancelDelete,
                                QStringView operation, const MappedRelationship *relationship)
{
    if (!m_core.contains(object)) {
        if (relationship && !(m_core.has(object, WasDeleted) && m_core.has(object, InSession)))
            warnNotInSession(object, operation, *relationship);
        return false;
    }
    const auto found = m_states.find(object);
    if (found == m_states.end()) {
        if (!m_byMapper.contains(object.cls))
            addMapper(object.cls);
        m_byMapper[object.cls] += object;
        m_states.insert(object, {isDelete, listOnly, m_states.size()});
    } else if (!listOnly && (isDelete || cancelDelete)) {
        found->isDelete = isDelete;
        found->listOnly = false;
    }
    return true;
}

int UnitOfWork::action(const FlushAction &action)
{
    const auto found = m_actionNumbers.constFind(action);
    if (found != m_actionNumbers.constEnd())
        return *found;
    m_actions += action;
    m_actionNumbers.insert(action, int(m_actions.size()) - 1);
    return int(m_actions.size()) - 1;
}

int UnitOfWork::saveAll(int mapper)
{
    return action({FlushAction::Kind::SaveAll, mapper, -1, false, {}});
}

int UnitOfWork::deleteAll(int mapper)
{
    return action({FlushAction::Kind::DeleteAll, mapper, -1, true, {}});
}

int UnitOfWork::processAll(int processor, bool isDelete)
{
    const int owner = m_processors[size_t(processor)].relationship->prop->owner;
    if (!m_processorsOf[owner].contains(processor))
        m_processorsOf[owner] += processor;
    return action({FlushAction::Kind::ProcessAll, -1, processor, isDelete, {}});
}

int UnitOfWork::postUpdateAll(int mapper, bool isDelete)
{
    return action({FlushAction::Kind::PostUpdateAll, mapper, -1, isDelete, {}});
}

/// A class takes part: so do its relationships, and those that follow its key.
void UnitOfWork::addMapper(int mapper)
{
    m_byMapper[mapper];
    depend(saveAll(mapper), deleteAll(mapper));
    const int count = int(m_core.registry.configuration().relationships.size());
    const auto take = [this](int processor) {
        if (!m_processors[size_t(processor)].isRegistered) {
            m_processors[size_t(processor)].isRegistered = true;
            m_active += processor;
        }
    };
    for (const int index : m_core.registry.pointingAt(mapper)) {
        const auto *prop = m_core.registry.relationship(index).prop;
        bool followed = !prop->reverse.isEmpty() && prop->passiveUpdates;
        for (const int reverse : prop->reverse)
            followed = followed || !m_core.registry.relationship(reverse).prop->passiveUpdates;
        if (!prop->viewonly && !followed)
            take(count + index);
    }
    for (const int index : m_core.registry.mapper(mapper).relationships) {
        if (!m_core.registry.relationship(index).prop->viewonly)
            take(index);
    }
}

/// Lets a relationship look at objects it has not seen yet; true where there were any.
Result<bool> UnitOfWork::prepare(int number)
{
    Processor &processor = m_processors[size_t(number)];
    const auto *prop = processor.relationship->prop;
    const int mapper = processor.rule == Rule::KeySwitch ? prop->target : prop->owner;
    QList<ObjectRef> deletes;
    QList<ObjectRef> saves;
    for (const ObjectRef object : m_byMapper.value(mapper)) {
        const State state = m_states.value(object);
        if (state.listOnly || processor.processed.contains(object))
            continue;
        processor.processed.insert(object);
        (state.isDelete ? deletes : saves) += object;
    }
    if (deletes.isEmpty() && saves.isEmpty())
        return false;
    if (const Done done = presort(processor, deletes, true); !done)
        return fail(done.error());
    if (const Done done = presort(processor, saves, false); !done)
        return fail(done.error());
    if (!processor.hasActions) {
        auto changed = hasChanges(processor, deletes, true);
        if (changed && !*changed)
            changed = hasChanges(processor, saves, false);
        if (!changed)
            return fail(changed.error());
        if (*changed) {
            processor.hasActions = true;
            addActions(number);
        }
    }
    return true;
}

Result<bool> UnitOfWork::hasChanges(const Processor &processor, const QList<ObjectRef> &objects,
                                    bool isDelete)
{
    const MappedRelationship &relationship = *processor.relationship;
    if (processor.rule == Rule::KeySwitch) {
        return !isDelete && relationship.prop->passiveUpdates &&
               std::any_of(objects.cbegin(), objects.cend(), [&](ObjectRef object) {
                   return m_core.has(object, HasKey) && m_history.keysChanged(object, relationship);
               });
    }
    Reach reach = kAnywhere;
    if (!isDelete || relationship.prop->passiveDeletes != PassiveDeletes::No)
        reach = kInMemory;
    else if (processor.rule == Rule::ManyToOne)
        reach = kWithoutRelated;
    for (const ObjectRef object : objects) {
        const auto history = m_history.of(object, relationship, reach);
        if (!history)
            return fail(history.error());
        if (!history->isEmpty())
            return true;
    }
    return !objects.isEmpty() && relationship.prop->owner != relationship.prop->target &&
           m_byMapper.contains(relationship.prop->target);
}

bool UnitOfWork::isDeleted(ObjectRef object) const
{
    const auto found = m_states.constFind(object);
    return found != m_states.constEnd() && found->isDelete;
}

QList<ObjectRef> UnitOfWork::objectsOf(int mapper, bool isDelete) const
{
    QList<ObjectRef> found;
    for (const ObjectRef object : m_byMapper.value(mapper)) {
        const State state = m_states.value(object);
        if (state.isDelete == isDelete && !state.listOnly)
            found += object;
    }
    return found;
}

QList<ObjectRef> UnitOfWork::objects(bool isDelete) const
{
    QList<ObjectRef> found;
    for (auto each = m_states.cbegin(); each != m_states.cend(); ++each) {
        if (each->isDelete == isDelete)
            found += each.key();
    }
    return found;
}

Done UnitOfWork::execute()
{
    bool again = true;
    while (again) {
        again = false;
        for (qsizetype i = 0; i < m_active.size(); ++i) {
            const auto found = prepare(m_active[i]);
            if (!found)
                return fail(found.error());
            again = again || *found;
        }
    }
    const auto order = sorted();
    if (!order)
        return fail(order.error());
    for (const QList<int> &level : order->levels) {
        if (const Done done = runLevel(level); !done)
            return done;
    }
    if (order->isWhole)
        return {};
    return fail(ErrorCode::CircularDependency,
                u"The rows to be written depend on each other in a circle: none can be the first."_s,
                u"Set post_update=True on one of the relationships of the circle."_s);
}

/// Where an action that has nothing to wait for comes: by what it does, then by name, as SQLAlchemy sorts
/// them.
std::tuple<int, QString, bool> UnitOfWork::placeOf(const FlushAction &action) const
{
    using Action = FlushAction::Kind;
    static const QHash<Action, int> ranks = {
        {Action::DeleteAll, 0}, {Action::Delete, 1}, {Action::PostUpdateAll, 2}, {Action::ProcessAll, 3},
        {Action::Process, 4},   {Action::Save, 4},   {Action::SaveAll, 5},
    };
    if (action.processor < 0)
        return {ranks[action.kind], m_core.registry.mapper(action.mapper).name(), action.isDelete};
    const auto *prop = m_processors[size_t(action.processor)].relationship->prop;
    return {ranks[action.kind], m_core.registry.mapper(prop->owner).name() + u'_' + prop->name,
            action.isDelete};
}

Done UnitOfWork::runLevel(const QList<int> &level)
{
    QList<FlushAction> grouped;
    QHash<FlushAction, QList<ObjectRef>> members;
    for (const int number : level) {
        FlushAction each = m_actions[number];
        const ObjectRef object = each.object;
        each.object = {};
        if (!members.contains(each))
            grouped += each;
        if (!object.isNone())
            members[each] += object;
        else
            members[each];
    }
    std::stable_sort(grouped.begin(), grouped.end(),
                     [this](const FlushAction &a, const FlushAction &b) { return placeOf(a) < placeOf(b); });
    for (const FlushAction &each : std::as_const(grouped)) {
        if (const Done done = run(each, members.value(each)); !done)
            return done;
    }
    return {};
}

Done UnitOfWork::run(const FlushAction &action, const QList<ObjectRef> &objects)
{
    switch (action.kind) {
    case FlushAction::Kind::SaveAll:
        return save(objectsOf(action.mapper, false));
    case FlushAction::Kind::DeleteAll:
        return remove(objectsOf(action.mapper, true));
    case FlushAction::Kind::Save:
        return save(objects);
    case FlushAction::Kind::Delete:
        return remove(objects);
    case FlushAction::Kind::PostUpdateAll:
        return postUpdateRows(action.mapper, action.isDelete);
    case FlushAction::Kind::Process:
        return process(m_processors[size_t(action.processor)], objects, action.isDelete);
    case FlushAction::Kind::ProcessAll:
        break;
    }
    const Processor &processor = m_processors[size_t(action.processor)];
    const auto *prop = processor.relationship->prop;
    return process(processor,
                   objectsOf(processor.rule == Rule::KeySwitch ? prop->target : prop->owner, action.isDelete),
                   action.isDelete);
}

} // namespace relata::orm
