#pragma once

#include "ui/browser/browserpage.h"

namespace relata::ui {

/// Where a person went to parents from, to come back.
class WayBack
{
public:
    void remember(BrowserPage *page, const BrowserPage::Place &place) { m_visits += {page, place}; }
    /// Takes the page back to where it was left last, and returns it; a page that was closed meanwhile is
    /// passed over. Null where there is no way back.
    BrowserPage *go();

private:
    struct Visit
    {
        QPointer<BrowserPage> page;
        BrowserPage::Place place;
    };
    QList<Visit> m_visits;
};

} // namespace relata::ui
