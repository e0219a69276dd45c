#pragma once

#include "core/orm/load/rowrefresh.h"

namespace relata::orm {

/// Loads cells that were too large to be loaded with their row, when somebody asks for them. Belongs to a
/// session.
class DeferredColumns
{
public:
    explicit DeferredColumns(RowRefresh &refresh) : m_refresh(refresh) {}

    /// One column of an object, by a SELECT; all others stay as they are. Fails with ObjectDeleted where the
    /// row is gone.
    base::Done load(ObjectRef object, int column, Reach reach);

private:
    RowRefresh &m_refresh;
};

} // namespace relata::orm
