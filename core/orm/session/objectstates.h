#pragma once

#include "core/orm/attributes/cascadewalker.h"

namespace relata::orm {

/// The state of an object, as SQLAlchemy's inspect() tells it.
enum class ObjectState { Transient, Pending, Persistent, Deleted, Detached };

/// SQLAlchemy's word of a state ("pending").
QString stateWord(ObjectState state);

/// Knows which objects belong to the session and in which state. Objects come in, are marked for deletion or
/// leave, together with everything that their cascades reach. Belongs to a session, lives in its thread.
class ObjectStates
{
public:
    ObjectStates(SessionCore &core, CascadeWalker &walker) : m_core(core), m_walker(walker) {}

    ObjectState state(ObjectRef object) const;
    /// The values of the identity key; empty where the object was never in the database.
    base::Values identityKey(ObjectRef object) const;
    /// The names of the attributes that have a value in memory, sorted.
    QStringList loadedAttributes(ObjectRef object) const;

    /// Brings an object in, with the save-update cascade. InvalidRequest where another object with its key is
    /// in the session, or where its row was deleted.
    base::Done add(ObjectRef object);
    /// Marks an object for deletion, with the delete cascade, which may load. InvalidRequest where the object
    /// is not in the database.
    base::Done erase(ObjectRef object);
    /// Takes an object out, with the expunge cascade. InvalidRequest where it is not in the session.
    base::Done expunge(ObjectRef object);
    /// Takes all objects out but those that a flush has deleted: they belong to the transaction until it
    /// ends.
    void expungeAll();

    // Without a cascade
    /// The object is in no session.
    void detach(ObjectRef object);
    /// The object is in no session, and as if it had never been in the database; its values stay.
    void makeTransient(ObjectRef object);

private:
    base::Done addOne(ObjectRef object);
    base::Done attach(ObjectRef object);

    SessionCore &m_core;
    CascadeWalker &m_walker;
};

} // namespace relata::orm
