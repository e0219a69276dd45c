#pragma once

#include "core/mapping/lazy.h"

#include <QList>

#include <memory>

namespace relata::orm {

/// How a relationship is to be loaded by a query, on a path of relationships from the query's class.
struct LoadOption
{
    enum class Kind {
        Strategy,
        Default,       ///< says nothing: a link on the way to another one
        ContainsEager, ///< the query's own join brings the objects
    };
    Kind kind = Kind::Strategy;
    mapping::Lazy strategy = mapping::Lazy::Select;
    QList<int> path;                ///< indexes of relationships; the option is for the last one
    bool everyRelationship = false; ///< "*": every relationship after the path that has no option of its own
    int recursionDepth = 0;         ///< of a self-referential one: levels more; -1: to the end
};

/// The loader options of a query. A value.
struct LoadOptions
{
    QList<LoadOption> options;

    /// The option for a relationship after a path; null where there is none. One that names the relationship
    /// comes before one for every relationship.
    const LoadOption *find(const QList<int> &path, int relationship) const;

    /// What objects keep for their lazy loads and for when they are read again: all but "*" for the whole
    /// query and what the query's own joins bring. Null where nothing is left.
    static std::shared_ptr<const LoadOptions> lasting(const LoadOptions &options);
};

/// The options with which an object was loaded, and the path on which it was reached: its lazy loads follow
/// them.
struct LoadContext
{
    std::shared_ptr<const LoadOptions> options;
    QList<int> path;
};

} // namespace relata::orm
