#pragma once

#include "core/mapping/configure/draft.h"
#include "core/mapping/mappedschema.h"
#include "core/schema/schemachange.h"

namespace relata::mapping {

/// What works in a schema as it stands but is likely no intention, or bites later: each by one of the
/// functions beside this file, in table order. What tableRules() tells is not told again.
QList<Diagnostic> schemaLints(const MappedSchema &schema);

/// The tables that the lints look at, and where they tell what they find. Must not outlive the schema.
class TableLints
{
public:
    explicit TableLints(const MappedSchema &schema);

    const MappedSchema &schema() const { return m_schema; }
    /// For making fixes.
    const Workbench &work() const { return m_work; }
    /// The number of a table on the workbench; -1 where it is not there.
    int indexOf(const schema::Table &table) const { return m_work.catalog.tableNamed(table.name); }
    bool isSqlite() const;
    /// Real tables, which a person can change.
    const QList<const schema::Table *> &tables() const { return m_tables; }

    void add(const QString &code, const Place &where, const QString &sentence, const QString &hint = {},
             const QList<Fix> &fixes = {});
    const QList<Diagnostic> &found() const { return m_found; }

private:
    const MappedSchema &m_schema;
    const Declarations m_declarations;
    const Workbench m_work;
    QList<const schema::Table *> m_tables;
    QList<Diagnostic> m_found;
};

/// A change of the schema as a fix; its text is the button's, too.
Fix tableFix(const QString &text, const schema::SchemaStep &step);

} // namespace relata::mapping
