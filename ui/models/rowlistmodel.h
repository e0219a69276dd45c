#pragma once

#include "core/async/doors.h"
#include "core/mapping/mappedschema.h"
#include "ui/models/rowloader.h"

#include <QAbstractTableModel>

#include <functional>

namespace relata::ui {

class NewRows;

/// The rows of a scope as the view scrolls: what is stored by the page, new rows that wait for Save below it.
/// Adding, taking away and saving move the rows here; what their cells show is the subclass's. GUI thread.
class RowListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using MakeCause = std::function<base::Cause(const QString &text, base::Cause::Kind kind)>;

    RowListModel(async::Records &records, async::Pages &pages, const mapping::MappedSchema &schema,
                 MakeCause makeCause, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const final;
    bool canFetchMore(const QModelIndex &parent) const final;
    void fetchMore(const QModelIndex &parent) final;
    /// Asks the rows again in the order of a column of the table, or of the key (-1).
    void sort(int column, Qt::SortOrder order) final;

    /// Shows a scope. A relationship's rows come from the session's memory where it is loaded.
    void show(const base::RowScope &scope, const base::Cause &cause);
    void clear();
    const base::RowScope &scope() const { return m_loader.scope(); }
    const schema::Table *table() const
    {
        return scope().table.isNull() ? nullptr : m_schema.table(scope().table);
    }
    QString filter() const { return m_loader.filter(); }
    void setFilter(const QString &text);
    /// -1: the rows are in the order of the key.
    int sortColumn() const;
    Qt::SortOrder sortOrder() const { return m_loader.sortOrder(); }
    bool isLoading() const { return m_loader.isLoading(); }
    bool hasMore() const { return m_loader.hasMore(); }
    /// Rows that the database has; what waits to be added stands below them.
    int storedRows() const { return int(m_records.size()); }
    /// How many of them the pages brought: the first rows of the scope without a gap. Rows that were saved
    /// here and belong after what has been loaded, or do not match the filter, stand apart below those.
    int loadedRows() const { return m_loaded; }

    base::RecordKey keyAt(int row) const;
    int rowOf(const base::RecordKey &key) const;
    /// A stored row as it was read; null for a new one.
    const base::Record *storedAt(int row) const { return row < storedRows() ? &m_records[row] : nullptr; }
    /// Why no row can be added here; empty where one can.
    QString whyNoRowCanBeAdded() const;
    void addRow();
    void deleteRows(const QList<int> &rows);
    void revertRows(const QList<int> &rows);
    /// Forgets what is shown and asks it again from the start.
    void reload(const base::Cause &cause);
    /// Asks again what is shown: a row that is still there stays the same for the view, with its current
    /// cell.
    void refresh(const base::Cause &cause);
    /// While this is on no page comes by itself: rows that came would push those below them out of view.
    void holdPages(bool on) { m_holdsPages = on; }
    /// Asks the next page although the view has not come to the end, for a search.
    void loadMore() { fetchMore({}); }

signals:
    void loaded();
    /// The number of rows may have changed without a page that came.
    void countChanged();
    void loadFailed(const relata::base::Error &error);
    void rowAdded(int row);

protected:
    /// Another scope is shown; called while the model resets.
    virtual void scopeChanged() = 0;
    /// These rows have come, or what waits for them has changed.
    virtual void rowsChanged(int first, int last) = 0;
    /// What is shown besides the rows' own cells may be out of date: everything, or what these tables hold.
    virtual void displayOutdated(const QSet<QString> &tables) = 0;

    const mapping::MappedSchema &schema() const { return m_schema; }
    const base::PendingEdits &pending() const { return m_session.pending(); }
    async::Records &session() const { return m_session; }
    base::Cause makeCause(const QString &text, base::Cause::Kind kind) const
    {
        return m_makeCause(text, kind);
    }
    const QList<base::Record> &stored() const { return m_records; }
    /// Tells the session how rows that are about to be changed are shown, where it matters.
    enum class Reason { Edited, Deleted };
    void keepAsRead(const QList<int> &rows, Reason reason = Reason::Edited);
    void tellAllChanged();

private:
    void clearRows();
    void takePage(const base::RecordPage &page);
    void takeAgain(const base::RecordPage &page);
    void showStored(const QList<base::Record> &now, int loaded);
    void removeStored(int first, int last);
    void rebuildNewRows();
    void removeAllNewRowsBut(const QList<base::NewRow> &waiting);
    void onSaved(const base::SaveReport &summary);
    void refreshRecords(const base::SaveReport &summary);
    void keepSavedRowsApart(const base::SaveReport &summary);
    void askAgain(int more);
    NewRows newRows() const;

    async::Records &m_session;
    const mapping::MappedSchema m_schema;
    const MakeCause m_makeCause;
    RowLoader m_loader;
    QList<base::Record> m_records; ///< what pages brought, then the rows apart
    int m_loaded = 0;              ///< how many of them pages brought
    QList<base::NewRow> m_newRows; ///< those that belong to the scope, below the stored ones
    bool m_waitsForNewRow = false;
    bool m_holdsPages = false;
};

} // namespace relata::ui
