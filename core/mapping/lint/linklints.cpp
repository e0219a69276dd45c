#include "linklints.h"

#include "core/mapping/configure/otherside.h"
#include "core/mapping/configure/report.h"
#include "core/mapping/configure/trial.h"
#include "core/schema/inflection.h"

#include <QSet>

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Direction;

namespace {

QSet<ColumnIndex> destinations(const QList<SyncPair> &pairs)
{
    QSet<ColumnIndex> columns;
    for (const SyncPair &pair : pairs)
        columns += pair.destination;
    return columns;
}

/// What a relationship writes, seen from the owner and from the target.
QPair<QSet<ColumnIndex>, QSet<ColumnIndex>> written(const ConfiguredRelationship &facts)
{
    return {destinations(facts.synchronizePairs), destinations(facts.secondarySynchronizePairs)};
}

/// Whether the other writes the same columns, as the opposite side of one relationship does.
bool standOnTheSame(const ConfiguredRelationship &one, const ConfiguredRelationship &other)
{
    const auto own = written(one);
    const auto others = written(other);
    if (one.direction == Direction::ManyToMany)
        return own.first == others.second && own.second == others.first;
    return own.first == others.first;
}

/// Lets one side stand on what the other side stands on, where it then does.
QList<Fix> followFix(const Workbench &work, const Draft &draft, const Draft &other)
{
    const auto edit = [&](RelationshipOptions &options) {
        if (draft.facts.direction == Direction::ManyToMany) {
            options.secondary = work.catalog.table(other.facts.secondary).name;
            options.primaryjoin = writtenJoin(work, other, other.facts.secondaryjoin, true);
            options.secondaryjoin = writtenJoin(work, other, other.facts.primaryjoin, true);
            return;
        }
        options.foreignKeys = namesOf(work, other.facts.foreignColumns);
        options.primaryjoin.clear();
    };
    const auto now = tryOptions(work, draft, edit);
    if (!now || !standOnTheSame(*now, other.facts))
        return {};
    return {
        editOptions(work, draft, u"Let '%1' follow '%2'"_s.arg(work.label(draft), work.label(other)), edit)};
}

void lintCrossedPair(LintList &lints, const Draft &draft)
{
    const Workbench &work = lints.work();
    for (const int index : draft.facts.reverse) {
        const Draft &other = work.drafts[size_t(index)];
        if (index <= draft.index || other.stage != Draft::Stage::Configured ||
            (other.facts.secondary < 0) != (draft.facts.secondary < 0) ||
            standOnTheSame(draft.facts, other.facts) || draft.facts.viewonly || other.facts.viewonly)
            continue;
        lints.add(u"crossed-pair"_s, draft,
                  u"'%1' and '%2' are linked but stand on different foreign keys: %3 and %4."_s.arg(
                      work.label(draft), work.label(other), work.catalog.labels(draft.facts.foreignColumns),
                      work.catalog.labels(other.facts.foreignColumns)),
                  u"Setting one side would write both."_s,
                  followFix(work, other, draft) + followFix(work, draft, other));
    }
}

/// A name for the other side that no attribute of the class has.
QString freeName(const Workbench &work, int classIndex, const QString &wish)
{
    const ClassAttributes &attributes = work.classes[classIndex];
    QString name = wish;
    for (int number = 2; attributes.columns.contains(name) || attributes.drafts.contains(name); ++number)
        name = wish + QString::number(number);
    return name;
}

RelationshipDeclaration otherSide(const Workbench &work, const Draft &draft)
{
    const QString singular = schema::snakeCase(work.classOf(draft.owner()).name);
    const bool toOne = draft.facts.direction == Direction::OneToMany;
    RelationshipDeclaration side = otherSideOf(work, draft);
    side.name = freeName(work, draft.facts.target, toOne ? singular : schema::plural(singular));
    return side;
}

/// None where there can be no other side.
QList<Fix> otherSideFix(const Workbench &work, const Draft &draft)
{
    const RelationshipDeclaration side = otherSide(work, draft);
    const auto made = tryRelationship(work, draft.facts.target, side);
    if (!made || !areOpposite(*made, draft.facts) || !standOnTheSame(draft.facts, *made))
        return {};
    const QString text = u"Add '%1.%2'"_s.arg(work.classOf(draft.facts.target).name, side.name);
    return {addRelationship(work, draft.facts.target, text, side)};
}

/// Whether the target has a relationship that could be the other side, linked or not.
bool hasOpposite(const Workbench &work, const Draft &draft)
{
    const QList<int> &order = work.classes[draft.facts.target].order;
    return std::any_of(order.cbegin(), order.cend(), [&](int index) {
        const Draft &other = work.drafts[size_t(index)];
        return other.index != draft.index && other.facts.target == draft.owner() &&
               standOnTheSame(draft.facts, other.facts);
    });
}

bool databaseDeletesLinks(const Workbench &work, const Draft &draft)
{
    for (const KeyElement &element : work.catalog.elements(draft.facts.secondary)) {
        if (element.target.table == work.targetTable(draft) &&
            work.catalog.foreignKey(element).onDelete == schema::Action::Cascade)
            return true;
    }
    return false;
}

void lintMissingSide(LintList &lints, const Draft &draft)
{
    const Workbench &work = lints.work();
    const QString owner = work.classOf(draft.owner()).name;
    const QString target = work.classOf(draft.facts.target).name;
    if (draft.facts.direction == Direction::ManyToMany && !databaseDeletesLinks(work, draft)) {
        lints.add(
            u"one-way-many-to-many"_s, draft,
            u"'%1' has no other side: deleting a '%2' leaves its rows in '%3', which the database refuses."_s
                .arg(work.label(draft), target, work.catalog.table(draft.facts.secondary).name),
            u"With a relationship on '%1' too, its link rows go with it."_s.arg(target),
            otherSideFix(work, draft));
        return;
    }
    const QList<Fix> fixes = otherSideFix(work, draft);
    if (fixes.isEmpty())
        return;
    lints.add(
        u"one-sided"_s, draft,
        u"'%1' has no other side: a '%2' does not know its '%3'."_s.arg(work.label(draft), target, owner),
        u"A pair linked with back_populates is kept in step in memory."_s, fixes);
}

/// Settings that only make sense on the side of the children.
bool isMeantAsList(const Draft &draft)
{
    return draft.facts.cascade.testFlag(Cascade::DeleteOrphan) || draft.facts.lazy == Lazy::Dynamic ||
           draft.facts.lazy == Lazy::WriteOnly;
}

void lintRemoteSide(LintList &lints, const Draft &draft)
{
    const Workbench &work = lints.work();
    const bool looksPlural = schema::singular(draft.name()) != draft.name();
    if (draft.facts.direction != Direction::OneToMany || draft.owner() != draft.facts.target ||
        !draft.remoteSide.isEmpty() || draft.hasRemoteMarks || looksPlural || draft.arguments.uselist ||
        isMeantAsList(draft))
        return;
    const QList<Fix> fixes =
        triedFix(work, draft, u"Set remote_side to %1"_s.arg(work.catalog.labels(draft.facts.localColumns)),
                 [names = namesOf(work, draft.facts.localColumns)](RelationshipOptions &options) {
                     options.remoteSide = names;
                 });
    if (fixes.isEmpty())
        return;
    lints.add(u"missing-remote-side"_s, draft,
              u"'%1' leads from '%2' to itself without remote_side, so it is the list of children."_s.arg(
                  work.label(draft), work.classOf(draft.owner()).name),
              u"If it is to be the parent, remote_side must say so."_s, fixes);
}

} // namespace

void lintLinks(LintList &lints, const Draft &draft)
{
    lintCrossedPair(lints, draft);
    if (!draft.facts.reverse.isEmpty())
        return;
    lintRemoteSide(lints, draft);
    if (!draft.facts.viewonly && !hasOpposite(lints.work(), draft))
        lintMissingSide(lints, draft);
}

} // namespace relata::mapping
