#pragma once

#include "core/mapping/configuration.h"

#include <QMultiHash>

namespace relata::mapping {

/// One column of a foreign key constraint and where it leads: what SQLAlchemy calls a ForeignKey object.
struct KeyElement
{
    int constraint = -1; ///< index in Table::foreignKeys
    int part = -1;       ///< index in that constraint's columns
    ColumnIndex parent;  ///< the column that refers
    ColumnIndex target;  ///< table -1: no such table; column -1: the table has no such column

    bool isResolved() const { return target.isValid(); }
};

/// The declared tables, classes and foreign keys by their names, each name looked up once. Belongs to one run
/// of configure() and must not outlive the declarations.
class Catalog
{
public:
    explicit Catalog(const Declarations &declarations);

    const Declarations &declarations() const { return m_declarations; }
    const schema::Table &table(int index) const { return m_declarations.tables[index]; }
    const schema::Column &column(ColumnIndex index) const;
    const schema::ForeignKey &foreignKey(const KeyElement &element) const;

    /// -1 where no table has that name.
    int tableNamed(const QString &name) const { return m_tables.value(name, -1); }
    int columnNamed(int table, const QString &name) const;
    ColumnIndex find(const ColumnName &name) const;
    /// All classes of that name, in the order of definition.
    QList<int> classesNamed(const QString &name) const;
    /// The table of a class; -1 where it names none.
    int tableOfClass(int index) const { return m_classTables[index]; }

    /// The foreign keys of a table in the order of its columns.
    const QList<KeyElement> &elements(int table) const { return m_elements[table]; }
    QList<KeyElement> elementsOf(ColumnIndex column) const;
    /// The columns of the table that identify a record: its primary key without the columns that refer to
    /// another of them (SQLAlchemy 2.0: the mapper reduces the key to the minimal set).
    QList<int> identity(int table) const;

    QString label(ColumnIndex column) const;
    /// "table.a, table.b".
    QString labels(const QList<ColumnIndex> &columns) const;
    ColumnName nameOf(ColumnIndex column) const;

private:
    QList<KeyElement> resolve(int table) const;

    const Declarations &m_declarations;
    QHash<QString, int> m_tables;
    QList<QHash<QString, int>> m_columns;
    QMultiHash<QString, int> m_classes;
    QList<int> m_classTables;
    QList<QList<KeyElement>> m_elements;
};

} // namespace relata::mapping
