#include "rowloader.h"

#include "core/async/whendone.h"

namespace relata::ui {

using base::Cause;
using base::PageRequest;
using base::Record;
using base::RecordPage;
using base::Result;

namespace {

constexpr int kGridPage = 200;

} // namespace

RowLoader::RowLoader(async::Records &records, async::Pages &pages, QObject *parent)
    : QObject(parent), m_session(records), m_pages(pages)
{
    m_request.limit = kGridPage;
}

void RowLoader::setScope(const base::RowScope &scope)
{
    forget();
    m_request = {};
    m_request.limit = kGridPage;
    m_request.scope = scope;
    m_request.once = scope.isRelationship(); // Who looks at the rows of a relationship has asked for it.
}

void RowLoader::setOrder(const QString &column, Qt::SortOrder order)
{
    m_request.sortColumn = column;
    m_request.sortOrder = order;
}

void RowLoader::forget()
{
    ++m_generation;
    m_hasMore = m_isLoading = false;
}

void RowLoader::request(const QList<Record> &shown, const Cause &cause)
{
    m_request.offsetHint = int(shown.size());
    m_request.after = shown.isEmpty() ? Record() : shown.last();
    send(m_request, Answer::NextPage, cause);
}

void RowLoader::requestAgain(int shown, int more, const Cause &cause)
{
    PageRequest request = m_request;
    request.offsetHint = 0;
    request.after = {};
    request.limit = m_hasMore ? qMax(shown, kGridPage) : shown + more + kGridPage;
    send(request, Answer::SameRows, cause);
}

void RowLoader::send(const PageRequest &request, Answer kind, const Cause &cause)
{
    m_isLoading = true;
    const quint64 generation = ++m_generation;
    const auto future =
        scope().isRelationship() ? m_session.page(request, cause) : m_pages.read(request, cause);
    async::whenDone(future, this, [this, generation, kind](const Result<RecordPage> &page) {
        if (generation == m_generation)
            take(page, kind);
    });
}

void RowLoader::take(const Result<RecordPage> &page, Answer kind)
{
    m_isLoading = false;
    // Rows that could not be asked again are still those that are shown, with as many after them.
    if (page || kind == Answer::NextPage)
        m_hasMore = page && page->hasMore;
    if (!page)
        emit failed(page.error());
    else if (kind == Answer::NextPage)
        emit pageLoaded(*page);
    else
        emit loadedAgain(*page);
}

} // namespace relata::ui
