#include "linking.h"

#include "core/mapping/configure/arguments.h"
#include "core/mapping/configure/definition.h"
#include "core/mapping/configure/initialise.h"
#include "core/mapping/configure/linkreports.h"

namespace relata::mapping {

using schema::Direction;

namespace {

template<typename Edit>
QList<JoinComparison> edited(QList<JoinComparison> join, Edit edit)
{
    for (JoinComparison &each : join) {
        edit(each.left);
        edit(each.right);
    }
    return join;
}

/// Without the marks that say which side is which.
QList<JoinComparison> withoutSides(const QList<JoinComparison> &join)
{
    return edited(join, [](JoinOperand &operand) { operand.local = operand.remote = false; });
}

/// The primaryjoin as the other side sees it: remote() marks of a person change sides, foreign() marks of a
/// person stay, everything else is found anew.
QList<JoinComparison> reversed(const Draft &draft)
{
    if (draft.hasRemoteMarks)
        return edited(draft.facts.primaryjoin,
                      [](JoinOperand &operand) { std::swap(operand.local, operand.remote); });
    const bool keepForeign = draft.hasForeignMarks;
    return edited(withoutSides(draft.facts.primaryjoin),
                  [keepForeign](JoinOperand &operand) { operand.foreign = operand.foreign && keepForeign; });
}

/// The arguments of the relationship that a backref makes: its own, and those it takes from the origin.
RelationshipDeclaration backrefArguments(const Workbench &work, const Draft &origin)
{
    const RelationshipDeclaration &from = origin.arguments;
    RelationshipDeclaration arguments;
    static_cast<RelationshipOptions &>(arguments) = from.backref->options;
    arguments.name = from.backref->name;
    arguments.target = work.classOf(origin.owner()).name;
    arguments.secondary = from.secondary;
    arguments.backPopulates = origin.name();
    if (!arguments.viewonly)
        arguments.viewonly = origin.facts.viewonly;
    if (!arguments.postUpdate)
        arguments.postUpdate = origin.facts.postUpdate;
    if (!arguments.passiveUpdates)
        arguments.passiveUpdates = origin.facts.passiveUpdates;
    if (!arguments.syncBackref)
        arguments.syncBackref = from.syncBackref;
    return arguments;
}

/// SQLAlchemy asks Python whether there is a secondaryjoin, and an equation of two columns is false where
/// they differ: then the relationship that is made is refused in its turn.
bool isTrueForPython(const JoinCondition &join)
{
    return !join.isEmpty() && !(join.size() == 1 && join[0].op == QStringLiteral("=") &&
                                join[0].left.column != join[0].right.column);
}

bool makeBackref(Workbench &work, Draft &origin)
{
    const QString name = origin.arguments.backref->name;
    const int target = origin.facts.target;
    if (work.classes[target].columns.contains(name) || work.classes[target].drafts.contains(name))
        return reportBackrefTaken(work, origin);
    if (origin.facts.secondary < 0 && isTrueForPython(origin.arguments.backref->options.secondaryjoin))
        return reportBackrefSecondaryjoin(work, origin);
    Draft &made = work.newDraft(target, name);
    takeFromOrigin(work, origin, made);
    origin.facts.backPopulates = name;
    if (!construct(work, made))
        return false;
    work.classes[target].drafts.insert(name, made.index);
    work.classes[target].order += made.index;
    return initialise(work, made);
}

/// Where one of two linked relationships is only for viewing, neither tells the other of changes in memory.
bool checkSync(Workbench &work, Draft &draft, Draft &viewing, Draft &other)
{
    if (!viewing.facts.viewonly)
        return true;
    if (other.arguments.syncBackref.value_or(false))
        return reportSyncWithViewonly(work, draft, viewing, other);
    if (!other.facts.viewonly)
        other.arguments.syncBackref = false;
    return true;
}

void addReverse(Draft &draft, const Draft &other)
{
    if (!draft.facts.reverse.contains(other.index))
        draft.facts.reverse += other.index;
}

bool linkReverse(Workbench &work, Draft &draft)
{
    const ClassAttributes &attributes = work.classes[draft.facts.target];
    const QString name = draft.facts.backPopulates;
    const auto found = attributes.drafts.constFind(name);
    if (found == attributes.drafts.constEnd()) {
        if (attributes.columns.contains(name))
            return reportReverseIsColumn(work, draft);
        return attributes.failedBackrefs.contains(name) || reportNoReverse(work, draft);
    }
    Draft &other = work.drafts[size_t(*found)];
    if (other.stage == Draft::Stage::Failed)
        return true; // Told already; this side works by itself.
    if (!checkSync(work, draft, draft, other) || !checkSync(work, draft, other, draft))
        return false;
    if (!resolveTarget(work, other))
        return true;
    if (other.facts.target != draft.owner())
        return reportReverseLeadsElsewhere(work, draft, other);
    addReverse(draft, other);
    addReverse(other, draft);
    const bool known = other.stage == Draft::Stage::Configured || other.index == draft.index ||
                       (other.stage == Draft::Stage::Started && other.index == draft.declaredBy);
    if (known && draft.facts.direction != Direction::ManyToMany &&
        draft.facts.direction == other.facts.direction)
        return reportSameDirection(work, draft, other);
    return true;
}

} // namespace

void takeFromOrigin(const Workbench &work, const Draft &origin, Draft &made)
{
    made.declaredBy = origin.index;
    made.arguments = backrefArguments(work, origin);
    if (made.arguments.foreignKeys.isEmpty())
        made.foreignKeys = origin.foreignKeys;
    if (origin.facts.secondary >= 0) {
        made.facts.primaryjoin = withoutSides(origin.facts.secondaryjoin);
        made.facts.secondaryjoin = withoutSides(origin.facts.primaryjoin);
    } else {
        made.facts.primaryjoin = reversed(origin);
    }
}

bool generateBackref(Workbench &work, Draft &draft)
{
    if (draft.arguments.backref && draft.facts.backPopulates.isEmpty() && !makeBackref(work, draft)) {
        draft.stage = Draft::Stage::Failed;
        return false;
    }
    return draft.facts.backPopulates.isEmpty() || linkReverse(work, draft);
}

} // namespace relata::mapping
