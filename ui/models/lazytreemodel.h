#pragma once

#include <QAbstractItemModel>
#include <QHash>

#include <memory>
#include <vector>

namespace relata::ui {

/// Whether a node's children have been asked for.
enum class LoadState { NotLoaded, Loading, Loaded, Failed };

/// A node of a lazy tree. Owned by its parent; the model sets everything but what subclasses add.
class LazyNode
{
public:
    LazyNode() = default;
    virtual ~LazyNode() = default;
    LazyNode(const LazyNode &) = delete;
    LazyNode &operator=(const LazyNode &) = delete;

    quint64 id() const { return m_id; }
    LazyNode *parent() const { return m_parent; }
    int row() const { return m_row; }
    LoadState state() const { return m_state; }
    int childCount() const { return static_cast<int>(m_children.size()); }
    LazyNode *child(int row) const { return m_children[size_t(row)].get(); }

private:
    friend class LazyTreeModel;

    quint64 m_id = 0;
    LazyNode *m_parent = nullptr;
    int m_row = 0;
    LoadState m_state = LoadState::NotLoaded;
    std::vector<std::unique_ptr<LazyNode>> m_children;
};

/// The dangerous half of a tree whose nodes load when they are expanded: indexes, begin/end pairs and load
/// states. A subclass answers four questions: may a node have children, load them, what does a cell show, how
/// many columns. GUI thread.
class LazyTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    using Nodes = std::vector<std::unique_ptr<LazyNode>>;

    explicit LazyTreeModel(QObject *parent = nullptr);
    ~LazyTreeModel() override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final;
    QModelIndex parent(const QModelIndex &child) const final;
    int rowCount(const QModelIndex &parent = {}) const final;
    bool hasChildren(const QModelIndex &parent = {}) const final;
    bool canFetchMore(const QModelIndex &parent) const final;
    void fetchMore(const QModelIndex &parent) final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;

    LazyNode *node(const QModelIndex &index) const;
    QModelIndex indexOf(const LazyNode *node, int column = 0) const;
    /// Off: canFetchMore() says no, while fetchMore() still works. For tests that count statements: the model
    /// tester fetches every node of which it may.
    void setFetching(bool on) { m_isFetching = on; }

protected:
    /// True where expanding may show something; asked only while the node is not loaded.
    virtual bool mayHaveChildren(const LazyNode &node) const = 0;
    /// Called once when a node is expanded; the node is Loading. Ends in finishLoading(), now or later.
    virtual void load(LazyNode &node) = 0;
    virtual QVariant nodeData(const LazyNode &node, int column, int role) const = 0;

    LazyNode &root() const { return *m_root; }
    /// The node with that id, or null where it has gone meanwhile: how late answers are dropped.
    LazyNode *find(quint64 id) const { return m_nodes.value(id); }
    void startLoading(LazyNode &node);
    void finishLoading(LazyNode &node, LoadState state);
    void insertChildren(LazyNode &parent, int row, Nodes children);
    void appendChildren(LazyNode &parent, Nodes children)
    {
        insertChildren(parent, parent.childCount(), std::move(children));
    }
    void removeChildren(LazyNode &parent, int first, int count);
    void removeAllChildren(LazyNode &parent) { removeChildren(parent, 0, parent.childCount()); }
    void nodeChanged(const LazyNode &node);
    /// Replaces the whole tree by an empty one.
    void clear();

private:
    void adopt(LazyNode &node, LazyNode *parent);
    void forget(const LazyNode &node);

    std::unique_ptr<LazyNode> m_root;
    QHash<quint64, LazyNode *> m_nodes;
    quint64 m_lastId = 0;
    bool m_isFetching = true;
};

} // namespace relata::ui
