#include "drawnlink.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

bool isMandatory(const schema::Table &table, const schema::ForeignKey &key)
{
    return std::all_of(key.columns.cbegin(), key.columns.cend(), [&](const QString &name) {
        const schema::Column *column = table.column(name);
        return column && !column->nullable;
    });
}

DrawnLink drawn(const schema::Table &child, const schema::ForeignKey &key, base::TableId parent)
{
    DrawnLink link;
    link.id = key.id;
    link.child = child.id;
    link.parent = parent;
    link.childColumns = key.columns;
    link.parentColumns = key.targetColumns;
    link.childEnd = child.isUnique(key.columns) ? DrawnLink::ChildEnd::One : DrawnLink::ChildEnd::Many;
    link.parentEnd = isMandatory(child, key) ? DrawnLink::ParentEnd::One : DrawnLink::ParentEnd::ZeroOrOne;
    return link;
}

QString endText(const QString &table, const QStringList &columns)
{
    if (columns.isEmpty())
        return table;
    return columns.size() == 1 ? table + u'.' + columns.first()
                               : table + u".("_s + columns.join(u", "_s) + u')';
}

} // namespace

bool isDrawn(const schema::Table &table)
{
    return table.kind != schema::TableKind::Shadow;
}

QList<DrawnLink> drawnLinks(const schema::Schema &schema)
{
    QHash<QString, base::TableId> idByName;
    for (const schema::Table &table : schema.tables) {
        if (isDrawn(table))
            idByName.insert(table.name.toLower(), table.id);
    }
    QList<DrawnLink> links;
    for (const schema::Table &child : schema.tables) {
        if (!isDrawn(child))
            continue;
        for (const schema::ForeignKey &key : child.foreignKeys) {
            const auto parent = idByName.constFind(key.table.toLower());
            if (parent != idByName.cend())
                links.append(drawn(child, key, *parent));
        }
    }
    return links;
}

QList<DrawnLink> drawnLinks(const mapping::MappedSchema &schema, const QList<mapping::KeylessLink> &keyless)
{
    QList<DrawnLink> links;
    for (const mapping::KeylessLink &each : keyless) {
        const schema::Table *child = schema.table(each.child);
        const schema::Table *parent = schema.table(each.parent);
        if (!child || !parent || !isDrawn(*child) || !isDrawn(*parent))
            continue;
        const mapping::Side *list = schema.parentSide(each.link);
        DrawnLink link;
        link.id = each.link;
        link.child = child->id;
        link.parent = parent->id;
        link.childColumns = each.childColumns;
        link.parentColumns = each.parentColumns;
        link.childEnd = list && !list->uselist ? DrawnLink::ChildEnd::One : DrawnLink::ChildEnd::Many;
        link.parentEnd = DrawnLink::ParentEnd::ZeroOrOne; // No constraint makes sure of it.
        link.standsOn = each.isJoined() ? DrawnLink::StandsOn::Columns : DrawnLink::StandsOn::Nothing;
        links.append(link);
    }
    return links;
}

QString linkSentence(const schema::Schema &schema, const DrawnLink &link)
{
    const schema::Table *child = schema.table(link.child);
    const schema::Table *parent = schema.table(link.parent);
    if (!child || !parent)
        return {};
    const QString ends =
        endText(child->name, link.childColumns) + u" → "_s + endText(parent->name, link.parentColumns);
    return link.standsOn == DrawnLink::StandsOn::ForeignKey
               ? ends
               : ends + u' ' + QCoreApplication::translate("Diagram", "(no foreign key)");
}

} // namespace relata::ui
