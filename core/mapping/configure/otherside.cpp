#include "otherside.h"

#include "core/mapping/configure/report.h"

namespace relata::mapping {

using schema::Direction;

JoinCondition writtenJoin(const Workbench &work, const Draft &draft, const QList<JoinComparison> &join,
                          bool turned)
{
    JoinCondition condition;
    for (const JoinComparison &each : join) {
        Comparison comparison;
        comparison.op = each.op;
        for (auto [from, to] :
             {std::pair(&each.left, &comparison.left), std::pair(&each.right, &comparison.right)}) {
            if (from->isColumn())
                to->column = work.catalog.nameOf(from->column);
            to->literal = from->literal;
            to->foreign = draft.hasForeignMarks && from->foreign;
            to->remote = draft.hasRemoteMarks && (turned ? from->local : from->remote);
        }
        condition += comparison;
    }
    return condition;
}

RelationshipDeclaration otherSideOf(const Workbench &work, const Draft &draft)
{
    RelationshipDeclaration side;
    side.target = work.classOf(draft.owner()).name;
    side.backPopulates = draft.name();
    side.secondary = draft.arguments.secondary;
    side.foreignKeys = draft.arguments.foreignKeys;
    side.link = draft.arguments.link; // Of a design: it is the other side of the same link.
    side.end = draft.arguments.end == KeyEnd::Child ? KeyEnd::Parent : KeyEnd::Child;
    if (draft.facts.secondary >= 0) {
        side.link = {}; // There each side has a key of its own.
        side.end = {};
        side.primaryjoin = writtenJoin(work, draft, draft.facts.secondaryjoin, true);
        side.secondaryjoin = writtenJoin(work, draft, draft.facts.primaryjoin, true);
        return side;
    }
    if (draft.hasPrimaryjoin)
        side.primaryjoin = writtenJoin(work, draft, draft.facts.primaryjoin, true);
    const bool isSelf = work.ownerTable(draft) == work.targetTable(draft);
    if (isSelf && draft.facts.direction == Direction::OneToMany && !draft.hasRemoteMarks)
        side.remoteSide = namesOf(work, draft.facts.localColumns);
    return side;
}

} // namespace relata::mapping
