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
                if (const auto broken = unresolved(m_tables[index], key, key.targetColumns.mid(0, 1)))
                    diagnostics += *broken;
                else if (const int parent = m_indexes.value(key.table); parent != index)
                    parents[index] += parent;
            }
        }
        return parents;
    }

    /// What the key refers to in vain, of some of its columns; nothing where all is there.
    std::optional<Diagnostic> unresolved(const schema::Table &table, const schema::ForeignKey &key,
                                         const QStringList &columns) const
    {
        const int parent = m_indexes.value(key.table, -1);
        const std::optional<QString> missing = parent < 0 ? std::nullopt : missingColumn(parent, columns);
        if (parent >= 0 && !missing)
            return {};
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
            from, key.table, *missing);
        return found;
    }

private:
    std::optional<QString> missingColumn(int parent, const QStringList &columns) const
    {
        for (const QString &name : columns) {
            const QList<schema::Column> &all = m_tables[parent].columns;
            if (std::none_of(all.cbegin(), all.cend(),
                             [&name](const schema::Column &column) { return column.name == name; }))
                return name;
        }
        return {};
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

/// Finds the tables that reach themselves, in one walk (Tarjan's strongly connected components).
class CircleFinder
{
public:
    explicit CircleFinder(const Parents &parents)
        : m_parents(parents), m_number(parents.size(), 0), m_low(parents.size(), 0)
    {
    }

    QSet<int> run()
    {
        for (int table = 0; table < m_parents.size(); ++table) {
            if (m_number[table] == 0)
                visit(table);
        }
        return m_found;
    }

private:
    void visit(int table)
    {
        m_number[table] = m_low[table] = ++m_counter;
        m_open += table;
        m_isOpen += table;
        for (const int parent : m_parents[table]) {
            if (m_number[parent] == 0)
                visit(parent);
            if (m_isOpen.contains(parent))
                m_low[table] = std::min(m_low[table], m_low[parent]);
        }
        if (m_low[table] == m_number[table])
            closeComponent(table);
    }

    void closeComponent(int table)
    {
        const qsizetype start = m_open.lastIndexOf(table);
        const QList<int> component = m_open.mid(start);
        m_open.resize(start);
        for (const int member : component)
            m_isOpen.remove(member);
        if (component.size() > 1)
            m_found += QSet<int>(component.cbegin(), component.cend());
    }

    const Parents &m_parents;
    QList<int> m_number;
    QList<int> m_low;
    QList<int> m_open;
    QSet<int> m_isOpen;
    QSet<int> m_found;
    int m_counter = 0;
};

QList<int> circles(const QList<int> &all, const Parents &parents)
{
    const QSet<int> found = CircleFinder(parents).run();
    QList<int> inOrder;
    for (const int table : all) {
        if (found.contains(table))
            inOrder += table;
    }
    return inOrder;
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
    const QList<int> circle = circles(all, parents);
    result.diagnostics += circleWarning(tables, circle);
    for (const int table : circle)
        parents[table].clear();
    result.order = levels(all, parents);
    return result;
}

std::optional<Diagnostic> brokenForeignKey(const QList<schema::Table> &tables, int table)
{
    const ParentReader reader(tables);
    for (const schema::ForeignKey &key : tables[table].foreignKeys) {
        if (const auto broken = reader.unresolved(tables[table], key, key.targetColumns))
            return broken;
    }
    return {};
}

QList<int> tablesInCircles(const QList<schema::Table> &tables)
{
    QList<Diagnostic> ignored;
    const QList<int> all = byName(tables);
    const Parents parents = ParentReader(tables).read(all, ignored);
    return circles(all, parents);
}

} // namespace relata::mapping
