#pragma once

#include "core/mapping/declare/declarations.h"

namespace relata::mapping {

/// A class with its table, written as Flask-SQLAlchemy writes a model:
///
///     Model(u"User"_s).key(u"id"_s).column(u"name"_s, u"TEXT"_s).relationship(u"posts"_s, u"Post"_s)
///
/// A value; the calls can be chained. Nothing is checked here: configure() tells what is wrong.
class Model
{
public:
    /// @param table the name of the table; without one it is the class's in lower case with underscores, as
    ///              Flask-SQLAlchemy makes it ("BlogPost": "blog_post")
    explicit Model(const QString &name, const QString &table = {});

    /// A primary key column. Several make a composite key; one of type INTEGER is filled in by the database.
    Model &key(const QString &name, const QString &type = QStringLiteral("INTEGER"));
    enum class Null { Allowed, No };
    Model &column(const QString &name, const QString &type, Null null = Null::Allowed);
    /// A column with ForeignKey("table.column"). Its type is that of a key: INTEGER.
    Model &foreignKey(const QString &name, const QString &target, Null null = Null::Allowed,
                      schema::Action onDelete = schema::Action::NoAction);
    /// relationship(target, backref=...); an empty backref: none.
    Model &relationship(const QString &name, const QString &target, const QString &backref = {});
    /// With every argument that there is.
    Model &relationship(RelationshipDeclaration declaration);
    /// UNIQUE over the columns.
    Model &unique(const QStringList &columns);
    Model &versionCounter(const QString &column);

    const schema::Table &table() const { return m_table; }
    const ClassDeclaration &declaration() const { return m_class; }

private:
    schema::Table m_table;
    ClassDeclaration m_class;
};

/// The declarations of all models, in their order.
Declarations declare(const QList<Model> &models);

} // namespace relata::mapping
