#pragma once

#include "core/async/doors.h"

#include <QObject>

namespace relata::ui {

/// Asks the rows of a scope by the page, sorted and filtered by the database: a relationship's rows of the
/// session, which may have them in memory, a whole table's of a reader. An answer to something that is no
/// longer asked is dropped. Owned by the model of the rows. GUI thread.
class RowLoader : public QObject
{
    Q_OBJECT

public:
    RowLoader(async::Records &records, async::Pages &pages, QObject *parent = nullptr);

    const base::RowScope &scope() const { return m_request.scope; }
    const QString &filter() const { return m_request.filter; }
    /// Null: the order of the key.
    const QString &sortColumn() const { return m_request.sortColumn; }
    Qt::SortOrder sortOrder() const { return m_request.sortOrder; }
    bool isLoading() const { return m_isLoading; }
    /// Rows follow after the last page that came.
    bool hasMore() const { return m_hasMore; }

    /// Another scope begins unfiltered and in the order of its key. Asks nothing.
    void setScope(const base::RowScope &scope);
    void setFilter(const QString &text) { m_request.filter = text; }
    void setOrder(const QString &column, Qt::SortOrder order);
    /// Forgets what has come, and what is on its way.
    void forget();
    /// Asks the page after these rows.
    void request(const QList<base::Record> &shown, const base::Cause &cause);
    /// Asks the first rows again, as many as are shown; where those are all there were, up to `more` rows and
    /// a page beyond.
    void requestAgain(int shown, int more, const base::Cause &cause);

signals:
    void pageLoaded(const relata::base::RecordPage &page);
    /// The answer to requestAgain().
    void loadedAgain(const relata::base::RecordPage &page);
    void failed(const relata::base::Error &error);

private:
    enum class Answer { NextPage, SameRows };

    void send(const base::PageRequest &request, Answer kind, const base::Cause &cause);
    void take(const base::Result<base::RecordPage> &page, Answer kind);

    async::Records &m_session;
    async::Pages &m_pages;
    base::PageRequest m_request;
    bool m_hasMore = false;
    bool m_isLoading = false;
    quint64 m_generation = 0; ///< of the last request; answers to older ones are dropped
};

} // namespace relata::ui
