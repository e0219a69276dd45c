#include "draft.h"

namespace relata::mapping {

Draft &Workbench::newDraft(int owner, const QString &name)
{
    Draft &draft = drafts.emplace_back();
    draft.index = int(drafts.size()) - 1;
    draft.facts.owner = owner;
    draft.facts.name = name;
    return draft;
}

QString Workbench::label(const Draft &draft) const
{
    return classOf(draft.owner()).name + u'.' + draft.name();
}

Place Workbench::place(const Draft &draft) const
{
    return {classOf(draft.owner()).name, draft.name(), {}, {}, {}};
}

} // namespace relata::mapping
