#pragma once

#include "core/orm/attributes/attributes.h"

namespace relata::orm {

class ObjectStates;

/// Puts objects back to where they were, after the database has taken back a transaction or a savepoint: who
/// was added leaves, who was deleted returns, keys are again what they were, and what was written is read
/// again. Sends no statement. Belongs to a session, lives in its thread.
class Restoration
{
public:
    Restoration(SessionCore &core, Attributes &attributes, ObjectStates &states)
        : m_core(core), m_attributes(attributes), m_states(states)
    {
    }

    /// To the beginning of the transaction; its savepoints are gone. New objects keep their values, keys
    /// included; all others are expired. With SessionOptions::expireOnRollback off, changed objects get their
    /// old values back and written ones are expired.
    void restoreTransaction();
    /// To the innermost savepoint, which stays open. What was written or changed since is expired.
    void restoreSavepoint();

private:
    void undo(const Snapshot &snapshot);
    void restoreKeys(const QHash<ObjectRef, base::Values> &keys, const QSet<ObjectRef> &gone);
    void expireAfterRollback(const QSet<ObjectRef> &written);
    void expireIfPersistent(ObjectRef object);

    SessionCore &m_core;
    Attributes &m_attributes;
    ObjectStates &m_states;
};

} // namespace relata::orm
