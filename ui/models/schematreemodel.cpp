#include "ui/models/schematreemodel.h"

#include "ui/models/schematreenode.h"
#include "ui/models/statementtext.h"
#include "ui/theme/foreigntext.h"

#include <algorithm>
#include <iterator>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

bool isSameTable(const SchemaTreeNode &a, const SchemaTreeNode &b)
{
    return a.table == b.table && a.name == b.name;
}

bool lookAlike(const std::unique_ptr<SchemaTreeNode> &a, const std::unique_ptr<SchemaTreeNode> &b)
{
    return a->looksLike(*b);
}

} // namespace

SchemaTreeModel::SchemaTreeModel(QObject *parent) : QAbstractItemModel(parent) {}

SchemaTreeModel::~SchemaTreeModel() = default;

void SchemaTreeModel::setSchema(const mapping::MappedSchema &schema)
{
    Nodes wanted = schemaTreeNodes(schema);
    removeMissing(wanted);
    if (m_tables.empty()) {
        beginResetModel();
        m_tables = std::move(wanted);
        endResetModel();
        return;
    }
    // What is left is in the order of `wanted`, because both are sorted: walk along and fill the gaps.
    for (size_t row = 0; row < wanted.size(); ++row) {
        if (row < m_tables.size() && isSameTable(*m_tables[row], *wanted[row])) {
            adopt(static_cast<int>(row), *wanted[row]);
            continue;
        }
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
        m_tables.insert(m_tables.begin() + qsizetype(row), std::move(wanted[row]));
        endInsertRows();
    }
}

void SchemaTreeModel::clear()
{
    beginResetModel();
    m_tables.clear();
    m_rowCounts.clear();
    endResetModel();
}

void SchemaTreeModel::setRowCount(const QString &table, qint64 rows)
{
    const QString key = table.toLower();
    if (m_rowCounts.value(key, -1) == rows)
        return;
    if (rows < 0)
        m_rowCounts.remove(key);
    else
        m_rowCounts.insert(key, rows);
    for (size_t row = 0; row < m_tables.size(); ++row) {
        if (schema::sameName(m_tables[row]->name, table)) {
            const QModelIndex changed = createIndex(static_cast<int>(row), 0);
            emit dataChanged(changed, changed, {NoteRole, Qt::AccessibleTextRole});
        }
    }
}

QModelIndex SchemaTreeModel::indexOfTable(base::TableId table) const
{
    const auto found = std::find_if(m_tables.begin(), m_tables.end(),
                                    [table](const auto &candidate) { return candidate->table == table; });
    return found == m_tables.end() ? QModelIndex()
                                   : createIndex(static_cast<int>(found - m_tables.begin()), 0);
}

QModelIndex SchemaTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    // A table's index carries no pointer, a child's carries its table.
    return parent.isValid() ? createIndex(row, column, m_tables[size_t(parent.row())].get())
                            : createIndex(row, column);
}

QModelIndex SchemaTreeModel::parent(const QModelIndex &child) const
{
    const auto *owner = static_cast<const SchemaTreeNode *>(child.constInternalPointer());
    if (!owner)
        return {};
    const auto place =
        std::lower_bound(m_tables.begin(), m_tables.end(), owner,
                         [](const auto &a, const SchemaTreeNode *b) { return standsBefore(*a, *b); });
    return createIndex(static_cast<int>(place - m_tables.begin()), 0);
}

int SchemaTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_tables.size());
    return parent.constInternalPointer() ? 0
                                         : static_cast<int>(m_tables[size_t(parent.row())]->children.size());
}

int SchemaTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant SchemaTreeModel::data(const QModelIndex &index, int role) const
{
    const SchemaTreeNode *shown = node(index);
    if (!shown)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return shown->detail.isEmpty() ? shown->name : shown->name + u' ' + shown->detail;
    case Qt::AccessibleTextRole: {
        const QString note = noteOf(*shown);
        const QString text = data(index, Qt::DisplayRole).toString();
        return note.isEmpty() ? text : text + u", "_s + note;
    }
    case Qt::ToolTipRole:
        return shown->toolTip.isEmpty() ? QVariant() : toolTipOf(shown->toolTip);
    case KindRole:
        return QVariant::fromValue(shown->kind);
    case TableIdRole:
        return QVariant::fromValue(shown->table);
    case NameRole:
        return shown->name;
    case DetailRole:
        return shown->detail;
    case NoteRole:
        return noteOf(*shown);
    case IconNameRole:
        return shown->icon;
    case FilterRole:
        return shown->kind == NodeKind::Relationship ? QString() : shown->name;
    case IsBrokenRole:
        return shown->isBroken;
    case IsQuietRole:
        return shown->isQuiet;
    default:
        return {};
    }
}

const SchemaTreeNode *SchemaTreeModel::node(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return nullptr;
    const auto *owner = static_cast<const SchemaTreeNode *>(index.constInternalPointer());
    return owner ? owner->children[size_t(index.row())].get() : m_tables[size_t(index.row())].get();
}

/// Removes the tables that are gone or have another name now.
void SchemaTreeModel::removeMissing(const Nodes &wanted)
{
    for (int row = static_cast<int>(m_tables.size()) - 1; row >= 0; --row) {
        const auto &table = m_tables[size_t(row)];
        const auto place =
            std::lower_bound(wanted.begin(), wanted.end(), table,
                             [](const auto &a, const auto &b) { return standsBefore(*a, *b); });
        if (place != wanted.end() && isSameTable(**place, *table))
            continue;
        beginRemoveRows({}, row, row);
        m_tables.erase(m_tables.begin() + row);
        endRemoveRows();
    }
}

/// Makes the table at a row look as wanted.
void SchemaTreeModel::adopt(int row, SchemaTreeNode &wanted)
{
    SchemaTreeNode &table = *m_tables[size_t(row)];
    const QModelIndex place = createIndex(row, 0);
    adoptChildren(place, table, wanted);
    if (!table.looksLike(wanted)) {
        table.note = wanted.note;
        table.icon = wanted.icon;
        table.toolTip = wanted.toolTip;
        table.isBroken = wanted.isBroken;
        table.isQuiet = wanted.isQuiet;
        emit dataChanged(place, place);
    }
}

/// Replaces the children between those that are equal at both ends.
void SchemaTreeModel::adoptChildren(const QModelIndex &place, SchemaTreeNode &table, SchemaTreeNode &wanted)
{
    Nodes &now = table.children;
    Nodes &then = wanted.children;
    const auto firstPair = std::mismatch(now.begin(), now.end(), then.begin(), then.end(), lookAlike);
    const auto head = firstPair.first - now.begin();
    const auto lastPair =
        std::mismatch(now.rbegin(), now.rend() - head, then.rbegin(), then.rend() - head, lookAlike);
    const auto tail = lastPair.first - now.rbegin();
    if (const auto end = qsizetype(now.size()) - tail; end > head) {
        beginRemoveRows(place, static_cast<int>(head), static_cast<int>(end) - 1);
        now.erase(now.begin() + head, now.begin() + end);
        endRemoveRows();
    }
    if (const auto end = qsizetype(then.size()) - tail; end > head) {
        beginInsertRows(place, static_cast<int>(head), static_cast<int>(end) - 1);
        now.insert(now.begin() + head, std::make_move_iterator(then.begin() + head),
                   std::make_move_iterator(then.begin() + end));
        endInsertRows();
    }
}

QString SchemaTreeModel::noteOf(const SchemaTreeNode &node) const
{
    if (node.kind != NodeKind::Table)
        return {};
    const qint64 rows = m_rowCounts.value(node.name.toLower(), -1);
    if (rows < 0)
        return node.note;
    return node.note.isEmpty() ? localNumber(rows) : node.note + u" · "_s + localNumber(rows);
}

} // namespace relata::ui
