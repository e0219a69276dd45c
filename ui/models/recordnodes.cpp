#include "recordnodes.h"

namespace relata::ui {

bool isNeverLoaded(const LazyNode &node)
{
    const auto &each = static_cast<const RecordTreeNode &>(node);
    return node.parent() && each.kind() == RecordNodeKind::Relationship &&
           static_cast<const RelationshipNode &>(each).relationship.lazy == mapping::Lazy::Noload;
}

int recordCount(const LazyNode &parent)
{
    int count = 0;
    while (count < parent.childCount() &&
           static_cast<RecordTreeNode *>(parent.child(count))->kind() == RecordNodeKind::Record)
        ++count;
    return count;
}

RecordNode &recordAt(const LazyNode &parent, int row)
{
    return *static_cast<RecordNode *>(parent.child(row));
}

int rowOfRecord(const LazyNode &parent, const base::RecordKey &key, int first)
{
    for (int row = first; row < parent.childCount(); ++row) {
        const auto *each = static_cast<const RecordTreeNode *>(parent.child(row));
        if (each->kind() == RecordNodeKind::Record &&
            static_cast<const RecordNode *>(each)->record.key == key)
            return row;
    }
    return -1;
}

const RelationshipNode *relationshipAbove(const LazyNode &node)
{
    const LazyNode *at = &node;
    while (at->parent() && static_cast<const RecordTreeNode *>(at)->kind() != RecordNodeKind::Relationship)
        at = at->parent();
    return at->parent() ? static_cast<const RelationshipNode *>(at) : nullptr;
}

void forEachRecord(const LazyNode &node, const std::function<void(RecordNode &)> &visit)
{
    for (int row = 0; row < node.childCount(); ++row) {
        auto &child = static_cast<RecordTreeNode &>(*node.child(row));
        if (child.kind() == RecordNodeKind::Record)
            visit(static_cast<RecordNode &>(child));
        forEachRecord(child, visit);
    }
}

void forEachRelationship(const LazyNode &node, const std::function<void(RelationshipNode &)> &visit)
{
    for (int row = 0; row < node.childCount(); ++row) {
        auto &child = static_cast<RecordTreeNode &>(*node.child(row));
        if (child.kind() == RecordNodeKind::Relationship)
            visit(static_cast<RelationshipNode &>(child));
        forEachRelationship(child, visit);
    }
}

LazyTreeModel::Nodes recordNodes(const QList<base::Record> &records, const QStringList &byPage)
{
    LazyTreeModel::Nodes nodes;
    nodes.reserve(size_t(records.size()));
    for (const base::Record &record : records) {
        auto node = std::make_unique<RecordNode>(record);
        node->byPage = byPage;
        nodes.push_back(std::move(node));
    }
    return nodes;
}

LazyTreeModel::Nodes oneNode(std::unique_ptr<LazyNode> node)
{
    LazyTreeModel::Nodes nodes;
    nodes.push_back(std::move(node));
    return nodes;
}

} // namespace relata::ui
