#pragma once

#include <QHashFunctions>
#include <QMetaType>

namespace relata::base {

/// A number that names one thing of one kind, so that ids of different kinds cannot be mixed up. 0 names
/// nothing.
template<typename Tag>
struct Id
{
    int number = 0;

    bool isValid() const { return number != 0; }
    bool operator==(const Id &) const = default;
    auto operator<=>(const Id &) const = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.number, seed); }
};

using TableId = Id<struct TableTag>;
using LinkId = Id<struct LinkTag>;
using ColumnId = Id<struct ColumnTag>;
using ConstraintId = Id<struct ConstraintTag>;
using IndexId = Id<struct IndexTag>;

} // namespace relata::base

Q_DECLARE_METATYPE(relata::base::TableId)
Q_DECLARE_METATYPE(relata::base::LinkId)
