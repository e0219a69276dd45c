#include "recordtablemodel.h"

#include "core/async/whendone.h"
#include "core/schema/columntype.h"

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Record;
using base::RecordKey;
using base::Result;
using base::Value;
using base::Values;

namespace {

constexpr int kGridPage = 200;

QString targetName(const schema::ForeignKey &key)
{
    return key.table + u'(' + key.targetColumns.join(u',') + u')';
}

bool hasNull(const Values &values)
{
    return std::any_of(values.cbegin(), values.cend(), [](const Value &value) { return value.isNull(); });
}

} // namespace

RecordTableModel::RecordTableModel(async::Records &records, async::Pages &pages, const schema::Schema &schema,
                                   MakeCause makeCause, QObject *parent)
    : QAbstractTableModel(parent),
      m_session(records),
      m_pages(pages),
      m_schema(schema),
      m_makeCause(std::move(makeCause))
{
    m_titleTimer.setSingleShot(true);
    m_titleTimer.setInterval(0);
    connect(&m_titleTimer, &QTimer::timeout, this, &RecordTableModel::askTitles);
    connect(&m_session, &async::Records::pendingChanged, this, &RecordTableModel::rebuildNewRows);
    connect(&m_session, &async::Records::saved, this, &RecordTableModel::onSaved);
}

int RecordTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_records.size() + m_newRows.size());
}

int RecordTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !table() ? 0 : int(table()->columns.size());
}

QVariant RecordTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !table())
        return {};
    const RecordKey key = keyAt(index.row());
    switch (role) {
    case RowStateRole:
        return int(rowState(key));
    case KeyRole:
        return QVariant::fromValue(key);
    case IsChangedRole:
        return m_session.pending().isChanged(key, index.column());
    case Qt::TextAlignmentRole: {
        const bool right =
            schema::isNumeric(table()->columns[index.column()].type) && !foreignKeyAt(index.column());
        return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case ParentTitleRole:
        return parentTitle(index.row(), index.column());
    case ParentMissingRole: {
        const base::NodeSummary *parent = knownParent(index.row(), index.column());
        return parent && parent->missing;
    }
    case Qt::ToolTipRole:
        return rowState(key) == RowState::Refused ? QVariant(m_session.pending().refusal) : QVariant();
    default:
        return cellText(valueAt(index), role);
    }
}

QVariant RecordTableModel::cellText(const Value &value, int role) const
{
    switch (role) {
    case Qt::DisplayRole: {
        constexpr qsizetype kLongest = 400;
        QString text = value.toDisplay();
        if (text.size() > kLongest)
            text = text.left(kLongest) + u'…';
        return text.replace(u'\n', u'⏎');
    }
    case Qt::EditRole:
        return value.isNull() ? QString() : value.toText();
    case ValueRole:
        return QVariant::fromValue(value);
    case IsNullRole:
        return value.isNull();
    case IsBlobRole:
        return value.type() == Value::Type::Blob;
    default:
        return {};
    }
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (!table() || (orientation == Qt::Horizontal && section >= table()->columns.size()))
        return {};
    if (orientation == Qt::Vertical) {
        if (role != Qt::DisplayRole)
            return {};
        return section < m_records.size() ? QString::number(section + 1) : tr("new");
    }
    const schema::Column &column = table()->columns[section];
    if (role == Qt::DisplayRole) {
        const schema::ForeignKey *key = foreignKeyAt(section);
        return key ? QString(column.name + u" → "_s + key->table) : column.name;
    }
    if (role == Qt::TextAlignmentRole) {
        const bool right = schema::isNumeric(column.type) && !foreignKeyAt(section);
        return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        QStringList words = {column.name, column.type.isEmpty() ? tr("no type") : column.type};
        words += column.nullable ? tr("may be NULL") : tr("NOT NULL");
        if (table()->isInPrimaryKey(column.name))
            words += tr("primary key");
        if (column.generated != schema::Generated::No)
            words += tr("computed");
        return words.join(u" · "_s);
    }
    return {};
}

Qt::ItemFlags RecordTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || !table())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const bool computed = table()->columns[index.column()].generated != schema::Generated::No;
    const bool isBlob = valueAt(index).type() == Value::Type::Blob;
    if (keyAt(index.row()).isValid() && !computed && !isBlob &&
        rowState(keyAt(index.row())) != RowState::Deleted)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool RecordTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !table())
        return false;
    const schema::Column &column = table()->columns[index.column()];
    const Value before = valueAt(index);
    const Value now =
        role == ValueRole ? value.value<Value>() : schema::valueOfText(value.toString(), column.type);
    if (now == before || (role == Qt::EditRole && before.toText() == value.toString() && !before.isNull()))
        return true;
    const Value stored =
        index.row() < m_records.size() ? m_records[index.row()].values[index.column()] : Value();
    m_session.edit(keyAt(index.row()), index.column(), stored, now);
    return true;
}

bool RecordTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && !m_isLoading;
}

void RecordTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        request(m_makeCause(tr("Scroll %1").arg(m_scope.table), Cause::Kind::Click));
}

void RecordTableModel::sort(int column, Qt::SortOrder order)
{
    if (!table() || (column == m_sortColumn && order == m_sortOrder))
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    const QString words = column < 0 ? tr("Sort %1 by its key").arg(m_scope.table)
                                     : tr("Sort %1 by %2").arg(m_scope.table, table()->columns[column].name);
    reload(m_makeCause(words, Cause::Kind::Click));
}

void RecordTableModel::show(const base::RowScope &scope, const Cause &cause)
{
    if (scope == m_scope)
        return;
    beginResetModel();
    m_scope = scope;
    m_records.clear();
    m_newRows.clear();
    m_filter.clear();
    m_sortColumn = -1;
    m_sortOrder = Qt::AscendingOrder;
    m_hasMore = false;
    endResetModel();
    rebuildNewRows();
    request(cause);
}

void RecordTableModel::clear()
{
    beginResetModel();
    ++m_generation;
    m_scope = {};
    m_records.clear();
    m_newRows.clear();
    m_hasMore = m_isLoading = false;
    endResetModel();
}

void RecordTableModel::setFilter(const QString &text)
{
    if (text == m_filter || !table())
        return;
    m_filter = text;
    reload(m_makeCause(text.isEmpty() ? tr("Show all of %1").arg(m_scope.table)
                                      : tr("Filter %1 by “%2”").arg(m_scope.table, text),
                       Cause::Kind::Click));
}

RecordKey RecordTableModel::keyAt(int row) const
{
    if (row < m_records.size())
        return m_records[row].key;
    return m_newRows.value(row - m_records.size()).key;
}

int RecordTableModel::rowOf(const RecordKey &key) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (keyAt(row) == key)
            return row;
    }
    return -1;
}

Value RecordTableModel::valueAt(const QModelIndex &index) const
{
    if (index.row() >= m_records.size()) {
        const base::NewRow row = m_newRows.value(index.row() - m_records.size());
        const base::NewRow *current = m_session.pending().addedRow(row.key);
        return current ? current->cells.value(index.column()) : Value();
    }
    const Record &record = m_records[index.row()];
    return m_session.pending().cell(record.key, index.column(), record.values.value(index.column()));
}

const schema::ForeignKey *RecordTableModel::foreignKeyAt(int column) const
{
    const schema::Table *described = table();
    if (!described || column >= described->columns.size())
        return nullptr;
    for (const schema::ForeignKey &key : described->foreignKeys) {
        const schema::Table *target = m_schema.table(key.table);
        if (target && target->kind == schema::TableKind::Table &&
            key.columns.size() == key.targetColumns.size() &&
            schema::indexOfName(key.columns, described->columns[column].name) >= 0)
            return &key;
    }
    return nullptr;
}

void RecordTableModel::setParentOf(const QModelIndex &cell, const Record &parent)
{
    const schema::ForeignKey *key = foreignKeyAt(cell.column());
    const schema::Table *target = key ? m_schema.table(key->table) : nullptr;
    if (!target)
        return;
    for (int i = 0; i < key->columns.size(); ++i) {
        const Value value = parent.values.value(target->columnIndex(key->targetColumns[i]));
        setData(index(cell.row(), table()->columnIndex(key->columns[i])), QVariant::fromValue(value),
                ValueRole);
    }
}

QString RecordTableModel::whyNoRowCanBeAdded() const
{
    if (!table())
        return tr("Open a table first.");
    if (table()->kind != schema::TableKind::Table && table()->kind != schema::TableKind::Virtual)
        return tr("'%1' is a view; rows are added to the tables it reads.").arg(table()->name);
    if (!m_scope.isRelationship())
        return {};
    const schema::Relationship *side = m_schema.relationship(m_scope.owner.table, m_scope.relationship);
    if (!side || side->direction == schema::Direction::ManyToMany)
        return tr("Rows of a many-to-many are linked through '%1'; add the link there.")
            .arg(side ? side->secondary : QString());
    if (side->direction == schema::Direction::ManyToOne)
        return tr("A row has only one parent here; add parents in the list of '%1'.").arg(table()->name);
    return {};
}

void RecordTableModel::addRow()
{
    if (!whyNoRowCanBeAdded().isEmpty())
        return;
    QHash<int, Value> cells;
    if (m_scope.isRelationship()) {
        const schema::Relationship *side = m_schema.relationship(m_scope.owner.table, m_scope.relationship);
        const schema::Table *owner = m_schema.table(m_scope.owner.table);
        const QStringList address = schema::addressOf(*owner).columns;
        for (const schema::ColumnPair &pair : side->pairs) {
            const int place = schema::indexOfName(address, pair.local);
            if (place >= 0)
                cells.insert(table()->columnIndex(pair.remote), m_scope.owner.values.value(place));
        }
    }
    m_waitsForNewRow = true;
    async::whenDone(m_session.add(m_scope.table, cells), this, [this](const Result<RecordKey> &key) {
        if (!key)
            emit loadFailed(key.error());
    });
}

void RecordTableModel::deleteRows(const QList<int> &rows)
{
    QList<RecordKey> keys;
    for (const int row : rows)
        keys += keyAt(row);
    m_session.remove(keys);
}

void RecordTableModel::revertRows(const QList<int> &rows)
{
    QList<RecordKey> keys;
    for (const int row : rows)
        keys += keyAt(row);
    m_session.revert(keys);
}

void RecordTableModel::reload(const Cause &cause)
{
    if (!table())
        return;
    beginResetModel();
    m_records.clear();
    m_newRows.clear();
    m_titles.clear();
    m_hasMore = false;
    endResetModel();
    rebuildNewRows();
    request(cause);
}

void RecordTableModel::request(const Cause &cause)
{
    base::PageRequest page;
    page.scope = m_scope;
    page.limit = kGridPage;
    page.filter = m_filter;
    page.sortColumn = m_sortColumn < 0 ? QString() : table()->columns[m_sortColumn].name;
    page.sortOrder = m_sortOrder;
    page.offsetHint = int(m_records.size());
    if (!m_records.isEmpty())
        page.after = m_records.last();
    m_isLoading = true;
    const quint64 generation = ++m_generation;
    const auto future = m_scope.isRelationship() ? m_session.page(page, cause) : m_pages.read(page, cause);
    async::whenDone(future, this, [this, generation](const Result<base::RecordPage> &answer) {
        if (generation == m_generation)
            takePage(answer);
    });
}

void RecordTableModel::takePage(const Result<base::RecordPage> &page)
{
    m_isLoading = false;
    if (!page) {
        m_hasMore = false;
        emit loadFailed(page.error());
        return;
    }
    m_hasMore = page->hasMore;
    if (!page->records.isEmpty()) {
        beginInsertRows({}, int(m_records.size()), int(m_records.size() + page->records.size()) - 1);
        m_records += page->records;
        endInsertRows();
        m_titleTimer.start();
    }
    emit loaded();
}

/// New rows stand below the stored ones, in the order of adding.
void RecordTableModel::rebuildNewRows()
{
    QList<base::NewRow> now;
    for (const base::NewRow &row : m_session.pending().added) {
        if (belongsHere(row))
            now += row;
    }
    const int start = int(m_records.size());
    for (int i = int(m_newRows.size()) - 1; i >= 0; --i) {
        const auto same = [this, i](const base::NewRow &row) { return row.key == m_newRows[i].key; };
        if (std::none_of(now.cbegin(), now.cend(), same)) {
            beginRemoveRows({}, start + i, start + i);
            m_newRows.removeAt(i);
            endRemoveRows();
        }
    }
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
    m_titleTimer.start();
}

bool RecordTableModel::belongsHere(const base::NewRow &row) const
{
    if (row.key.table != m_scope.table)
        return false;
    if (!m_scope.isRelationship())
        return true;
    const schema::Relationship *side = m_schema.relationship(m_scope.owner.table, m_scope.relationship);
    const schema::Table *owner = m_schema.table(m_scope.owner.table);
    if (!side || side->direction != schema::Direction::OneToMany)
        return false;
    const QStringList address = schema::addressOf(*owner).columns;
    return std::all_of(side->pairs.cbegin(), side->pairs.cend(), [&](const schema::ColumnPair &pair) {
        const int place = schema::indexOfName(address, pair.local);
        return place >= 0 &&
               row.cells.value(table()->columnIndex(pair.remote)) == m_scope.owner.values.value(place);
    });
}

void RecordTableModel::askTitles()
{
    if (!m_asksForDisplay || !table())
        return;
    QStringList asked;
    const Cause cause =
        m_makeCause(tr("Parents’ titles in the rows of %1").arg(m_scope.table), Cause::Kind::Display);
    for (int column = 0; column < columnCount(); ++column) {
        const schema::ForeignKey *key = foreignKeyAt(column);
        if (!key || asked.contains(targetName(*key) + key->columns.join(u',')))
            continue;
        asked += targetName(*key) + key->columns.join(u',');
        askTitlesOf(*key, cause);
    }
}

void RecordTableModel::askTitlesOf(const schema::ForeignKey &key, const Cause &cause)
{
    QHash<Values, base::NodeSummary> &known = m_titles[targetName(key)];
    QList<Values> unknown;
    for (int row = 0; row < rowCount(); ++row) {
        const Values values = valuesOf(row, key.columns);
        if (hasNull(values) || known.contains(values) || unknown.contains(values))
            continue;
        unknown += values;
    }
    if (unknown.isEmpty())
        return;
    for (const Values &values : std::as_const(unknown))
        known.insert(values, {}); // Asked; not asked again while the answer is on its way.
    async::whenDone(m_pages.titlesOf(key.table, key.targetColumns, unknown, cause), this,
                    [this, unknown, name = targetName(key)](const Result<QList<base::NodeSummary>> &titles) {
                        for (qsizetype i = 0; titles && i < unknown.size(); ++i)
                            m_titles[name].insert(unknown[i], titles->at(i));
                        tellAllChanged();
                        emit titlesLoaded();
                    });
}

void RecordTableModel::onSaved(const async::SaveSummary &summary)
{
    m_titles.clear();
    if (!summary.tables.contains(m_scope.table)) {
        m_titleTimer.start();
        return;
    }
    for (int row = int(m_records.size()) - 1; row >= 0; --row) {
        if (!summary.gone.contains(m_records[row].key))
            continue;
        beginRemoveRows({}, row, row);
        m_records.removeAt(row);
        endRemoveRows();
    }
    QHash<RecordKey, Record> fresh;
    for (const Record &record : summary.refreshed)
        fresh.insert(record.key, record);
    for (Record &record : m_records) {
        const RecordKey key = summary.newKeys.value(record.key, record.key);
        if (const auto found = fresh.constFind(key); found != fresh.cend())
            record = *found;
    }
    QList<Record> added;
    for (const base::NewRow &row : std::as_const(m_newRows)) {
        if (const auto found = fresh.constFind(summary.newKeys.value(row.key)); found != fresh.cend())
            added += *found;
    }
    if (!m_newRows.isEmpty()) {
        beginRemoveRows({}, int(m_records.size()), rowCount() - 1);
        m_newRows.clear();
        endRemoveRows();
    }
    if (!added.isEmpty()) {
        beginInsertRows({}, int(m_records.size()), int(m_records.size() + added.size()) - 1);
        m_records += added;
        endInsertRows();
    }
    tellAllChanged();
    m_titleTimer.start();
}

RecordTableModel::RowState RecordTableModel::rowState(const RecordKey &key) const
{
    const base::PendingEdits &pending = m_session.pending();
    if (pending.refusedRow == key && key.isValid())
        return RowState::Refused;
    if (key.isNew())
        return RowState::New;
    if (pending.deleted.contains(key))
        return RowState::Deleted;
    return pending.changed.contains(key) ? RowState::Changed : RowState::Stored;
}

QVariant RecordTableModel::parentTitle(int row, int column) const
{
    const base::NodeSummary *parent = knownParent(row, column);
    return parent && !parent->title.isEmpty() ? parent->title : QVariant();
}

const base::NodeSummary *RecordTableModel::knownParent(int row, int column) const
{
    const schema::ForeignKey *key = foreignKeyAt(column);
    // A composite key shows its parent once, at its last column.
    if (!key || !schema::sameName(key->columns.last(), table()->columns[column].name))
        return nullptr;
    const auto target = m_titles.constFind(targetName(*key));
    if (target == m_titles.cend())
        return nullptr;
    const auto found = target->constFind(valuesOf(row, key->columns));
    return found == target->cend() ? nullptr : &found.value();
}

Values RecordTableModel::valuesOf(int row, const QStringList &columns) const
{
    Values values;
    for (const QString &name : columns)
        values += valueAt(index(row, table()->columnIndex(name)));
    return values;
}

void RecordTableModel::tellAllChanged()
{
    if (rowCount() > 0 && columnCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace relata::ui
