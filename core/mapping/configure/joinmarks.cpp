#include "joinmarks.h"

#include "core/mapping/configure/joinreports.h"

#include <algorithm>

namespace relata::mapping {

namespace {

template<typename Predicate>
bool anyOperand(const QList<JoinComparison> &join, Predicate predicate)
{
    return std::any_of(join.cbegin(), join.cend(), [&predicate](const JoinComparison &each) {
        return predicate(each.left) || predicate(each.right);
    });
}

/// Calls for every operand that is a column.
template<typename Edit>
void eachColumn(QList<JoinComparison> &join, Edit edit)
{
    for (JoinComparison &each : join) {
        if (each.left.isColumn())
            edit(each.left);
        if (each.right.isColumn())
            edit(each.right);
    }
}

enum class References { No, Yes, Broken };

/// Whether a foreign key of a leads to b. Broken, and told, where it does not but one leads nowhere.
References references(Workbench &work, Draft &draft, ColumnIndex a, ColumnIndex b)
{
    const QList<KeyElement> elements = work.catalog.elementsOf(a);
    const auto leadsToB = [b](const KeyElement &element) { return element.target == b; };
    if (std::any_of(elements.cbegin(), elements.cend(), leadsToB))
        return References::Yes;
    for (const KeyElement &element : elements) {
        if (!element.isResolved()) {
            reportBrokenKeyInJoin(work, draft, element);
            return References::Broken;
        }
    }
    return References::No;
}

/// With a link table: of two columns the one inside it, of a column and a literal the column if it is inside.
void markInside(JoinComparison &each, int secondary)
{
    const bool left = each.left.column.table == secondary;
    const bool right = each.right.column.table == secondary;
    each.left.foreign = left && !right;
    each.right.foreign = right && !left;
}

/// Marks the foreign side of one comparison.
bool markPresentKey(Workbench &work, Draft &draft, JoinComparison &each)
{
    if (each.left.foreign || each.right.foreign)
        return true;
    if (each.left.isColumn() && each.right.isColumn()) {
        for (auto [from, to] : {std::pair(&each.left, &each.right), std::pair(&each.right, &each.left)}) {
            const References found = references(work, draft, from->column, to->column);
            from->foreign = found == References::Yes;
            if (found != References::No)
                return from->foreign;
        }
    }
    if (draft.facts.secondary >= 0)
        markInside(each, draft.facts.secondary);
    return true;
}

bool markPresentKeys(Workbench &work, Draft &draft, QList<JoinComparison> &join)
{
    return std::all_of(join.begin(), join.end(),
                       [&](JoinComparison &each) { return markPresentKey(work, draft, each); });
}

/// Whether a comparison has both columns in the table that is the owner's and the target's at once.
bool refersToOwnTable(const Workbench &work, const Draft &draft)
{
    const int table = work.ownerTable(draft);
    if (table != work.targetTable(draft))
        return false;
    const QList<JoinComparison> &join = draft.facts.primaryjoin;
    return std::any_of(join.cbegin(), join.cend(), [table](const JoinComparison &each) {
        return each.left.column.table == table && each.right.column.table == table;
    });
}

/// Marks the columns of a self-reference; of a column that is compared with itself the left one only.
template<typename Predicate>
void markSelfReference(Workbench &work, Draft &draft, bool remoteSideGiven, Predicate isRemote)
{
    for (JoinComparison &each : draft.facts.primaryjoin) {
        if (!each.left.isColumn() || !each.right.isColumn()) {
            if (!remoteSideGiven)
                warnOfLiteralInSelfReference(work, draft);
            continue;
        }
        const bool equated = each.left.column == each.right.column;
        each.left.remote = each.left.remote || isRemote(each.left);
        each.right.remote = each.right.remote || (!equated && isRemote(each.right));
    }
}

void markRemoteSide(Workbench &work, Draft &draft)
{
    const auto given = [&draft](const JoinOperand &operand) {
        return draft.remoteSide.contains(operand.column);
    };
    if (refersToOwnTable(work, draft)) {
        markSelfReference(work, draft, true, given);
        return;
    }
    eachColumn(draft.facts.primaryjoin, [&given](JoinOperand &operand) {
        if (given(operand))
            operand.remote = true;
    });
}

void markTableRemote(QList<JoinComparison> &join, int table)
{
    eachColumn(join, [table](JoinOperand &operand) {
        if (operand.column.table == table)
            operand.remote = true;
    });
}

/// One table on both sides, but no comparison within it: nothing can be marked.
void warnOfLiterals(Workbench &work, const Draft &draft)
{
    for (const JoinComparison &each : draft.facts.primaryjoin) {
        if (each.left.isColumn() && each.right.isColumn())
            continue;
        warnOfLiteralInSelfReference(work, draft); // Once for each direction, as SQLAlchemy does.
        warnOfLiteralInSelfReference(work, draft);
    }
}

} // namespace

bool markForeign(Workbench &work, Draft &draft)
{
    ConfiguredRelationship &facts = draft.facts;
    draft.hasForeignMarks =
        anyOperand(facts.primaryjoin, [](const JoinOperand &operand) { return operand.foreign; });
    if (draft.hasForeignMarks)
        return true;
    if (draft.foreignKeys.isEmpty())
        return markPresentKeys(work, draft, facts.primaryjoin) &&
               markPresentKeys(work, draft, facts.secondaryjoin);
    const auto mark = [&draft](JoinOperand &operand) {
        if (draft.foreignKeys.contains(operand.column))
            operand.foreign = true;
    };
    eachColumn(facts.primaryjoin, mark);
    eachColumn(facts.secondaryjoin, mark);
    return true;
}

void markRemote(Workbench &work, Draft &draft)
{
    ConfiguredRelationship &facts = draft.facts;
    draft.hasRemoteMarks =
        anyOperand(facts.primaryjoin, [](const JoinOperand &operand) { return operand.remote; });
    if (draft.hasRemoteMarks)
        return;
    if (facts.secondary >= 0) {
        markTableRemote(facts.primaryjoin, facts.secondary);
        markTableRemote(facts.secondaryjoin, facts.secondary);
    } else if (!draft.remoteSide.isEmpty()) {
        markRemoteSide(work, draft);
    } else if (refersToOwnTable(work, draft)) {
        markSelfReference(work, draft, false, [](const JoinOperand &operand) { return operand.foreign; });
    } else if (work.ownerTable(draft) == work.targetTable(draft)) {
        warnOfLiterals(work, draft);
    } else {
        markTableRemote(facts.primaryjoin, work.targetTable(draft));
    }
}

void markLocal(Workbench &work, Draft &draft)
{
    draft.hasLocalMarks =
        anyOperand(draft.facts.primaryjoin, [](const JoinOperand &operand) { return operand.local; });
    if (draft.hasLocalMarks)
        return;
    const int table = work.ownerTable(draft);
    eachColumn(draft.facts.primaryjoin, [table](JoinOperand &operand) {
        if (!operand.remote && operand.column.table == table)
            operand.local = true;
    });
}

} // namespace relata::mapping
