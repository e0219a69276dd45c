#include "schemalints.h"

#include "core/mapping/lint/indexlints.h"
#include "core/mapping/lint/likelykeys.h"
#include "core/mapping/lint/namelints.h"
#include "core/mapping/lint/typelints.h"
#include "core/mapping/lint/tablerules.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;

TableLints::TableLints(const MappedSchema &schema)
    : m_schema(schema), m_declarations(declarationsIn(schema)), m_work(m_declarations)
{
    for (const schema::Table &table : schema.tables) {
        if (table.kind == schema::TableKind::Table)
            m_tables += &table;
    }
}

bool TableLints::isSqlite() const
{
    return m_schema.engine.isEmpty() || m_schema.engine == "sqlite"_L1;
}

void TableLints::add(const QString &code, const Place &where, const QString &sentence, const QString &hint,
                     const QList<Fix> &fixes)
{
    m_found += Diagnostic{Grade::Lint, code, sentence, hint, where, fixes};
}

Fix tableFix(const QString &text, const schema::SchemaStep &step)
{
    return {text, schema::SchemaChange{text, {step}}};
}

QList<Diagnostic> schemaLints(const MappedSchema &schema)
{
    TableLints lints(schema);
    lintLikelyKeys(lints);
    lintTypes(lints);
    lintKeyTypes(lints);
    lintJunctions(lints);
    lintIndexes(lints);
    lintKeywords(lints);
    lintNamingStyle(lints);
    return lints.found();
}

} // namespace relata::mapping
