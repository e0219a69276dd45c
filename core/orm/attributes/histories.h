#pragma once

#include "core/base/value.h"
#include "core/orm/store/objectref.h"

#include <QList>

#include <optional>

namespace relata::orm {

/// The net change of a column.
struct ColumnHistory
{
    std::optional<base::Value> added;
    std::optional<base::Value> unchanged;
    std::optional<base::Value> removed;

    bool isChange() const { return added || removed; }
};

/// The net change of a relationship.
struct RelatedHistory
{
    QList<ObjectRef> added;
    QList<ObjectRef> unchanged;
    QList<ObjectRef> removed;

    bool isEmpty() const { return added.isEmpty() && unchanged.isEmpty() && removed.isEmpty(); }
    bool isChange() const { return !added.isEmpty() || !removed.isEmpty(); }
    QList<ObjectRef> all() const { return added + unchanged + removed; }
};

} // namespace relata::orm
