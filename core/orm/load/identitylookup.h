#pragma once

#include "core/orm/load/expiredcolumns.h"

namespace relata::orm {

/// Finds objects by their key in the identity map, and makes sure that their rows still exist. Belongs to a
/// session.
class IdentityLookup
{
public:
    IdentityLookup(SessionCore &core, ExpiredColumns &expired) : m_core(core), m_expired(expired) {}

    /// The object of a key, None where the map has none. An expired one is read again first; where its row is
    /// gone the session forgets it. Nothing where that needs a statement that may not be sent.
    base::Result<std::optional<ObjectRef>> find(int mapper, const base::Values &key, Reach reach);

private:
    SessionCore &m_core;
    ExpiredColumns &m_expired;
};

} // namespace relata::orm
