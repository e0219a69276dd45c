#include "settings.h"

#include "core/mapping/configure/joinpairs.h"
#include "core/mapping/configure/joinreports.h"
#include "core/mapping/lazy.h"
#include "core/mapping/configure/report.h"
#include "core/schema/suggestion.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Direction;

namespace {

Fix cascadeFix(const Workbench &work, const Draft &draft, Cascades cascades)
{
    const QString text = cascadeWords(cascades).join(u", "_s);
    return editOptions(work, draft, u"Set cascade to \"%1\""_s.arg(text),
                       [text](RelationshipOptions &options) { options.cascade = text; });
}

Fix lazyWordFix(const Workbench &work, const Draft &draft, const QString &word)
{
    return editOptions(work, draft, u"Set lazy to '%1'"_s.arg(word),
                       [word](RelationshipOptions &options) { options.lazy = word; });
}

bool reportOrphans(Workbench &work, Draft &draft)
{
    const QString target = work.classOf(draft.facts.target).name;
    const bool manyToOne = draft.facts.direction == Direction::ManyToOne;
    return reportError(
        work, draft, u"ArgumentError"_s,
        u"'%1' is %2 and has the cascade delete-orphan, but a '%3' may belong to several '%4'."_s.arg(
            work.label(draft), manyToOne ? u"many-to-one"_s : u"many-to-many"_s, target,
            work.classOf(draft.owner()).name),
        u"delete-orphan belongs on the one-to-many side; single_parent=True allows it here and refuses a second parent."_s,
        {cascadeFix(work, draft, draft.facts.cascade & ~Cascades(Cascade::DeleteOrphan)),
         editOptions(work, draft, u"Set single_parent=True"_s,
                     [](RelationshipOptions &options) { options.singleParent = true; })});
}

bool reportPassiveAll(Workbench &work, Draft &draft)
{
    const Cascades kept = draft.facts.cascade & ~(Cascade::Delete | Cascade::DeleteOrphan);
    return reportError(
        work, draft, u"ArgumentError"_s,
        u"'%1' has passive_deletes=\"all\", which leaves the children to the database, and a cascade that deletes them."_s
            .arg(work.label(draft)),
        u"passive_deletes=True deletes the children in memory and leaves the others to the database."_s,
        {editOptions(work, draft, u"Set passive_deletes=True"_s,
                     [](RelationshipOptions &options) { options.passiveDeletes = PassiveDeletes::Yes; }),
         cascadeFix(work, draft, kept)});
}

bool reportUnknownLazy(Workbench &work, Draft &draft)
{
    const QString &word = draft.arguments.lazy;
    const QString nearest = schema::nearestName(word, lazyWords());
    return reportError(work, draft, u"LoaderStrategyException"_s,
                       u"'%1' has lazy='%2', which is no loading strategy.%3"_s.arg(
                           work.label(draft), word, schema::didYouMean(word, lazyWords())),
                       u"Strategies are %1."_s.arg(lazyWords().join(u", "_s)),
                       {lazyWordFix(work, draft, nearest.isEmpty() ? u"select"_s : nearest)});
}

/// A selectin load of a many-to-one binds the owner's columns for the whole key of the target.
bool checkSelectinKey(Workbench &work, Draft &draft)
{
    const int target = work.targetTable(draft);
    const QList<LocalRemotePair> &pairs = draft.facts.localRemotePairs;
    QStringList missing;
    for (const int column : work.catalog.identity(target)) {
        if (std::none_of(pairs.cbegin(), pairs.cend(), [&](const LocalRemotePair &pair) {
                return pair.remote == ColumnIndex{target, column};
            }))
            missing += work.catalog.label({target, column});
    }
    if (missing.isEmpty())
        return true;
    QList<Fix> fixes;
    if (!draft.remoteSide.isEmpty()) {
        fixes += editOptions(work, draft, u"Leave remote_side out"_s,
                             [](RelationshipOptions &options) { options.remoteSide.clear(); });
    }
    return reportError(work, draft, u"KeyError"_s,
                       u"'%1' cannot be loaded with selectin: its remote side leaves out %2."_s.arg(
                           work.label(draft), missing.join(u", "_s)),
                       u"The remote side must be the whole key that the join compares."_s, fixes);
}

/// A selectin load that joins the owner's table reads all its foreign keys; one to a missing column is an
/// error then, though the relationship does not use it (SQLAlchemy 2.0: an alias of the table is made at
/// once).
bool checkSelectin(Workbench &work, Draft &draft)
{
    if (omitsJoin(work, draft))
        return draft.facts.direction != Direction::ManyToOne || checkSelectinKey(work, draft);
    for (const KeyElement &element : work.catalog.elements(work.ownerTable(draft))) {
        if (element.target.table >= 0 && !element.isResolved())
            return reportMissingColumn(work, draft, element);
    }
    return true;
}

} // namespace

bool checkCascades(Workbench &work, Draft &draft)
{
    const ConfiguredRelationship &facts = draft.facts;
    if (facts.cascade.testFlag(Cascade::DeleteOrphan) && !facts.singleParent &&
        facts.direction != Direction::OneToMany)
        return reportOrphans(work, draft);
    const bool deletes =
        facts.cascade.testFlag(Cascade::Delete) || facts.cascade.testFlag(Cascade::DeleteOrphan);
    if (facts.passiveDeletes == PassiveDeletes::All && deletes)
        return reportPassiveAll(work, draft);
    return true;
}

bool checkStrategy(Workbench &work, Draft &draft)
{
    const std::optional<Lazy> lazy = lazyFromWord(draft.arguments.lazy);
    if (!lazy)
        return reportUnknownLazy(work, draft);
    draft.facts.lazy = *lazy;
    if (*lazy == Lazy::Selectin && !checkSelectin(work, draft))
        return false;
    if ((*lazy == Lazy::Dynamic || *lazy == Lazy::WriteOnly) &&
        (!draft.facts.uselist || draft.facts.direction == Direction::ManyToOne)) {
        return reportError(
            work, draft, u"InvalidRequestError"_s,
            u"'%1' has lazy='%2', but it leads to one record; that strategy is for collections."_s.arg(
                work.label(draft), draft.arguments.lazy),
            u"Choose another strategy."_s,
            {lazyWordFix(work, draft, u"select"_s), lazyWordFix(work, draft, u"joined"_s)});
    }
    return true;
}

} // namespace relata::mapping
