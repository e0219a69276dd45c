#pragma once

#include "core/orm/attributes/attributes.h"

namespace relata::orm {

/// Makes of objects that a flush has written what they are from then on: persistent, clean, and known by the
/// key that their row has now. Belongs to a session, lives in its thread.
class WrittenObjects
{
public:
    /// @param lazy reads a key that has expired
    WrittenObjects(SessionCore &core, Attributes &attributes, LazyLoader &lazy)
        : m_core(core), m_attributes(attributes), m_lazy(lazy)
    {
    }

    /// FlushRefused where the key has a NULL, which only some databases refuse by themselves.
    base::Done registerPersistent(ObjectRef object);

private:
    base::Done readExpiredKey(ObjectRef object);
    base::Result<bool> switchesKey(ObjectRef object) const;
    void takeKey(ObjectRef object);

    SessionCore &m_core;
    Attributes &m_attributes;
    LazyLoader &m_lazy;
};

} // namespace relata::orm
