#include "model.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

/// "BlogPost": "blog_post".
QString tableNameOf(const QString &className)
{
    QString name;
    for (const QChar letter : className) {
        const bool startsWord = letter.isUpper() && !name.isEmpty() && name.back().isLetterOrNumber();
        const bool isInWord = !name.isEmpty() && name.back().isUpper();
        if (startsWord && !isInWord)
            name += u'_';
        name += letter;
    }
    return name.toLower();
}

} // namespace

Model::Model(const QString &name, const QString &table)
{
    m_class.name = name;
    m_class.table = table.isEmpty() ? tableNameOf(name) : table;
    m_table.name = m_class.table;
}

Model &Model::key(const QString &name, const QString &type)
{
    m_table.primaryKey += name;
    return column(name, type, Null::No);
}

Model &Model::column(const QString &name, const QString &type, Null null)
{
    schema::Column column;
    column.name = name;
    column.type = type;
    column.nullable = null == Null::Allowed;
    m_table.columns += column;
    return *this;
}

Model &Model::foreignKey(const QString &name, const QString &target, Null null, schema::Action onDelete)
{
    schema::ForeignKey key;
    key.columns = {name};
    key.table = target.section(u'.', 0, -2);
    key.targetColumns = {target.section(u'.', -1)};
    key.onDelete = onDelete;
    m_table.foreignKeys += key;
    return column(name, u"INTEGER"_s, null);
}

Model &Model::relationship(const QString &name, const QString &target, const QString &backref)
{
    RelationshipDeclaration declaration;
    declaration.name = name;
    declaration.target = target;
    if (!backref.isEmpty())
        declaration.backref = Backref{backref, {}};
    return relationship(std::move(declaration));
}

Model &Model::relationship(RelationshipDeclaration declaration)
{
    m_class.relationships += std::move(declaration);
    return *this;
}

Model &Model::unique(const QStringList &columns)
{
    m_table.uniques += schema::Unique{columns};
    return *this;
}

Model &Model::versionCounter(const QString &column)
{
    m_class.versionIdCol = column;
    return *this;
}

Declarations declare(const QList<Model> &models)
{
    Declarations declarations;
    for (const Model &model : models) {
        declarations.tables += model.table();
        declarations.classes += model.declaration();
    }
    return declarations;
}

} // namespace relata::mapping
