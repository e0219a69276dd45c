#pragma once

#include "core/base/record.h"
#include "core/mapping/mappedschema.h"
#include "ui/models/lazytreemodel.h"

#include <functional>
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
    QStringList byPage; ///< see base::RecordPage::byPage
};

/// A relationship of a record; its children are the related records.
class RelationshipNode : public RecordTreeNode
{
public:
    RelationshipNode(base::RecordKey key, mapping::Side side)
        : RecordTreeNode(RecordNodeKind::Relationship), owner(std::move(key)), relationship(std::move(side))
    {
    }
    base::RecordKey owner;
    mapping::Side relationship;
    std::optional<base::NodeSummary> summary;
    bool once = false;   ///< a person has asked for it although it refuses to load
    bool byPage = false; ///< it leads to too much to come with its owner, as it is declared to
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
    /// @param help what a person can do about it; empty where there is nothing
    MessageNode(QString words, QString help)
        : RecordTreeNode(RecordNodeKind::Message), text(std::move(words)), offer(std::move(help))
    {
    }
    QString text;
    QString offer;
};

/// Whether a node is a relationship that is declared never to load (lazy="noload").
bool isNeverLoaded(const LazyNode &node);
/// How many records stand at the beginning of a node's children.
int recordCount(const LazyNode &parent);
RecordNode &recordAt(const LazyNode &parent, int row);
/// The row of a record among a node's children from `first` on; -1 where it is not.
int rowOfRecord(const LazyNode &parent, const base::RecordKey &key, int first = 0);
/// The node itself or the nearest above it that is a relationship; null at the first level.
const RelationshipNode *relationshipAbove(const LazyNode &node);
/// Visits all records, or relationships, below a node, each before what is below it.
void forEachRecord(const LazyNode &node, const std::function<void(RecordNode &)> &visit);
void forEachRelationship(const LazyNode &node, const std::function<void(RelationshipNode &)> &visit);
LazyTreeModel::Nodes recordNodes(const QList<base::Record> &records, const QStringList &byPage);
LazyTreeModel::Nodes oneNode(std::unique_ptr<LazyNode> node);

} // namespace relata::ui
