#include "documentchange.h"

#include <algorithm>

namespace relata::project {

bool changesSchema(const DocumentChange &change)
{
    return std::any_of(change.changes.cbegin(), change.changes.cend(), [](const SingleChange &single) {
        const auto *layout = std::get_if<LayoutChange>(&single);
        return !layout || !layout->removed.isEmpty();
    });
}

} // namespace relata::project
