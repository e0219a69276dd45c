#include "ui/models/statementlogmodel.h"

#include "ui/models/statementtext.h"
#include "ui/theme/foreigntext.h"

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kShownSql = 1000; ///< characters in a row; the panel's detail has all of them

} // namespace

StatementLogModel::StatementLogModel(QObject *parent, int capacity)
    : QAbstractItemModel(parent), m_capacity(static_cast<size_t>(qMax(1, capacity)))
{
}

StatementLogModel::~StatementLogModel() = default;

void StatementLogModel::append(const base::StatementRecord &record)
{
    Group *group = groupFor(record.cause);
    const int row = shownRow(group);
    const bool isShownGroup = isShown(*group);
    if (isShownGroup && row >= 0) {
        const int position = static_cast<int>(group->statements.size());
        beginInsertRows(createIndex(row, 0), position, position);
    }
    group->statements.push_back(record);
    group->statementCount += 1;
    group->rows += record.rows;
    group->milliseconds += record.milliseconds;
    group->errors += record.error.isEmpty() ? 0 : 1;
    m_arrivals.push_back(group);
    if (isShownGroup && row >= 0) {
        endInsertRows();
        emit dataChanged(createIndex(row, 0), createIndex(row, ColumnCount - 1));
    } else if (isShownGroup) {
        showGroup(group);
    }
    while (m_arrivals.size() > m_capacity)
        dropOldest();
    emit totalChanged();
}

void StatementLogModel::clear()
{
    beginResetModel();
    m_shown.clear();
    m_arrivals.clear();
    m_groups.clear();
    endResetModel();
    emit totalChanged();
}

void StatementLogModel::setDisplayShown(bool shown)
{
    if (m_displayShown == shown)
        return;
    m_displayShown = shown;
    if (shown) {
        for (const auto &group : m_groups) {
            if (shownRow(group.get()) < 0)
                showGroup(group.get());
        }
    } else {
        for (int row = static_cast<int>(m_shown.size()) - 1; row >= 0; --row) {
            if (isShown(*m_shown[size_t(row)]))
                continue;
            beginRemoveRows({}, row, row);
            m_shown.erase(m_shown.begin() + row);
            endRemoveRows();
        }
    }
    emit totalChanged();
}

QString StatementLogModel::total() const
{
    qint64 statements = 0;
    qint64 rows = 0;
    double milliseconds = 0;
    for (const Group *group : m_shown) {
        statements += group->statementCount;
        rows += group->rows;
        milliseconds += group->milliseconds;
    }
    return statements == 0 ? QString() : statementSummary(statements, rows, milliseconds);
}

QModelIndex StatementLogModel::indexOfClick(quint64 click) const
{
    const Group *found = nullptr;
    for (const Group *group : m_shown) {
        if (group->cause.click != click)
            continue;
        if (!found || group->cause.kind == base::Cause::Kind::Click)
            found = group;
    }
    return found ? createIndex(shownRow(found), 0) : QModelIndex();
}

QModelIndex StatementLogModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    // A group's index carries no pointer, a statement's carries its group.
    return parent.isValid() ? createIndex(row, column, m_shown[size_t(parent.row())])
                            : createIndex(row, column);
}

QModelIndex StatementLogModel::parent(const QModelIndex &child) const
{
    const auto *group = static_cast<const Group *>(child.constInternalPointer());
    return group ? createIndex(shownRow(group), 0) : QModelIndex();
}

int StatementLogModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_shown.size());
    if (parent.column() != 0 || parent.constInternalPointer())
        return 0;
    return static_cast<int>(m_shown[size_t(parent.row())]->statements.size());
}

int StatementLogModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant StatementLogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole && index.column() != ClickColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (const auto *group = static_cast<const Group *>(index.constInternalPointer()))
        return statementData(group->statements[size_t(index.row())], index.column(), role);
    return groupData(*m_shown[size_t(index.row())], index.column(), role);
}

QVariant StatementLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == ClickColumn ? Qt::AlignLeft : Qt::AlignRight) |
                                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ClickColumn:
        return tr("Click");
    case StatementsColumn:
        return tr("Statements");
    case RowsColumn:
        return tr("Rows");
    case MillisecondsColumn:
        return tr("ms");
    default:
        return {};
    }
}

bool StatementLogModel::isShown(const Group &group) const
{
    return m_displayShown || group.cause.kind != base::Cause::Kind::Display;
}

/// The group of a click and kind. Statements without a click join the newest group if that has the same
/// words.
StatementLogModel::Group *StatementLogModel::groupFor(const base::Cause &cause)
{
    for (auto it = m_groups.rbegin(); it != m_groups.rend(); ++it) {
        Group *group = it->get();
        const bool isSame = group->cause.click == cause.click && group->cause.kind == cause.kind;
        if (cause.click == 0 && !(isSame && group->cause.text == cause.text))
            break;
        if (isSame)
            return group;
    }
    auto group = std::make_unique<Group>();
    group->order = m_nextOrder++;
    group->cause = cause;
    return m_groups.emplace_back(std::move(group)).get();
}

/// The row of a group; -1 where it has none.
int StatementLogModel::shownRow(const Group *group) const
{
    const auto place = std::lower_bound(m_shown.begin(), m_shown.end(), group,
                                        [](const Group *a, const Group *b) { return a->order < b->order; });
    return place != m_shown.end() && *place == group ? static_cast<int>(place - m_shown.begin()) : -1;
}

void StatementLogModel::showGroup(Group *group)
{
    const auto place = std::lower_bound(m_shown.begin(), m_shown.end(), group,
                                        [](const Group *a, const Group *b) { return a->order < b->order; });
    const int row = static_cast<int>(place - m_shown.begin());
    beginInsertRows({}, row, row);
    m_shown.insert(place, group);
    endInsertRows();
}

void StatementLogModel::dropOldest()
{
    Group *group = m_arrivals.front();
    m_arrivals.pop_front();
    if (group->statements.size() == 1) {
        dropGroup(group);
        return;
    }
    const int row = shownRow(group);
    if (row >= 0)
        beginRemoveRows(createIndex(row, 0), 0, 0);
    group->statements.pop_front();
    if (row >= 0) {
        endRemoveRows();
        emit dataChanged(createIndex(row, 0), createIndex(row, 0));
    }
}

void StatementLogModel::dropGroup(Group *group)
{
    const int row = shownRow(group);
    const auto owner = std::find_if(m_groups.begin(), m_groups.end(),
                                    [group](const auto &candidate) { return candidate.get() == group; });
    if (row >= 0) {
        beginRemoveRows({}, row, row);
        m_shown.erase(m_shown.begin() + row);
    }
    m_groups.erase(owner);
    if (row >= 0)
        endRemoveRows();
}

QString StatementLogModel::clickText(const Group &group)
{
    QStringList parts = {group.cause.text.isEmpty() ? tr("Without a click") : group.cause.text};
    if (group.cause.kind == base::Cause::Kind::Display)
        parts += tr("display");
    if (group.errors > 0)
        parts += tr("%1 failed").arg(localNumber(group.errors));
    if (const qint64 dropped = group.statementCount - qint64(group.statements.size()); dropped > 0)
        parts += tr("%1 older not kept").arg(localNumber(dropped));
    return parts.join(u" · "_s);
}

QVariant StatementLogModel::groupData(const Group &group, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case ClickColumn:
            return clickText(group);
        case StatementsColumn:
            return localNumber(group.statementCount);
        case RowsColumn:
            return localNumber(group.rows);
        default:
            return localMilliseconds(group.milliseconds);
        }
    case Qt::ToolTipRole:
        return statementSummary(group.statementCount, group.rows, group.milliseconds);
    case SqlRole: {
        QStringList texts;
        for (const base::StatementRecord &record : group.statements)
            texts += record.sql;
        return texts.join(u"\n"_s);
    }
    case ClickRole:
        return QVariant::fromValue(group.cause.click);
    case IsErrorRole:
        return group.errors > 0;
    case IsDisplayRole:
        return group.cause.kind == base::Cause::Kind::Display;
    case RowsRole:
        return group.rows;
    case MillisecondsRole:
        return group.milliseconds;
    default:
        return {};
    }
}

QVariant StatementLogModel::statementData(const base::StatementRecord &record, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case ClickColumn: {
            const QString sql = inOneShortLine(record.sql, kShownSql);
            return record.error.isEmpty() ? sql
                                          : tr("%1 · %2").arg(inOneShortLine(record.error, kShownSql), sql);
        }
        case StatementsColumn:
            return record.boundValues.isEmpty() ? QString() : u'[' + record.boundValues.join(u", "_s) + u']';
        case RowsColumn:
            return localNumber(record.rows);
        default:
            return localMilliseconds(record.milliseconds);
        }
    case Qt::ToolTipRole:
        return toolTipOf(record.error.isEmpty() ? record.sql : record.error + u"\n\n"_s + record.sql);
    case SqlRole:
        return record.sql;
    case BoundValuesRole:
        return record.boundValues;
    case ClickRole:
        return QVariant::fromValue(record.cause.click);
    case IsErrorRole:
        return !record.error.isEmpty();
    case ErrorRole:
        return record.error;
    case IsDisplayRole:
        return record.cause.kind == base::Cause::Kind::Display;
    case RowsRole:
        return record.rows;
    case MillisecondsRole:
        return record.milliseconds;
    case StartedRole:
        return record.started;
    default:
        return {};
    }
}

} // namespace relata::ui
