#include "tableorder.h"

#include "core/schema/suggestion.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <numeric>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

using Parents = QList<QSet<int>>; ///< for each table those that it refers to

/// Reads what the tables refer to.
class ParentReader
{
public:
    explicit ParentReader(const QList<schema::Table> &tables) : m_tables(tables)
    {
        for (int i = 0; i < tables.size(); ++i)
            m_indexes.insert(tables[i].name, i);
    }

    /// In the order of the tables' names, which is that in which errors are met.
    Parents read(const QList<int> &byName, QList<Diagnostic> &diagnostics) const
    {
        Parents parents(m_tables.size());
        for (const int index : byName) {
            for (const schema::ForeignKey &key : m_tables[index].foreignKeys) {
                if (key.useAlter)
                    continue;
                const int parent = m_indexes.value(key.table, -1);
                if (parent < 0 || !hasColumns(parent, key))
                    diagnostics += unresolved(m_tables[index], key, parent);
                else if (parent != index)
                    parents[index] += parent;
            }
        }
        return parents;
    }

private:
    bool hasColumns(int parent, const schema::ForeignKey &key) const { return !missingColumn(parent, key); }

    std::optional<QString> missingColumn(int parent, const schema::ForeignKey &key) const
    {
        for (const QString &name : key.targetColumns) {
            const QList<schema::Column> &columns = m_tables[parent].columns;
            if (std::none_of(columns.cbegin(), columns.cend(),
                             [&name](const schema::Column &column) { return column.name == name; }))
                return name;
        }
        return {};
    }

    Diagnostic unresolved(const schema::Table &table, const schema::ForeignKey &key, int parent) const
    {
        Diagnostic found;
        found.where = {{}, {}, table.name, key.columns.value(0), key.id};
        const QString from = table.name + u'.' + key.columns.join(u", "_s);
        if (parent < 0) {
            QStringList names;
            for (const schema::Table &each : m_tables)
                names += each.name;
            found.kind = u"NoReferencedTableError"_s;
            found.sentence = u"The foreign key of '%1' names the table '%2', which does not exist.%3"_s.arg(
                from, key.table, schema::didYouMean(key.table, names));
            return found;
        }
        found.kind = u"NoReferencedColumnError"_s;
        found.sentence = u"The foreign key of '%1' names the column '%2.%3', which does not exist."_s.arg(
            from, key.table, *missingColumn(parent, key));
        return found;
    }

    const QList<schema::Table> &m_tables;
    QHash<QString, int> m_indexes;
};

QList<int> byName(const QList<schema::Table> &tables)
{
    QList<int> order(tables.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&tables](int a, int b) { return tables[a].name < tables[b].name; });
    return order;
}

/// The levels one after the other; stops where a circle leaves no table that could come next.
QList<int> levels(const QList<int> &all, const Parents &parents)
{
    QList<int> order;
    QSet<int> open(all.cbegin(), all.cend());
    QList<int> waiting = all;
    while (!waiting.isEmpty()) {
        QList<int> level;
        for (const int table : std::as_const(waiting)) {
            if (!open.intersects(parents[table]))
                level += table;
        }
        if (level.isEmpty())
            break;
        for (const int table : std::as_const(level))
            open.remove(table);
        waiting.removeIf([&open](int table) { return !open.contains(table); });
        order += level;
    }
    return order;
}

/// Whether a table reaches itself along the foreign keys.
bool isInCircle(int table, const Parents &parents)
{
    QSet<int> seen;
    QList<int> next = parents[table].values();
    while (!next.isEmpty()) {
        const int at = next.takeLast();
        if (at == table)
            return true;
        if (seen.contains(at))
            continue;
        seen += at;
        next += parents[at].values();
    }
    return false;
}

/// Of the tables that could not be put into levels those on a circle; the others only refer to such.
QList<int> circles(const QList<int> &all, const QList<int> &sorted, const Parents &parents)
{
    const QSet<int> done(sorted.cbegin(), sorted.cend());
    QList<int> found;
    for (const int table : all) {
        if (!done.contains(table) && isInCircle(table, parents))
            found += table;
    }
    return found;
}

Diagnostic circleWarning(const QList<schema::Table> &tables, const QList<int> &circle)
{
    QStringList names;
    for (const int table : circle)
        names += tables[table].name;
    return {
        Grade::Warning,
        u"SAWarning"_s,
        u"The tables '%1' refer to each other in a circle, so no order creates each after those it needs."_s
            .arg(names.join(u"', '"_s)),
        u"Set use_alter on one foreign key of the circle, and give it a name."_s,
        {{}, {}, names.first(), {}, {}},
        {}};
}

} // namespace

TableOrder sortedTables(const QList<schema::Table> &tables)
{
    TableOrder result;
    const QList<int> all = byName(tables);
    Parents parents = ParentReader(tables).read(all, result.diagnostics);
    if (!result.diagnostics.isEmpty()) {
        result.diagnostics.resize(1);
        return result;
    }
    result.order = levels(all, parents);
    if (result.order.size() == all.size())
        return result;
    const QList<int> circle = circles(all, result.order, parents);
    result.diagnostics += circleWarning(tables, circle);
    for (const int table : circle)
        parents[table].clear();
    result.order = levels(all, parents);
    return result;
}

QList<int> tablesInCircles(const QList<schema::Table> &tables)
{
    QList<Diagnostic> ignored;
    const QList<int> all = byName(tables);
    const Parents parents = ParentReader(tables).read(all, ignored);
    return circles(all, levels(all, parents), parents);
}

} // namespace relata::mapping
