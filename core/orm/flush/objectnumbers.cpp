#include "objectnumbers.h"

namespace relata::orm {

void ObjectNumbers::set(ObjectRef object, int number)
{
    if (size_t(object.cls) >= m_pages.size())
        m_pages.resize(size_t(object.cls) + 1);
    auto &pages = m_pages[size_t(object.cls)];
    const size_t page = object.row / kRowsOfPage;
    if (page >= pages.size())
        pages.resize(page + 1);
    if (!pages[page]) {
        pages[page] = std::make_unique<Page>();
        pages[page]->fill(kNone);
    }
    (*pages[page])[object.row % kRowsOfPage] = number;
}

} // namespace relata::orm
