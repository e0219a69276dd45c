#include "design.h"

#include <algorithm>

namespace relata::mapping {

const ClassDeclaration *Given::classOf(const QString &table) const
{
    const auto found = std::ranges::find_if(
        classes, [&table](const ClassDeclaration &each) { return schema::sameName(each.table, table); });
    return found == classes.cend() ? nullptr : &*found;
}

ClassDeclaration *Given::classOf(const QString &table)
{
    for (ClassDeclaration &each : classes) { // Copies share the list until it is entered this way.
        if (schema::sameName(each.table, table))
            return &each;
    }
    return nullptr;
}

} // namespace relata::mapping
