#include "loadoptions.h"

#include <algorithm>

namespace relata::orm {

namespace {

/// A recursive option, selectin or immediate, holds for paths that repeat its last relationship.
bool matches(const LoadOption &option, QList<int> path)
{
    if (option.path == path)
        return true;
    const bool canRecurse =
        option.strategy == mapping::Lazy::Selectin || option.strategy == mapping::Lazy::Immediate;
    if (option.recursionDepth == 0 || option.path.isEmpty() || !canRecurse)
        return false;
    const int last = option.path.last();
    int repeated = 0;
    while (path.size() > option.path.size() && path.last() == last && path.at(path.size() - 2) == last) {
        path.removeLast();
        ++repeated;
    }
    return option.path == path && (option.recursionDepth < 0 || repeated <= option.recursionDepth);
}

} // namespace

const LoadOption *LoadOptions::find(const QList<int> &path, int relationship) const
{
    QList<int> full = path;
    full += relationship;
    // The last one that was given wins.
    for (auto each = options.crbegin(); each != options.crend(); ++each) {
        if (each->kind != LoadOption::Kind::Default && !each->everyRelationship && matches(*each, full))
            return &*each;
    }
    for (auto each = options.crbegin(); each != options.crend(); ++each) {
        if (each->kind != LoadOption::Kind::Default && each->everyRelationship &&
            (each->path.isEmpty() || each->path == path))
            return &*each;
    }
    return nullptr;
}

std::shared_ptr<const LoadOptions> LoadOptions::lasting(const LoadOptions &options)
{
    LoadOptions lasting;
    for (const LoadOption &each : options.options) {
        const bool isOfQuery =
            each.kind != LoadOption::Kind::Strategy || (each.everyRelationship && each.path.isEmpty());
        if (!isOfQuery)
            lasting.options += each;
    }
    return lasting.options.isEmpty() ? nullptr : std::make_shared<const LoadOptions>(std::move(lasting));
}

} // namespace relata::orm
