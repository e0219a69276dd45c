#pragma once

#include "core/async/doors.h"
#include "core/schema/schema.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <functional>
#include <optional>

namespace relata::ui {

/// The rows of a scope with all columns, by the page as the view scrolls, sorted and filtered by the
/// database, with what waits for Save laid over them and new rows at the end. Edits go to the session at once
/// and come back as pendingChanged(). GUI thread.
class RecordTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        ValueRole = Qt::UserRole + 1, ///< base::Value
        IsNullRole,
        IsBlobRole,
        ParentTitleRole, ///< of a foreign-key cell: the parent's title, null where it is not known
        ParentMissingRole,
        RowStateRole,  ///< int of RowState
        IsChangedRole, ///< this cell has been edited
        KeyRole,       ///< base::RecordKey
    };
    enum class RowState { Stored, Changed, New, Deleted, Refused };
    using MakeCause = std::function<base::Cause(const QString &text, base::Cause::Kind kind)>;

    RecordTableModel(async::Records &records, async::Pages &pages, const schema::Schema &schema,
                     MakeCause makeCause, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// A text for the cell (Qt::EditRole) or a base::Value (ValueRole).
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    void sort(int column, Qt::SortOrder order) override;

    /// Shows a scope. A relationship's rows come from the session's memory where it is loaded.
    void show(const base::RowScope &scope, const base::Cause &cause);
    void clear();
    const base::RowScope &scope() const { return m_scope; }
    const schema::Table *table() const
    {
        return m_scope.table.isEmpty() ? nullptr : m_schema.table(m_scope.table);
    }
    QString filter() const { return m_filter; }
    void setFilter(const QString &text);
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }
    bool isLoading() const { return m_isLoading; }
    bool hasMore() const { return m_hasMore; }
    int storedRows() const { return int(m_records.size()); }
    void setDisplaySql(bool on) { m_asksForDisplay = on; }

    base::RecordKey keyAt(int row) const;
    int rowOf(const base::RecordKey &key) const;
    base::Value valueAt(const QModelIndex &index) const;
    /// The first foreign key that uses a column; null where none does.
    const schema::ForeignKey *foreignKeyAt(int column) const;
    /// Lets the cell's foreign key point at a stored parent, all its columns at once.
    void setParentOf(const QModelIndex &index, const base::Record &parent);
    /// Why no row can be added here; empty where one can.
    QString whyNoRowCanBeAdded() const;
    void addRow();
    void deleteRows(const QList<int> &rows);
    void revertRows(const QList<int> &rows);
    /// Asks everything again.
    void reload(const base::Cause &cause);
    /// Asks the next page although the view has not come to the end, for a search.
    void loadMore() { fetchMore({}); }

signals:
    void loaded();
    void titlesLoaded();
    void loadFailed(const relata::base::Error &error);
    void rowAdded(int row);

private:
    void request(const base::Cause &cause);
    void takePage(const base::Result<base::RecordPage> &page);
    void rebuildNewRows();
    void askTitles();
    void askTitlesOf(const schema::ForeignKey &key, const base::Cause &cause);
    bool belongsHere(const base::NewRow &row) const;
    void onSaved(const async::SaveSummary &summary);
    RowState rowState(const base::RecordKey &key) const;
    QVariant cellText(const base::Value &value, int role) const;
    QVariant parentTitle(int row, int column) const;
    const base::NodeSummary *knownParent(int row, int column) const;
    base::Values valuesOf(int row, const QStringList &columns) const;
    void tellAllChanged();

    async::Records &m_session;
    async::Pages &m_pages;
    const schema::Schema m_schema;
    const MakeCause m_makeCause;
    base::RowScope m_scope;
    QList<base::Record> m_records;
    QList<base::NewRow> m_newRows; ///< those that belong to the scope, below the stored ones
    QString m_filter;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_hasMore = false;
    bool m_isLoading = false;
    bool m_asksForDisplay = true;
    quint64 m_generation = 0;
    QTimer m_titleTimer;
    QHash<QString, QHash<base::Values, base::NodeSummary>>
        m_titles; ///< by foreign key's target, then its values
    bool m_waitsForNewRow = false;
};

} // namespace relata::ui
