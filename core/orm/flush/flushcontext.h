#pragma once

#include "core/orm/attributes/cascadewalker.h"
#include "core/orm/flush/flushhistory.h"
#include "core/orm/flush/flushobjects.h"
#include "core/orm/flush/keybook.h"
#include "core/orm/flush/linkrows.h"
#include "core/orm/flush/postupdates.h"

namespace relata::orm {

/// What the parts of one flush share. Belongs to the UnitOfWork; lives in the session's thread.
struct FlushContext
{
    SessionCore &core;
    Attributes &attributes;
    CascadeWalker &walker;
    FlushObjects objects{core};
    FlushHistory history{core, attributes};
    KeyBook keys{core, attributes};
    LinkRows links{core, attributes, keys};
    PostUpdates postUpdates{core, attributes, objects};
};

} // namespace relata::orm
