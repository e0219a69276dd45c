#pragma once

#include "core/mapping/declare/declarations.h"
#include "core/models/style.h"

#include <QHash>
#include <QSet>

namespace relata::models {

/// What everything in the declarations is called in Python. A name that can be one is kept; any other, or one
/// that the module or the declarative base needs for itself, gets a name made of it. Names are found by the
/// letter. The declarations have to outlive it.
class ModelNames
{
public:
    ModelNames(const mapping::Declarations &declarations, Style style);

    /// The class that is written for a table; null for a table without a key, or without a class, which
    /// becomes a db.Table(), and for one that does not exist.
    const mapping::ClassDeclaration *classOf(const QString &table) const;
    /// Of a class by its declared name; a name that no class has is kept.
    QString className(const QString &declared) const;
    /// The variable that holds the db.Table(); "" where the table has a class.
    QString variable(const QString &table) const { return m_variables.value(table); }
    /// The attribute that holds a column of a table with a class. "" where there is none of that name.
    QString attribute(const QString &table, const QString &column) const
    {
        return m_attributes.value(table).value(column);
    }
    /// By which other things in the module refer to a column of a table: its name, unless that has a point,
    /// which SQLAlchemy would take for the end of a table's name.
    QString key(const QString &table, const QString &column) const
    {
        return m_keys.value(table).value(column, column);
    }
    QStringList keys(const QString &table, const QStringList &columns) const;
    /// Of a relationship of a class, by the declared names; a name that it does not have is kept.
    QString relationship(const QString &className, const QString &name) const;
    /// True where the name stands for something else inside of the class.
    bool isAttribute(const QString &className, const QString &name) const
    {
        return m_taken.value(className).contains(name);
    }
    /// The name of the class that stands for declared types.
    QString typeClass() const { return m_typeClass; }

private:
    void nameClasses();
    void nameRelationships();
    void nameColumns();
    void nameTables();
    void nameKeys();
    void addRelationship(const QString &className, const QString &name);
    bool canBeAttribute(const QString &name) const;
    QString free(const QString &wish, const QSet<QString> &taken) const;

    const mapping::Declarations &m_declarations;
    QSet<QString> m_reserved; ///< what the module calls something
    QSet<QString> m_moduleNames;
    QString m_typeClass;
    QHash<QString, const mapping::ClassDeclaration *> m_classes; ///< by table
    QHash<QString, QString> m_classNames;                        ///< by declared name
    QHash<QString, QString> m_variables;                         ///< by table
    QHash<QString, QHash<QString, QString>> m_keys; ///< by table and column, where they are not the names
    QHash<QString, QHash<QString, QString>> m_attributes;    ///< by table and column
    QHash<QString, QHash<QString, QString>> m_relationships; ///< by declared class and name
    QHash<QString, QSet<QString>> m_taken;                   ///< attributes, by declared class
};

} // namespace relata::models
