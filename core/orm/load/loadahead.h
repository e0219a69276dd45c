#pragma once

#include "core/orm/load/loading.h"

namespace relata::orm {

/// Loads a relationship for many owners in memory at once, before anybody reads it. For one call.
class LoadAhead
{
public:
    explicit LoadAhead(Loading &loading) : m_loading(loading) {}

    /// Loads it for every owner, by one SELECT of the whole target table.
    base::Done scan(const QList<ObjectRef> &owners, const MappedRelationship &relationship);
    /// Loads it for the owners that have a row and do not have it yet, 500 keys a statement.
    base::Done batch(const QList<ObjectRef> &owners, const MappedRelationship &relationship);

private:
    Loading &m_loading;
};

} // namespace relata::orm
