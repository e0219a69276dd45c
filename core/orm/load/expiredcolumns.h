#pragma once

#include "core/orm/load/rowrefresh.h"

namespace relata::orm {

/// Loads expired columns again. Belongs to a session.
class ExpiredColumns
{
public:
    ExpiredColumns(const SessionCore &core, RowRefresh &refresh) : m_core(core), m_refresh(refresh) {}

    /// Loads all columns of an object that are not loaded, by one SELECT. Where the whole object has expired
    /// its eager relationships come with it, except those that were changed since. Fails with ObjectDeleted
    /// where the row is gone.
    base::Done load(ObjectRef object, Reach reach);

private:
    const SessionCore &m_core;
    RowRefresh &m_refresh;
};

} // namespace relata::orm
