#pragma once

#include "core/mapping/lazy.h"

#include <QString>

namespace relata::orm {

/// A line of a load plan: a class that is loaded, how, and how often that takes a statement.
struct LoadStep
{
    enum class Count {
        None,          ///< joined: in the statement of the parents
        Once,          ///< one for each run that has parents
        OncePerKeys,   ///< one for each 500 parents of a run, or distinct keys of a many-to-one
        OncePerObject, ///< one for each parent, or key of a many-to-one that is not in memory
    };
    QString label; ///< "Author", "Author.books"
    mapping::Lazy strategy = mapping::Lazy::Select;
    Count count = Count::Once;
    int depth = 0;
    int parent = -1;     ///< the step whose objects are the parents
    bool goesOn = false; ///< stands for all further rounds, too: they end only where the rows do
};

} // namespace relata::orm
