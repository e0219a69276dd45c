#pragma once

#include "core/orm/load/rowrefresh.h"

namespace relata::orm {

/// Loads a large cell that was left out when its row was read, once somebody asks for it. Belongs to a
/// session.
class DeferredColumns
{
public:
    explicit DeferredColumns(RowRefresh &refresh) : m_refresh(refresh) {}

    /// Loads one column of an object by a SELECT; all others stay as they are. Fails with ObjectDeleted where
    /// the row is gone.
    base::Done load(ObjectRef object, int column, Reach reach);

private:
    RowRefresh &m_refresh;
};

} // namespace relata::orm
