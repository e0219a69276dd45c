#include "linkreports.h"

#include "core/mapping/configure/otherside.h"
#include "core/mapping/configure/report.h"
#include "core/mapping/configure/trial.h"
#include "core/schema/suggestion.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Direction;

namespace {

Fix backPopulatesFix(const Workbench &work, const Draft &draft, const QString &name)
{
    if (name.isEmpty()) {
        return editDeclaration(work, draft, u"Leave back_populates out"_s,
                               [](RelationshipDeclaration &each) { each.backPopulates.clear(); });
    }
    return editDeclaration(work, draft, u"Set back_populates to '%1'"_s.arg(name),
                           [name](RelationshipDeclaration &each) { each.backPopulates = name; });
}

/// The relationships of the target that lead back to the owner.
QStringList candidates(const Workbench &work, const Draft &draft)
{
    QStringList names;
    const QString owner = work.classOf(draft.owner()).name;
    for (const int index : work.classes[draft.facts.target].order) {
        const Draft &other = work.drafts[size_t(index)];
        if (other.index != draft.index && other.arguments.target == owner)
            names += other.name();
    }
    return names;
}

/// A declaration of the other side as the reversal of this one, as far as that needs saying.
RelationshipDeclaration reverseDeclaration(const Workbench &work, const Draft &draft)
{
    RelationshipDeclaration reverse = otherSideOf(work, draft);
    reverse.name = draft.facts.backPopulates;
    return reverse;
}

QList<Fix> farSideFix(const Workbench &work, const Draft &draft, const QList<ColumnIndex> &columns)
{
    return triedFix(
        work, draft, u"Set remote_side of '%1' to %2"_s.arg(work.label(draft), work.catalog.labels(columns)),
        [names = namesOf(work, columns)](RelationshipOptions &options) { options.remoteSide = names; });
}

/// Of two sides with one direction the fixes that turn one of them round.
QList<Fix> turnRoundFixes(const Workbench &work, const Draft &draft, const Draft &other)
{
    QList<Fix> fixes;
    if (work.ownerTable(draft) == work.targetTable(draft)) {
        const bool oneToMany = draft.facts.direction == Direction::OneToMany;
        const QList<ColumnIndex> columns = oneToMany ? draft.facts.localColumns : draft.facts.foreignColumns;
        const auto hasOwnJoin = [](const Draft &each) { return each.hasRemoteMarks; };
        for (const Draft *each : {&other, &draft}) {
            if (!hasOwnJoin(*each) && each->declaredBy < 0)
                fixes += farSideFix(work, *each, columns);
        }
        if (draft.declaredBy >= 0)
            fixes = farSideFix(work, draft, columns);
    } else {
        for (const auto &[turned, kept] : {std::pair(&other, &draft), std::pair(&draft, &other)}) {
            fixes += triedFix(
                work, *turned,
                u"Let '%1' use the foreign key of '%2'"_s.arg(work.label(*turned), work.label(*kept)),
                [names = namesOf(work, kept->facts.foreignColumns)](RelationshipOptions &each) {
                    each.foreignKeys = names;
                });
        }
    }
    if (draft.declaredBy < 0)
        fixes += backPopulatesFix(work, draft, {});
    return fixes;
}

QString words(Direction direction)
{
    return direction == Direction::OneToMany ? u"one-to-many"_s : u"many-to-one"_s;
}

/// Whether the two could be linked as the two sides of one relationship.
bool canPair(const Draft &draft, const Draft &other)
{
    if (other.stage == Draft::Stage::Failed || draft.facts.target != other.owner() ||
        other.facts.target != draft.owner() || draft.facts.secondary != other.facts.secondary)
        return false;
    return draft.facts.direction == Direction::ManyToMany || draft.facts.direction != other.facts.direction;
}

} // namespace

bool reportBackrefTaken(Workbench &work, Draft &origin)
{
    const QString name = origin.arguments.backref->name;
    const ClassDeclaration &target = work.classOf(origin.facts.target);
    QList<Fix> fixes;
    if (candidates(work, origin).contains(name)) {
        fixes += editDeclaration(work, origin, u"Link with it: back_populates='%1'"_s.arg(name),
                                 [name](RelationshipDeclaration &each) {
                                     each.backref = {};
                                     each.backPopulates = name;
                                 });
    }
    QString other = name;
    while (work.classes[origin.facts.target].columns.contains(other) ||
           work.classes[origin.facts.target].drafts.contains(other))
        other += u"_rel"_s;
    fixes += editDeclaration(work, origin, u"Name the backref '%1'"_s.arg(other),
                             [other](RelationshipDeclaration &each) { each.backref->name = other; });
    return reportError(work, origin, u"ArgumentError"_s,
                       u"The backref '%1' of '%2' cannot be made: '%3' already has an attribute '%1'."_s.arg(
                           name, work.label(origin), target.name),
                       u"Where both sides are declared, back_populates links them."_s, fixes);
}

bool reportBackrefSecondaryjoin(Workbench &work, Draft &origin)
{
    return reportError(
        work, origin, u"InvalidRequestError"_s,
        u"The backref of '%1' has a secondaryjoin, but there is no secondary."_s.arg(work.label(origin)), {},
        {editDeclaration(work, origin, u"Leave secondaryjoin out"_s, [](RelationshipDeclaration &each) {
            each.backref->options.secondaryjoin.clear();
        })});
}

bool reportSyncWithViewonly(Workbench &work, Draft &draft, const Draft &viewing, const Draft &other)
{
    return reportError(work, draft, u"InvalidRequestError"_s,
                       u"'%1' sets sync_backref=True, but its other side '%2' is only for viewing."_s.arg(
                           work.label(other), work.label(viewing)),
                       u"Changes in memory are not told across a relationship with viewonly=True."_s,
                       {editOptions(work, other, u"Leave sync_backref of '%1' out"_s.arg(work.label(other)),
                                    [](RelationshipOptions &each) { each.syncBackref = {}; }),
                        editOptions(work, viewing, u"Leave viewonly of '%1' out"_s.arg(work.label(viewing)),
                                    [](RelationshipOptions &each) { each.viewonly = {}; })});
}

bool reportReverseIsColumn(Workbench &work, Draft &draft)
{
    QList<Fix> fixes;
    for (const QString &name : candidates(work, draft))
        fixes += backPopulatesFix(work, draft, name);
    return reportError(
        work, draft, u"InvalidRequestError"_s,
        u"The back_populates of '%1' names '%2.%3', which is a column and no relationship."_s.arg(
            work.label(draft), work.classOf(draft.facts.target).name, draft.facts.backPopulates),
        u"Name the relationship that leads back."_s, fixes + QList{backPopulatesFix(work, draft, {})});
}

bool reportNoReverse(Workbench &work, Draft &draft)
{
    const ClassDeclaration &target = work.classOf(draft.facts.target);
    const QString &name = draft.facts.backPopulates;
    QList<Fix> fixes;
    const QStringList names = candidates(work, draft);
    const QString nearest = schema::nearestName(name, names);
    for (const QString &candidate : names) {
        if (candidate == nearest)
            fixes.prepend(backPopulatesFix(work, draft, candidate));
        else
            fixes.append(backPopulatesFix(work, draft, candidate));
    }
    const RelationshipDeclaration reverse = reverseDeclaration(work, draft);
    if (const auto side = tryRelationship(work, draft.facts.target, reverse);
        side && areOpposite(*side, draft.facts))
        fixes += addRelationship(work, draft.facts.target, u"Add '%1.%2'"_s.arg(target.name, name), reverse);
    return reportError(work, draft, u"InvalidRequestError"_s,
                       u"The back_populates of '%1' names '%2.%3', which does not exist.%4"_s.arg(
                           work.label(draft), target.name, name,
                           schema::didYouMean(name, relationshipNames(work, draft.facts.target))),
                       u"back_populates names the relationship of the other class that leads back."_s, fixes);
}

bool reportReverseLeadsElsewhere(Workbench &work, Draft &draft, const Draft &other)
{
    QList<Fix> fixes;
    for (const QString &name : candidates(work, draft))
        fixes += backPopulatesFix(work, draft, name);
    return reportError(
        work, draft, u"ArgumentError"_s,
        u"The back_populates of '%1' names '%2', which leads to '%3' and not back to '%4'."_s.arg(
            work.label(draft), work.label(other), other.arguments.target, work.classOf(draft.owner()).name),
        {}, fixes + QList{backPopulatesFix(work, draft, {})});
}

bool reportSameDirection(Workbench &work, Draft &draft, const Draft &other)
{
    if (draft.index == other.index) {
        return reportError(work, draft, u"ArgumentError"_s,
                           u"The back_populates of '%1' names '%1' itself."_s.arg(work.label(draft)),
                           u"back_populates names the relationship that leads back."_s,
                           {backPopulatesFix(work, draft, {})});
    }
    const bool self = work.ownerTable(draft) == work.targetTable(draft);
    return reportError(
        work, draft, u"ArgumentError"_s,
        u"'%1' and '%2' are linked, but both are %3."_s.arg(work.label(draft), work.label(other),
                                                            words(draft.facts.direction)),
        self ? u"In a relationship of a table with itself the many-to-one side needs remote_side."_s
             : u"Two sides of one relationship stand on the same foreign key."_s,
        turnRoundFixes(work, draft, other));
}

void reportOverlap(Workbench &work, const Draft &draft, const SyncPair &pair,
                   const QList<OverlapWriter> &others)
{
    QStringList labels;
    QStringList names;
    QList<Fix> fixes;
    for (const OverlapWriter &writer : others) {
        const Draft &other = work.drafts[size_t(writer.draft)];
        labels += u"'%1' (from %2)"_s.arg(work.label(other), work.catalog.label(writer.source));
        names += other.name();
        if (others.size() == 1 && canPair(draft, other) && draft.facts.reverse.isEmpty() &&
            other.facts.reverse.isEmpty() && draft.declaredBy < 0)
            fixes += backPopulatesFix(work, draft, other.name());
    }
    const QStringList known = draft.arguments.overlaps.split(u',', Qt::SkipEmptyParts);
    if (!isToldAcross(work, draft)) {
        fixes += editOptions(work, draft, u"Set viewonly of '%1'"_s.arg(work.label(draft)),
                             [](RelationshipOptions &options) { options.viewonly = true; });
    }
    fixes += editOptions(
        work, draft, u"Accept it: overlaps=\"%1\""_s.arg((known + names).join(u',')),
        [all = (known + names).join(u',')](RelationshipOptions &options) { options.overlaps = all; });
    reportWarning(
        work, draft,
        u"'%1' copies %2 to %3, and so does %4; the last one to write wins."_s.arg(
            work.label(draft), work.catalog.label(pair.source), work.catalog.label(pair.destination),
            labels.join(u", "_s)),
        u"Link them as two sides of one relationship, let one only view, or accept it (code qzyx)."_s, fixes);
}

} // namespace relata::mapping
