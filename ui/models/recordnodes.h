#pragma once

#include "core/base/record.h"
#include "core/schema/relationship.h"
#include "ui/models/lazytreemodel.h"

#include <optional>

namespace relata::ui {

/// What a row of the record tree is.
enum class RecordNodeKind { Record, Relationship, More, Message };

class RecordTreeNode : public LazyNode
{
public:
    explicit RecordTreeNode(RecordNodeKind kind) : m_kind(kind) {}
    RecordNodeKind kind() const { return m_kind; }

private:
    RecordNodeKind m_kind;
};

/// A record; its children are its relationships.
class RecordNode : public RecordTreeNode
{
public:
    explicit RecordNode(base::Record stored)
        : RecordTreeNode(RecordNodeKind::Record), record(std::move(stored))
    {
    }
    base::Record record;
};

/// A relationship of a record; its children are the related records.
class RelationshipNode : public RecordTreeNode
{
public:
    RelationshipNode(base::RecordKey key, schema::Relationship side)
        : RecordTreeNode(RecordNodeKind::Relationship), owner(std::move(key)), relationship(std::move(side))
    {
    }
    base::RecordKey owner;
    schema::Relationship relationship;
    std::optional<base::NodeSummary> summary;
};

/// "200 more": activating it loads the next page.
class MoreNode : public RecordTreeNode
{
public:
    MoreNode() : RecordTreeNode(RecordNodeKind::More) {}
    bool isLoading = false;
};

/// A sentence in the place of records: why they could not be loaded.
class MessageNode : public RecordTreeNode
{
public:
    explicit MessageNode(QString words) : RecordTreeNode(RecordNodeKind::Message), text(std::move(words)) {}
    QString text;
};

/// How many records stand at the beginning of a node's children.
int recordCount(const LazyNode &parent);
RecordNode &recordAt(const LazyNode &parent, int row);
/// The row of a record among a node's children from `first` on; -1 where it is not.
int rowOfRecord(const LazyNode &parent, const base::RecordKey &key, int first = 0);
/// The node itself or the nearest above it that is a relationship; null at the first level.
const RelationshipNode *relationshipAbove(const LazyNode &node);
LazyTreeModel::Nodes recordNodes(const QList<base::Record> &records);
LazyTreeModel::Nodes oneNode(std::unique_ptr<LazyNode> node);

} // namespace relata::ui
