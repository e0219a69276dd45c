#include "ui/models/schematreenode.h"

#include <QCoreApplication>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using NodeKind = SchemaTreeModel::NodeKind;

namespace {

QString trNode(const char *text)
{
    return QCoreApplication::translate("relata::ui::SchemaTreeNode", text);
}

QString referenceWords(const schema::ForeignKey &key)
{
    const QString target =
        key.targetColumns.isEmpty() ? key.table : key.table + u'.' + key.targetColumns.join(u", "_s);
    return trNode("%1 refers to %2").arg(key.columns.join(u", "_s), target);
}

std::unique_ptr<SchemaTreeNode> columnNode(const schema::Table &table, const schema::Column &column)
{
    auto node = std::make_unique<SchemaTreeNode>();
    node->kind = NodeKind::Column;
    node->table = table.id;
    node->name = column.name;
    node->detail = column.type;
    QStringList facts = {column.type.isEmpty() ? column.name : column.name + u' ' + column.type};
    if (!column.nullable)
        facts.first() += u" NOT NULL"_s;
    if (table.isInForeignKey(column.name))
        node->icon = u"foreign-key"_s;
    if (table.isInPrimaryKey(column.name)) {
        node->icon = u"key"_s;
        facts += trNode("primary key");
    }
    for (const schema::ForeignKey &key : table.foreignKeys) {
        if (schema::indexOfName(key.columns, column.name) >= 0)
            facts += referenceWords(key);
    }
    if (column.generated != schema::Generated::No)
        facts += trNode("generated");
    if (column.defaultValue)
        facts += trNode("default %1").arg(*column.defaultValue);
    node->toolTip = facts.join(u'\n');
    node->isQuiet = column.nullable && node->icon.isEmpty();
    return node;
}

QString arrowOf(const mapping::Side &relationship)
{
    switch (relationship.direction) {
    case schema::Direction::ManyToMany:
        return u"⇄"_s;
    case schema::Direction::OneToMany:
        return relationship.uselist ? u"⇉"_s : u"→"_s;
    case schema::Direction::ManyToOne:
        break;
    }
    return u"→"_s;
}

QString relationshipDirection(const mapping::Side &relationship)
{
    switch (relationship.direction) {
    case schema::Direction::ManyToMany:
        return trNode("many to many, through %1").arg(relationship.secondary);
    case schema::Direction::OneToMany:
        return relationship.uselist ? trNode("one to many") : trNode("one to one");
    case schema::Direction::ManyToOne:
        break;
    }
    return trNode("many to one");
}

std::unique_ptr<SchemaTreeNode> relationshipNode(const schema::Table &table,
                                                 const mapping::Side &relationship)
{
    auto node = std::make_unique<SchemaTreeNode>();
    node->kind = NodeKind::Relationship;
    node->table = table.id;
    node->name = relationship.name;
    node->detail = arrowOf(relationship) + u' ' + relationship.target;
    QStringList facts = {relationshipDirection(relationship),
                         trNode("loading strategy %1").arg(mapping::lazyWord(relationship.lazy))};
    if (!relationship.backPopulates.isEmpty())
        facts += trNode("other side: %1.%2").arg(relationship.target, relationship.backPopulates);
    node->toolTip = facts.join(u'\n');
    return node;
}

std::unique_ptr<SchemaTreeNode> tableNode(const mapping::MappedSchema &schema, const schema::Table &table)
{
    auto node = std::make_unique<SchemaTreeNode>();
    node->table = table.id;
    node->name = table.name;
    node->icon = u"table"_s;
    if (table.kind != schema::TableKind::Table) {
        node->note = table.kind == schema::TableKind::View      ? trNode("view")
                     : table.kind == schema::TableKind::Virtual ? trNode("virtual")
                                                                : trNode("broken");
        node->icon = schema::kindWord(table.kind);
        node->isQuiet = true;
    }
    if (table.kind == schema::TableKind::Broken) {
        node->isBroken = true;
        node->toolTip = table.error.isEmpty() ? trNode("The database refuses to read it.") : table.error;
    }
    for (const schema::Column &column : table.columns)
        node->children.push_back(columnNode(table, column));
    if (const mapping::MappedClass *mapped = schema.classOf(table.name)) {
        for (const mapping::Side &relationship : mapped->relationships)
            node->children.push_back(relationshipNode(table, relationship));
    }
    return node;
}

} // namespace

bool SchemaTreeNode::looksLike(const SchemaTreeNode &other) const
{
    return kind == other.kind && table == other.table && name == other.name && detail == other.detail &&
           note == other.note && icon == other.icon && toolTip == other.toolTip &&
           isBroken == other.isBroken && isQuiet == other.isQuiet;
}

std::vector<std::unique_ptr<SchemaTreeNode>> schemaTreeNodes(const mapping::MappedSchema &schema)
{
    std::vector<std::unique_ptr<SchemaTreeNode>> nodes;
    for (const schema::Table &table : schema.tables) {
        if (table.kind != schema::TableKind::Shadow)
            nodes.push_back(tableNode(schema, table));
    }
    std::sort(nodes.begin(), nodes.end(), [](const auto &a, const auto &b) { return standsBefore(*a, *b); });
    return nodes;
}

bool standsBefore(const SchemaTreeNode &a, const SchemaTreeNode &b)
{
    const int order = a.name.compare(b.name, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : a.table < b.table;
}

} // namespace relata::ui
