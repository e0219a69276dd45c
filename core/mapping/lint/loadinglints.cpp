#include "loadinglints.h"

#include "core/mapping/configure/joinpairs.h"
#include "core/mapping/configure/trial.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Direction;

namespace {

/// None where the relationship does not work with that strategy.
QList<Fix> lazyFix(const Workbench &work, const Draft &draft, const QString &word)
{
    return triedFix(work, draft, u"Set lazy of '%1' to '%2'"_s.arg(work.label(draft), word),
                    [word](RelationshipOptions &options) { options.lazy = word; });
}

bool isJoinedCollection(const Draft &draft)
{
    return draft.stage == Draft::Stage::Configured && draft.facts.lazy == Lazy::Joined && draft.facts.uselist;
}

} // namespace

void lintLoading(LintList &lints, const Draft &draft)
{
    const Workbench &work = lints.work();
    if (draft.facts.lazy == Lazy::Noload) {
        lints.add(
            u"lazy-noload"_s, draft,
            u"'%1' has lazy='noload': it is always empty, and deleting a parent overlooks its children."_s
                .arg(work.label(draft)),
            u"SQLAlchemy 2.1 gives this strategy up."_s,
            lazyFix(work, draft, u"select"_s) + lazyFix(work, draft, u"raise"_s));
    }
    if (draft.facts.direction == Direction::ManyToOne && draft.facts.lazy == Lazy::Select &&
        !usesGet(work, draft)) {
        lints.add(
            u"lazy-without-get"_s, draft,
            u"'%1' does not lead to the primary key of '%2', so each record needs a SELECT of its own, even for a parent that is loaded."_s
                .arg(work.label(draft), work.classOf(draft.facts.target).name),
            u"selectin loads the parents of all records at once."_s,
            lazyFix(work, draft, u"selectin"_s) + lazyFix(work, draft, u"joined"_s));
    }
}

void lintJoinedCollections(LintList &lints, int classIndex)
{
    const Workbench &work = lints.work();
    const Draft *first = nullptr;
    for (const int index : work.classes[classIndex].order) {
        const Draft &draft = work.drafts[size_t(index)];
        if (!isJoinedCollection(draft))
            continue;
        if (!first) {
            first = &draft;
            continue;
        }
        lints.add(
            u"joined-collections-multiply"_s, draft,
            u"'%1' and '%2' are both loaded by joins: a '%3' with 10 and 5 of them comes in 50 rows."_s.arg(
                work.label(*first), work.label(draft), work.classOf(classIndex).name),
            u"selectin loads a collection with one more statement and no row twice."_s,
            lazyFix(work, draft, u"selectin"_s));
    }
}

} // namespace relata::mapping
