#include "catalog.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;

Catalog::Catalog(const Declarations &declarations) : m_declarations(declarations)
{
    const QList<schema::Table> &tables = declarations.tables;
    m_columns.resize(tables.size());
    for (int i = 0; i < tables.size(); ++i) {
        if (!m_tables.contains(tables[i].name))
            m_tables.insert(tables[i].name, i);
        for (int j = 0; j < tables[i].columns.size(); ++j)
            m_columns[i].insert(tables[i].columns[j].name, j);
    }
    for (int i = 0; i < declarations.classes.size(); ++i) {
        m_classes.insert(declarations.classes[i].name, i);
        m_classTables += tableNamed(declarations.classes[i].table);
    }
    for (int i = 0; i < tables.size(); ++i)
        m_elements += resolve(i);
}

const schema::Column &Catalog::column(ColumnIndex index) const
{
    return table(index.table).columns[index.column];
}

const schema::ForeignKey &Catalog::foreignKey(const KeyElement &element) const
{
    return table(element.parent.table).foreignKeys[element.constraint];
}

int Catalog::columnNamed(int table, const QString &name) const
{
    return table < 0 ? -1 : m_columns[table].value(name, -1);
}

ColumnIndex Catalog::find(const ColumnName &name) const
{
    const int table = tableNamed(name.table);
    return {table, columnNamed(table, name.column)};
}

QList<int> Catalog::classesNamed(const QString &name) const
{
    QList<int> found = m_classes.values(name);
    std::sort(found.begin(), found.end());
    return found;
}

QList<KeyElement> Catalog::elementsOf(ColumnIndex column) const
{
    QList<KeyElement> found;
    for (const KeyElement &element : m_elements[column.table]) {
        if (element.parent == column)
            found += element;
    }
    return found;
}

QList<int> Catalog::identity(int table) const
{
    QList<int> key;
    for (const QString &name : m_declarations.tables[table].primaryKey) {
        if (const int column = columnNamed(table, name); column >= 0)
            key += column;
    }
    const QList<int> whole = key;
    key.removeIf([&](int column) {
        const QList<KeyElement> elements = elementsOf({table, column});
        return std::any_of(elements.cbegin(), elements.cend(), [&](const KeyElement &element) {
            return element.target.table == table && element.target.column != column &&
                   whole.contains(element.target.column);
        });
    });
    return key;
}

QString Catalog::label(ColumnIndex column) const
{
    return nameOf(column).text();
}

QString Catalog::labels(const QList<ColumnIndex> &columns) const
{
    QStringList names;
    for (const ColumnIndex column : columns)
        names += label(column);
    return names.join(u", "_s);
}

ColumnName Catalog::nameOf(ColumnIndex index) const
{
    return {table(index.table).name, column(index).name};
}

QList<KeyElement> Catalog::resolve(int tableIndex) const
{
    QList<KeyElement> elements;
    const QList<schema::ForeignKey> &keys = table(tableIndex).foreignKeys;
    for (int i = 0; i < keys.size(); ++i) {
        const int target = tableNamed(keys[i].table);
        for (int part = 0; part < keys[i].columns.size(); ++part) {
            const ColumnIndex parent{tableIndex, columnNamed(tableIndex, keys[i].columns[part])};
            if (!parent.isValid())
                continue;
            const QString wanted = keys[i].targetColumns.value(part);
            elements += KeyElement{i, part, parent, {target, columnNamed(target, wanted)}};
        }
    }
    std::stable_sort(elements.begin(), elements.end(), [](const KeyElement &a, const KeyElement &b) {
        return a.parent.column < b.parent.column;
    });
    return elements;
}

} // namespace relata::mapping
