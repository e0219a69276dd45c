#pragma once

#include "core/orm/load/loading.h"

namespace relata::orm {

/// Reads the row of an object in memory again, with the options with which it was loaded. Belongs to a
/// session.
class RowRefresh
{
public:
    explicit RowRefresh(Loading &loading) : m_loading(loading) {}

    /// Flushes first, unless `reach` forbids it. Fails with ObjectDeleted where the row is gone, and with
    /// DetachedInstance where the object is in no session.
    /// @param request what is read; the object and the options with which it was loaded are added
    base::Done read(ObjectRef object, LoadRequest request, Reach reach);

private:
    Loading &m_loading;
};

} // namespace relata::orm
