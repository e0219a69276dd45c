#pragma once

#include "core/base/value.h"
#include "core/orm/store/objectref.h"
#include "core/orm/store/orderedobjects.h"

#include <vector>

namespace relata::orm {

/// What is remembered of an attribute before it was changed: SQLAlchemy's committed_state.
struct CommittedColumn
{
    int column = -1;
    bool known = false; ///< false: the value was not in memory
    base::Value value;
};

/// The same of a relationship.
struct CommittedRelation
{
    enum class Kind {
        NoValue,  ///< it never had a value
        Unloaded, ///< it has one in the database that nobody asked for
        Known,
    };
    int slot = -1;
    Kind kind = Kind::NoValue;
    ObjectRef scalar;
    QList<ObjectRef> items;
};

/// Changes of a collection that is not loaded; they are merged into it when it is.
struct QueuedChanges
{
    int slot = -1;
    OrderedObjects added;
    OrderedObjects removed;
};

/// What has changed in one object since it was clean. Only changed objects have one.
struct Overlay
{
    std::vector<CommittedColumn> columns;
    std::vector<CommittedRelation> relations;
    std::vector<QueuedChanges> queued;

    const CommittedColumn *column(int number) const;
    const CommittedRelation *relation(int slot) const;
    const QueuedChanges *queue(int slot) const;
    /// Makes one where there is none.
    QueuedChanges &editQueue(int slot);
};

} // namespace relata::orm
