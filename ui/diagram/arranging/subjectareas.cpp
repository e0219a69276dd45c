#include "subjectareas.h"

#include "core/insight/communities.h"
#include "ui/diagram/items/drawnlink.h"

#include <algorithm>

namespace relata::ui {

namespace {

QString firstWord(const QString &name)
{
    for (qsizetype i = 2; i < name.size(); ++i) {
        if (name.at(i) == u'_' || name.at(i) == u'.' || name.at(i) == u'-')
            return name.left(i).toLower();
    }
    return name.toLower();
}

/// The group of each table by the first word of its name; empty where names are not built that way.
QList<int> groupsByName(const QList<const schema::Table *> &tables)
{
    QHash<QString, int> uses;
    for (const schema::Table *table : tables)
        ++uses[firstWord(table->name)];
    QHash<QString, int> numbers;
    QList<int> groups;
    qsizetype shared = 0;
    for (const schema::Table *table : tables) {
        const QString word = firstWord(table->name);
        shared += uses.value(word) > 2 ? 1 : 0;
        if (!numbers.contains(word))
            numbers.insert(word, int(numbers.size()));
        groups.append(numbers.value(word));
    }
    return shared * 2 > tables.size() ? groups : QList<int>();
}

QList<int> groupsByLinks(const QList<const schema::Table *> &tables, const schema::Schema &schema)
{
    QHash<base::TableId, int> indexes;
    for (const schema::Table *table : tables)
        indexes.insert(table->id, int(indexes.size()));
    QList<QPair<int, int>> edges;
    for (const DrawnLink &link : drawnLinks(schema))
        edges.append({indexes.value(link.child), indexes.value(link.parent)});
    return insight::communities(int(tables.size()), edges);
}

/// Groups to areas: the largest group is 0, a group of one is none.
QHash<int, int> areasBySize(const QList<int> &groups)
{
    QHash<int, int> sizes;
    for (const int group : groups)
        ++sizes[group];
    QList<int> order = sizes.keys();
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        return sizes.value(a) != sizes.value(b) ? sizes.value(a) > sizes.value(b) : a < b;
    });
    QHash<int, int> areas;
    for (const int group : std::as_const(order))
        areas.insert(group, sizes.value(group) > 1 ? int(areas.size()) : kNoArea);
    return areas;
}

} // namespace

QHash<base::TableId, int> subjectAreas(const schema::Schema &schema)
{
    QList<const schema::Table *> tables;
    for (const schema::Table &table : schema.tables) {
        if (isDrawn(table))
            tables.append(&table);
    }
    QList<int> groups = groupsByName(tables);
    if (groups.isEmpty())
        groups = groupsByLinks(tables, schema);
    const QHash<int, int> areaOfGroup = areasBySize(groups);
    QHash<base::TableId, int> areas;
    for (qsizetype i = 0; i < tables.size(); ++i)
        areas.insert(tables.at(i)->id, areaOfGroup.value(groups.at(i)));
    return areas;
}

} // namespace relata::ui
