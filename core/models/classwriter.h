#pragma once

#include "core/models/module.h"
#include "core/models/relationshipwriter.h"
#include "core/models/tablewriter.h"

namespace relata::models {

/// Writes classes. The module has to outlive it.
class ClassWriter
{
public:
    explicit ClassWriter(Module &module);

    void write(const schema::Table &table, const mapping::ClassDeclaration &declared);

private:
    void writeTableName(const schema::Table &table, const QString &className);
    void writeColumn(const schema::Table &table, const schema::Column &column);
    void writeVersion(const schema::Table &table, const QString &column);
    void writeRelationship(const schema::Table &table, const mapping::ClassDeclaration &declared,
                           const mapping::RelationshipDeclaration &relationship);
    void explainDynamic(const mapping::ClassDeclaration &declared, const QString &relationship,
                        const About &about);
    base::LinkId linkOf(const schema::Table &table,
                        const mapping::RelationshipDeclaration &relationship) const;

    Module &m_module;
    const RelationshipWriter m_relationships;
    TableWriter m_tables;
};

/// The name that Flask-SQLAlchemy gives to the table of a class that says none; "" for a name in which it may
/// see other letters.
QString tableNameOf(const QString &className);

} // namespace relata::models
