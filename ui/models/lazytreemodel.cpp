#include "lazytreemodel.h"

namespace relata::ui {

namespace {

/// The invisible node above the first level.
class RootNode : public LazyNode
{
};

} // namespace

LazyTreeModel::LazyTreeModel(QObject *parent)
    : QAbstractItemModel(parent), m_root(std::make_unique<RootNode>())
{
    adopt(*m_root, nullptr);
}

LazyTreeModel::~LazyTreeModel() = default;

QModelIndex LazyTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const LazyNode *above = node(parent);
    if (row < 0 || column < 0 || row >= above->childCount() || column >= columnCount(parent))
        return {};
    return createIndex(row, column, above->child(row));
}

QModelIndex LazyTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(node(child)->parent()) : QModelIndex();
}

int LazyTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : node(parent)->childCount();
}

bool LazyTreeModel::hasChildren(const QModelIndex &parent) const
{
    const LazyNode *above = node(parent);
    if (parent.column() > 0)
        return false;
    const bool mayCome = above->state() == LoadState::NotLoaded || above->state() == LoadState::Loading;
    return above->childCount() > 0 || (mayCome && above != m_root.get() && mayHaveChildren(*above));
}

bool LazyTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const LazyNode *above = node(parent);
    return m_isFetching && above != m_root.get() && above->state() == LoadState::NotLoaded &&
           mayHaveChildren(*above);
}

void LazyTreeModel::fetchMore(const QModelIndex &parent)
{
    LazyNode *above = node(parent);
    if (above != m_root.get() && above->state() == LoadState::NotLoaded && mayHaveChildren(*above))
        startLoading(*above);
}

QVariant LazyTreeModel::data(const QModelIndex &index, int role) const
{
    return index.isValid() ? nodeData(*node(index), index.column(), role) : QVariant();
}

LazyNode *LazyTreeModel::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<LazyNode *>(index.internalPointer()) : m_root.get();
}

QModelIndex LazyTreeModel::indexOf(const LazyNode *node, int column) const
{
    if (!node || node == m_root.get())
        return {};
    return createIndex(node->row(), column, const_cast<LazyNode *>(node));
}

void LazyTreeModel::startLoading(LazyNode &node)
{
    node.m_state = LoadState::Loading;
    nodeChanged(node);
    load(node);
}

void LazyTreeModel::finishLoading(LazyNode &node, LoadState state)
{
    node.m_state = state;
    nodeChanged(node);
}

void LazyTreeModel::insertChildren(LazyNode &parent, int row, Nodes children)
{
    if (children.empty())
        return;
    const int count = static_cast<int>(children.size());
    beginInsertRows(indexOf(&parent), row, row + count - 1);
    for (auto &child : children)
        adopt(*child, &parent);
    parent.m_children.insert(parent.m_children.begin() + row, std::make_move_iterator(children.begin()),
                             std::make_move_iterator(children.end()));
    for (int i = row; i < parent.childCount(); ++i)
        parent.m_children[size_t(i)]->m_row = i;
    endInsertRows();
}

void LazyTreeModel::removeChildren(LazyNode &parent, int first, int count)
{
    if (count <= 0)
        return;
    beginRemoveRows(indexOf(&parent), first, first + count - 1);
    const auto begin = parent.m_children.begin() + first;
    for (auto it = begin; it != begin + count; ++it)
        forget(**it);
    parent.m_children.erase(begin, begin + count);
    for (int i = first; i < parent.childCount(); ++i)
        parent.m_children[size_t(i)]->m_row = i;
    endRemoveRows();
}

void LazyTreeModel::nodeChanged(const LazyNode &node)
{
    if (&node == m_root.get())
        return;
    emit dataChanged(indexOf(&node), indexOf(&node, columnCount() - 1));
}

void LazyTreeModel::clear()
{
    beginResetModel();
    m_nodes.clear();
    m_root = std::make_unique<RootNode>();
    adopt(*m_root, nullptr);
    endResetModel();
}

void LazyTreeModel::adopt(LazyNode &node, LazyNode *parent)
{
    node.m_id = ++m_lastId;
    node.m_parent = parent;
    m_nodes.insert(node.m_id, &node);
}

void LazyTreeModel::forget(const LazyNode &node)
{
    m_nodes.remove(node.id());
    for (int i = 0; i < node.childCount(); ++i)
        forget(*node.child(i));
}

} // namespace relata::ui
