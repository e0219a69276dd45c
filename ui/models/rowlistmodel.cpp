#include "rowlistmodel.h"

#include "core/async/whendone.h"
#include "ui/models/newrows.h"
#include "ui/models/rowmerge.h"
#include "ui/models/savedorder.h"

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Record;
using base::RecordKey;
using base::Result;

RowListModel::RowListModel(async::Records &records, async::Pages &pages, const mapping::MappedSchema &schema,
                           MakeCause makeCause, QObject *parent)
    : QAbstractTableModel(parent),
      m_session(records),
      m_schema(schema),
      m_makeCause(std::move(makeCause)),
      m_loader(records, pages)
{
    connect(&m_loader, &RowLoader::pageLoaded, this, &RowListModel::takePage);
    connect(&m_loader, &RowLoader::loadedAgain, this, &RowListModel::takeAgain);
    connect(&m_loader, &RowLoader::failed, this, &RowListModel::loadFailed);
    connect(&m_session, &async::Records::pendingChanged, this, &RowListModel::rebuildNewRows);
    connect(&m_session, &async::Records::saved, this, &RowListModel::onSaved);
}

int RowListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_records.size() + m_newRows.size());
}

bool RowListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && hasMore() && !isLoading() && (!m_holdsPages || m_newRows.isEmpty());
}

void RowListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        m_loader.request(m_records.mid(0, m_loaded),
                         m_makeCause(tr("Scroll %1").arg(scope().table), Cause::Kind::Click));
}

void RowListModel::sort(int column, Qt::SortOrder order)
{
    if (!table() || column >= table()->columns.size() || (column == sortColumn() && order == sortOrder()))
        return;
    const QString name = column < 0 ? QString() : table()->columns[column].name;
    m_loader.setOrder(name, order);
    const QString words = name.isNull() ? tr("Sort %1 by its key").arg(scope().table)
                                        : tr("Sort %1 by %2").arg(scope().table, name);
    reload(m_makeCause(words, Cause::Kind::Click));
}

int RowListModel::sortColumn() const
{
    return table() && !m_loader.sortColumn().isNull() ? table()->columnIndex(m_loader.sortColumn()) : -1;
}

void RowListModel::show(const base::RowScope &scope, const Cause &cause)
{
    const bool isNone = m_loader.scope().table.isNull(); // Which '' is not, the name of a table.
    if (scope == m_loader.scope() && isNone == scope.table.isNull())
        return;
    beginResetModel();
    m_loader.setScope(scope);
    clearRows();
    scopeChanged();
    endResetModel();
    rebuildNewRows();
    m_loader.request(m_records, cause);
}

void RowListModel::clear()
{
    beginResetModel();
    m_loader.setScope({});
    clearRows();
    scopeChanged();
    endResetModel();
}

void RowListModel::clearRows()
{
    m_records.clear();
    m_loaded = 0;
    m_newRows.clear();
}

void RowListModel::setFilter(const QString &text)
{
    if (text == filter() || !table())
        return;
    m_loader.setFilter(text);
    reload(m_makeCause(text.isEmpty() ? tr("Show all of %1").arg(scope().table)
                                      : tr("Filter %1 by “%2”").arg(scope().table, text),
                       Cause::Kind::Click));
}

void RowListModel::reload(const Cause &cause)
{
    if (!table())
        return;
    beginResetModel();
    m_loader.forget();
    clearRows();
    displayOutdated({});
    endResetModel();
    rebuildNewRows();
    m_loader.request(m_records, cause);
}

void RowListModel::refresh(const Cause &cause)
{
    if (m_loaded == 0 || isLoading())
        return reload(cause);
    displayOutdated({});
    m_loader.requestAgain(m_loaded, 0, cause);
}

RecordKey RowListModel::keyAt(int row) const
{
    if (row < m_records.size())
        return m_records[row].key;
    return m_newRows.value(row - m_records.size()).key;
}

int RowListModel::rowOf(const RecordKey &key) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (keyAt(row) == key)
            return row;
    }
    return -1;
}

QString RowListModel::whyNoRowCanBeAdded() const
{
    return newRows().whyNot();
}

void RowListModel::addRow()
{
    if (!whyNoRowCanBeAdded().isEmpty())
        return;
    m_waitsForNewRow = true;
    async::whenDone(m_session.add(scope().table, newRows().cells()), this,
                    [this](const Result<RecordKey> &key) {
                        if (!key)
                            emit loadFailed(key.error());
                    });
}

void RowListModel::deleteRows(const QList<int> &rows)
{
    QList<RecordKey> keys;
    for (const int row : rows)
        keys += keyAt(row);
    keepAsRead(rows, Reason::Deleted);
    m_session.remove(keys);
}

/// Of an edited row only its edited cells are compared, unless its address can become another row's.
void RowListModel::keepAsRead(const QList<int> &rows, Reason reason)
{
    const bool isMovable = table() && schema::addressOf(*table()).kind == schema::RowAddress::Kind::Rowid;
    if (!table() || (!isMovable && reason == Reason::Edited))
        return;
    QList<Record> seen;
    for (const int row : rows) {
        if (const Record *stored = storedAt(row))
            seen += *stored;
    }
    m_session.keepAsRead(seen);
}

void RowListModel::revertRows(const QList<int> &rows)
{
    QList<RecordKey> keys;
    for (const int row : rows)
        keys += keyAt(row);
    m_session.revert(keys);
}

void RowListModel::takePage(const base::RecordPage &page)
{
    const int first = m_loaded;
    if (!page.records.isEmpty() && m_loaded == storedRows()) {
        // Nothing stands apart: what a page costs must not grow with the rows before it.
        beginInsertRows({}, first, first + int(page.records.size()) - 1);
        m_records += page.records;
        m_loaded = storedRows();
        endInsertRows();
        rowsChanged(first, m_loaded - 1);
    } else if (!page.records.isEmpty()) {
        QList<Record> now = m_records.mid(0, m_loaded) + page.records;
        const int loaded = int(now.size());
        now += m_records.mid(m_loaded);
        showStored(now, loaded);
        rowsChanged(first, loaded - 1);
    }
    emit loaded();
}

/// What was loaded has been asked again. A row that was saved here and is not among it keeps being shown: it
/// lies after what is loaded, or the filter does not find it.
void RowListModel::takeAgain(const base::RecordPage &page)
{
    QList<Record> now = page.records;
    if (m_loader.hasMore() || !filter().isEmpty())
        now += m_records.mid(m_loaded);
    showStored(now, int(page.records.size()));
    if (storedRows() > 0)
        rowsChanged(0, storedRows() - 1);
    emit countChanged();
}

/// Makes these the stored rows; rows that are among those shown stay the same for the view, with its current
/// cell. A row that comes twice is shown at its first place.
void RowListModel::showStored(const QList<Record> &now, int loaded)
{
    const RowMerge merge(m_records, now);
    for (const auto &[first, last] : merge.removed())
        removeStored(first, last);
    if (merge.isReordered()) {
        emit layoutAboutToBeChanged({}, VerticalSortHint);
        const QModelIndexList before = persistentIndexList();
        QModelIndexList after;
        for (const QModelIndex &each : before) {
            const bool isStored = each.row() < storedRows();
            after += isStored ? index(merge.placeOf(each.row()), each.column()) : each;
        }
        m_records = merge.reordered(m_records);
        changePersistentIndexList(before, after);
        emit layoutChanged({}, VerticalSortHint);
    }
    for (const auto &[first, last] : merge.inserted()) {
        beginInsertRows({}, first, last);
        m_records = m_records.mid(0, first) + merge.now().mid(first, last - first + 1) + m_records.mid(first);
        endInsertRows();
    }
    m_records = merge.now();
    m_loaded = merge.placesBefore(loaded);
    tellAllChanged();
}

void RowListModel::removeStored(int first, int last)
{
    beginRemoveRows({}, first, last);
    m_records.remove(first, last - first + 1);
    m_loaded -= qBound(0, m_loaded - first, last - first + 1);
    endRemoveRows();
}

/// Neighbours go together, so that a view moves what is below them once.
void RowListModel::removeAllNewRowsBut(const QList<base::NewRow> &waiting)
{
    QSet<int> numbers;
    for (const base::NewRow &row : waiting)
        numbers += row.key.newRow;
    const auto isGone = [&](int i) { return !numbers.contains(m_newRows[i].key.newRow); };
    for (int last = int(m_newRows.size()) - 1; last >= 0; --last) {
        if (!isGone(last))
            continue;
        int first = last;
        while (first > 0 && isGone(first - 1))
            --first;
        beginRemoveRows({}, storedRows() + first, storedRows() + last);
        m_newRows.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

/// New rows stand below the stored ones, in the order of adding.
void RowListModel::rebuildNewRows()
{
    QList<base::NewRow> now;
    const NewRows own = newRows();
    for (const base::NewRow &row : m_session.pending().added) {
        if (own.belongs(row))
            now += row;
    }
    removeAllNewRowsBut(now);
    const int start = int(m_records.size());
    const int kept = int(m_newRows.size());
    if (now.size() > kept) {
        beginInsertRows({}, start + kept, start + int(now.size()) - 1);
        m_newRows = now;
        endInsertRows();
        if (std::exchange(m_waitsForNewRow, false))
            emit rowAdded(rowCount() - 1);
    }
    m_newRows = now;
    tellAllChanged();
    if (rowCount() > 0)
        rowsChanged(0, rowCount() - 1);
}

void RowListModel::onSaved(const base::SaveReport &summary)
{
    displayOutdated(summary.tables);
    if (!table())
        return;
    const int added = int(m_newRows.size());
    const bool mayHaveMoved = SavedOrder(m_schema, m_loader).mayHaveChanged(m_records, summary) || added > 0;
    for (int row = storedRows() - 1; row >= 0; --row) {
        if (summary.gone.contains(m_records[row].key))
            removeStored(row, row);
    }
    refreshRecords(summary);
    keepSavedRowsApart(summary);
    tellAllChanged();
    if (rowCount() > 0)
        rowsChanged(0, rowCount() - 1);
    emit countChanged();
    if (mayHaveMoved)
        askAgain(added);
}

/// Rows take the values that the database gave them.
void RowListModel::refreshRecords(const base::SaveReport &summary)
{
    QHash<RecordKey, Record> fresh;
    for (const Record &record : summary.refreshed)
        fresh.insert(record.key, record);
    for (Record &record : m_records) {
        const RecordKey key = summary.newKeys.value(record.key, record.key);
        if (const auto found = fresh.constFind(key); found != fresh.cend())
            record = *found;
    }
}

/// New rows have become stored ones: they stay where they are until their place among the others is known.
void RowListModel::keepSavedRowsApart(const base::SaveReport &summary)
{
    QHash<RecordKey, Record> fresh;
    for (const Record &record : summary.refreshed)
        fresh.insert(record.key, record);
    for (qsizetype i = 0; i < m_newRows.size();) {
        const auto saved = fresh.constFind(summary.newKeys.value(m_newRows[i].key));
        if (saved != fresh.cend()) {
            m_records += *saved; // The row numbers stay the same.
            m_newRows.removeAt(i);
            continue;
        }
        const int row = storedRows() + int(i);
        beginRemoveRows({}, row, row);
        m_newRows.removeAt(i);
        endRemoveRows();
    }
}

/// Asks what has been loaded again, and shows it in the place of what is shown.
/// @param more rows by which it may have grown
void RowListModel::askAgain(int more)
{
    m_loader.requestAgain(m_loaded, more, m_makeCause(tr("Show what was saved"), Cause::Kind::Display));
}

NewRows RowListModel::newRows() const
{
    return {m_schema, scope()};
}

void RowListModel::tellAllChanged()
{
    if (rowCount() > 0 && columnCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace relata::ui
