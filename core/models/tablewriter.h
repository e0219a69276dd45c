#pragma once

#include "core/models/module.h"

namespace relata::models {

/// Writes tables that are no classes, and what these have in common with classes. The module has to outlive
/// it.
class TableWriter
{
public:
    explicit TableWriter(Module &module) : m_module(module) {}

    /// A db.Table(), and why it is no class where a class was declared.
    void write(const schema::Table &table);
    /// What has to be said above a column: errors, and what its statement cannot say.
    void commentColumn(const schema::Table &table, const schema::Column &column);
    void writeArguments(const schema::Table &table, int indent);

    static About about(const schema::Table &table) { return {table.id, {}, {}, {}}; }
    static About about(const schema::Table &table, const schema::Column &column);

private:
    const mapping::ClassDeclaration *declaredClass(const schema::Table &table) const;
    void explainKeyless(const schema::Table &table, const mapping::ClassDeclaration &declared);

    Module &m_module;
};

} // namespace relata::models
