#include "lints.h"

#include "core/mapping/configure/report.h"
#include "core/mapping/lint/keylints.h"
#include "core/mapping/lint/linklints.h"
#include "core/mapping/lint/loadinglints.h"
#include "core/mapping/lint/tablelints.h"

namespace relata::mapping {

void LintList::add(const QString &code, const Place &where, const QString &sentence, const QString &hint,
                   const QList<Fix> &fixes)
{
    m_configuration.diagnostics +=
        Diagnostic{Grade::Lint, code, sentence, hint, where, withoutIdleFixes(fixes)};
}

void LintList::add(const QString &code, const Draft &draft, const QString &sentence, const QString &hint,
                   const QList<Fix> &fixes)
{
    add(code, m_work.place(draft), sentence, hint, fixes);
}

void addLints(const Workbench &work, Configuration &configuration)
{
    LintList lints(work, configuration);
    for (const Draft &draft : work.drafts) {
        if (draft.stage != Draft::Stage::Configured)
            continue;
        lintLinks(lints, draft);
        if (!draft.facts.viewonly)
            lintKeys(lints, draft);
        lintLoading(lints, draft);
    }
    for (int i = 0; i < work.classes.size(); ++i)
        lintJoinedCollections(lints, i);
    lintTables(lints);
}

} // namespace relata::mapping
