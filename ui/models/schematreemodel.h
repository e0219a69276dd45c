#pragma once

#include "core/mapping/mappedschema.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>
#include <vector>

namespace relata::ui {

struct SchemaTreeNode;

/// A schema as a tree of one column: its tables, views and virtual tables by name, below each its columns,
/// then the relationships of its class. Shadow tables are left out. A changed schema touches only the tables
/// that changed, so that views keep their place. GUI thread.
class SchemaTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class NodeKind { Table, Column, Relationship };
    Q_ENUM(NodeKind)
    enum Role {
        KindRole = Qt::UserRole + 1, ///< NodeKind
        TableIdRole,                 ///< base::TableId; of a child its table's
        NameRole,                    ///< without type, target or count
        DetailRole,                  ///< a column's type, a relationship's arrow and target; empty for tables
        NoteRole,                    ///< stands at the right: the row count, or "view", "virtual", "broken"
        IconNameRole,                ///< of resources/icons, empty where there is none
        FilterRole, ///< what a filter compares: the name of a table or column, empty for relationships
        IsBrokenRole,
        IsQuietRole, ///< a nullable column, a view: dim
    };

    explicit SchemaTreeModel(QObject *parent = nullptr);
    ~SchemaTreeModel() override;

    /// Shows a schema. Row counts of tables that are still there are kept; call clear() first for another
    /// database.
    void setSchema(const mapping::MappedSchema &schema);
    /// Forgets the schema and all row counts.
    void clear();
    bool isEmpty() const { return m_tables.empty(); }

    /// The number of rows of a table; -1: not known.
    void setRowCount(const QString &table, qint64 rows);

    QModelIndex indexOfTable(base::TableId table) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    using Nodes = std::vector<std::unique_ptr<SchemaTreeNode>>;

    const SchemaTreeNode *node(const QModelIndex &index) const;
    void removeMissing(const Nodes &wanted);
    void adopt(int row, SchemaTreeNode &wanted);
    void adoptChildren(const QModelIndex &place, SchemaTreeNode &table, SchemaTreeNode &wanted);
    QString noteOf(const SchemaTreeNode &node) const;

    Nodes m_tables;
    QHash<QString, qint64> m_rowCounts; ///< by the table's name in lower case
};

} // namespace relata::ui
