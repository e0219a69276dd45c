#pragma once

#include "core/orm/load/lazyloader.h"
#include "core/orm/session/adoptedrows.h"
#include "core/orm/session/flushforecaster.h"
#include "core/orm/session/merger.h"
#include "core/orm/session/pendingwork.h"
#include "core/orm/session/queryrunner.h"
#include "core/orm/session/refresher.h"
#include "core/orm/session/session.h"

namespace relata::orm {

/// The parts of one session, in the order in which they need each other. Only the attributes and their lazy
/// loader need each other both ways. Owned by the Session, in its thread.
struct Session::Parts
{
    Parts(Session &session, db::Connection &connection, mapping::Configuration configuration)
        : core(connection, std::move(configuration), session)
    {
    }

    SessionCore core;
    Attributes attributes{core, lazy};
    Loading loading{core, attributes};
    LazyLoader lazy{core, attributes, loading};
    CascadeWalker walker{core, attributes};
    ObjectStates states{core, walker};
    Restoration restoration{core, attributes, states};
    Transaction transaction{core, attributes, restoration};
    Flusher flusher{core, attributes, lazy, walker, states, transaction};
    FlushForecaster forecaster{core, flusher, transaction};
    QueryRunner queries{core, loading, lazy, transaction};
    Refresher refresher{core, attributes, loading, walker, states};
    AdoptedRows adopted{core, attributes};
    PendingWork pending{core, attributes, states};
};

} // namespace relata::orm
