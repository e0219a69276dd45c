#pragma once

#include "core/mapping/mappedschema.h"
#include "ui/models/schematreemodel.h"

namespace relata::ui {

/// A row of the schema tree: a table with its children, or one of these. What it shows is written out when it
/// is built. A value but for its children.
struct SchemaTreeNode
{
    SchemaTreeModel::NodeKind kind = SchemaTreeModel::NodeKind::Table;
    base::TableId table;
    QString name;
    QString detail;
    QString note; ///< of a table that is none: its kind
    QString icon;
    QString toolTip;
    bool isBroken = false;
    bool isQuiet = false;
    std::vector<std::unique_ptr<SchemaTreeNode>> children;

    /// Everything that is shown is equal, children left aside.
    bool looksLike(const SchemaTreeNode &other) const;
};

/// The nodes of a schema, sorted by name as people sort; shadow tables left out.
std::vector<std::unique_ptr<SchemaTreeNode>> schemaTreeNodes(const mapping::MappedSchema &schema);

/// True where the first table stands before the second.
bool standsBefore(const SchemaTreeNode &a, const SchemaTreeNode &b);

} // namespace relata::ui
