#pragma once

#include "core/base/value.h"
#include "core/orm/store/objectref.h"

#include <QList>

namespace relata::orm {

/// The value of a column in memory, or why there is none.
struct ColumnRead
{
    enum class Kind { Value, NeverSet, NotLoaded };
    Kind kind = Kind::NeverSet;
    base::Value value;
};

/// A related object (or None), or why there is none. Of a collection only the kind counts.
struct RelatedRead
{
    enum class Kind { Value, NeverSet, NotLoaded };
    Kind kind = Kind::NeverSet;
    ObjectRef object;
};

/// What a lazy load found.
struct LazyRead
{
    RelatedRead::Kind kind = RelatedRead::Kind::NeverSet;
    QList<ObjectRef> objects;
    bool cameWithOwner = false; ///< reading the owner again has set the attribute
};

} // namespace relata::orm
