#pragma once

#include "core/base/result.h"
#include "core/orm/store/objectref.h"

namespace relata::orm {

/// What reading and changing attributes can set off in the session around them: a flush before a SELECT, an
/// object that comes along, one that leaves. The only way from the inner parts of a session back to it; the
/// Session implements it. In the session's thread.
class SessionActions
{
public:
    /// Writes everything that waits; see Session::flush().
    virtual base::Done flush() = 0;
    /// Brings an object into the session, with the save-update cascade; see Session::add().
    virtual base::Done add(ObjectRef object) = 0;
    /// Takes an object out of the session, with the expunge cascade; see Session::expunge().
    virtual base::Done expunge(ObjectRef object) = 0;

protected:
    ~SessionActions() = default;
};

} // namespace relata::orm
