#include "wayback.h"

namespace relata::ui {

BrowserPage *WayBack::go()
{
    while (!m_visits.isEmpty()) {
        const Visit last = m_visits.takeLast();
        if (!last.page)
            continue;
        last.page->goTo(last.place);
        return last.page;
    }
    return nullptr;
}

} // namespace relata::ui
