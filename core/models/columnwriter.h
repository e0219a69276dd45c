#pragma once

#include "core/models/modelnames.h"

namespace relata::models {

/// Writes columns: the arguments of db.Column() and mapped_column(). The names have to outlive it.
class ColumnWriter
{
public:
    /// @param engine as in schema::Schema
    ColumnWriter(const ModelNames &names, const QString &engine) : m_names(names), m_engine(engine) {}

    /// The arguments of db.Column() in a db.Table(), or under an attribute of a class.
    QStringList arguments(const schema::Table &table, const schema::Column &column) const;
    /// The arguments of mapped_column(), whose annotation says the rest.
    QStringList mappedArguments(const schema::Table &table, const schema::Column &column) const;
    /// What stands in Mapped[]: "int", "Optional[str]".
    QString annotation(const schema::Table &table, const schema::Column &column) const;
    /// The type's expression: "db.String(80)".
    QString type(const schema::Column &column) const;

private:
    QStringList name(const schema::Table &table, const schema::Column &column) const;
    QStringList constraints(const schema::Table &table, const schema::Column &column) const;
    static QStringList computed(const schema::Column &column);
    static QStringList defaults(const schema::Column &column);

    const ModelNames &m_names;
    QString m_engine;
};

/// True where the columns' own marks (primary_key=True) make the table's key.
bool isKeyOfColumns(const schema::Table &table);
/// The foreign keys that a column alone has.
QList<schema::ForeignKey> ownForeignKeys(const schema::Table &table, const schema::Column &column);
/// What follows the columns in ForeignKey() and ForeignKeyConstraint(): name, ondelete and the like.
QStringList foreignKeyOptions(const schema::ForeignKey &key);
/// What a foreign key refers to as SQLAlchemy reads it: "user.id".
QString targetText(const ModelNames &names, const schema::ForeignKey &key, qsizetype part);
/// True for a UNIQUE constraint that Column(unique=True) makes.
bool isUniqueOfColumn(const schema::Unique &unique);
/// True for an index that Column(index=True) makes under the name that it has.
bool isIndexOfColumn(const schema::Table &table, const schema::Index &index);

} // namespace relata::models
