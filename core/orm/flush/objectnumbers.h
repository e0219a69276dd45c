#pragma once

#include "core/orm/store/objectref.h"

#include <array>
#include <memory>
#include <vector>

namespace relata::orm {

/// A number for each of some objects, found by the object's place and without hashing. Rows are kept in pages
/// that are made when one of their rows is first numbered, so that a few objects of a large class cost
/// little. A value of its owner; not for several threads at once.
class ObjectNumbers
{
public:
    static constexpr int kNone = -1;

    /// kNone where the object has no number, and for None.
    int of(ObjectRef object) const;
    /// The object must not be None.
    void set(ObjectRef object, int number);

private:
    static constexpr quint32 kRowsOfPage = 256;
    using Page = std::array<int, kRowsOfPage>;

    std::vector<std::vector<std::unique_ptr<Page>>> m_pages; ///< by class, then by row
};

inline int ObjectNumbers::of(ObjectRef object) const
{
    if (object.isNone() || size_t(object.cls) >= m_pages.size())
        return kNone;
    const auto &pages = m_pages[size_t(object.cls)];
    const size_t page = object.row / kRowsOfPage;
    return page < pages.size() && pages[page] ? (*pages[page])[object.row % kRowsOfPage] : kNone;
}

} // namespace relata::orm
