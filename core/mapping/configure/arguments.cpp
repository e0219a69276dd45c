#include "arguments.h"

#include "core/mapping/configure/report.h"
#include "core/schema/suggestion.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

/// Looks a column up; tells where it does not exist.
bool resolveColumn(Workbench &work, Draft &draft, const QString &argument, const ColumnName &name,
                   ColumnIndex &found)
{
    found = work.catalog.find(name);
    if (found.isValid())
        return true;
    if (found.table < 0) {
        return reportError(
            work, draft, u"InvalidRequestError"_s,
            u"The %1 of '%2' names the table '%3', which does not exist.%4"_s.arg(
                argument, work.label(draft), name.table, schema::didYouMean(name.table, tableNames(work))));
    }
    return reportError(work, draft, u"AttributeError"_s,
                       u"The %1 of '%2' names '%3', but '%4' has no such column.%5"_s.arg(
                           argument, work.label(draft), name.text(), name.table,
                           schema::didYouMean(name.column, columnNames(work, found.table))));
}

bool resolveList(Workbench &work, Draft &draft, const QString &argument, const QList<ColumnName> &names,
                 QList<ColumnIndex> &found)
{
    for (const ColumnName &name : names) {
        ColumnIndex column;
        if (!resolveColumn(work, draft, argument, name, column))
            return false;
        if (!found.contains(column))
            found += column;
    }
    return true;
}

bool resolveOperand(Workbench &work, Draft &draft, const QString &argument, const Operand &written,
                    JoinOperand &operand)
{
    operand.literal = written.literal;
    operand.foreign = written.foreign;
    operand.remote = written.remote;
    return !written.isColumn() || resolveColumn(work, draft, argument, written.column, operand.column);
}

bool isMarked(const JoinOperand &operand)
{
    return operand.foreign || operand.remote;
}

/// Python asks the right side of "literal == column" and of "column == foreign(column)" first, so that such a
/// comparison stands the other way round. It counts where a column is compared with itself.
bool standsReversed(const JoinComparison &comparison)
{
    if (!comparison.left.isColumn() || !comparison.right.isColumn())
        return !comparison.left.isColumn();
    return comparison.op == "="_L1 && isMarked(comparison.right) && !isMarked(comparison.left);
}

bool resolveJoin(Workbench &work, Draft &draft, const QString &argument, const JoinCondition &written,
                 QList<JoinComparison> &join)
{
    join.clear();
    for (const Comparison &each : written) {
        JoinComparison comparison;
        comparison.op = each.op;
        if (!resolveOperand(work, draft, argument, each.left, comparison.left) ||
            !resolveOperand(work, draft, argument, each.right, comparison.right))
            return false;
        if (standsReversed(comparison))
            std::swap(comparison.left, comparison.right);
        join += comparison;
    }
    return true;
}

bool resolveSecondary(Workbench &work, Draft &draft)
{
    const QString &name = draft.arguments.secondary;
    if (name.isEmpty())
        return true;
    draft.facts.secondary = work.catalog.tableNamed(name);
    if (draft.facts.secondary >= 0)
        return true;
    if (!work.catalog.classesNamed(name).isEmpty()) {
        const QString table = work.classOf(work.catalog.classesNamed(name).first()).table;
        return reportError(work, draft, u"ArgumentError"_s,
                           u"The secondary of '%1' is '%2', which is a class; it must be a table."_s.arg(
                               work.label(draft), name),
                           u"Rows of a link table are written without a class."_s,
                           {editOptions(work, draft, u"Set secondary to '%1'"_s.arg(table),
                                        [table](RelationshipOptions &each) { each.secondary = table; })});
    }
    const QString nearest = schema::nearestName(name, tableNames(work));
    QList<Fix> fixes;
    if (!nearest.isEmpty()) {
        fixes += editOptions(work, draft, u"Set secondary to '%1'"_s.arg(nearest),
                             [nearest](RelationshipOptions &each) { each.secondary = nearest; });
    }
    return reportError(work, draft, u"InvalidRequestError"_s,
                       u"The secondary of '%1' is the table '%2', which does not exist.%3"_s.arg(
                           work.label(draft), name, schema::didYouMean(name, tableNames(work))),
                       {}, fixes);
}

Fix targetFix(const Workbench &work, const Draft &draft, const QString &target)
{
    return editDeclaration(work, draft, u"Set the target to '%1'"_s.arg(target),
                           [target](RelationshipDeclaration &each) { each.target = target; });
}

bool reportUnknownTarget(Workbench &work, Draft &draft)
{
    const QString &target = draft.arguments.target;
    QList<Fix> fixes;
    if (work.catalog.tableNamed(target) >= 0) {
        for (const ClassDeclaration &each : work.catalog.declarations().classes) {
            if (each.table == target)
                fixes += targetFix(work, draft, each.name);
        }
        return reportError(work, draft, u"ArgumentError"_s,
                           u"'%1' leads to '%2', which is a table; a relationship leads to a class."_s.arg(
                               work.label(draft), target),
                           u"Name the class that is mapped to the table."_s, fixes);
    }
    if (const QString nearest = schema::nearestName(target, classNames(work)); !nearest.isEmpty())
        fixes += targetFix(work, draft, nearest);
    return reportError(work, draft, u"InvalidRequestError"_s,
                       u"'%1' leads to the class '%2', which does not exist.%3"_s.arg(
                           work.label(draft), target, schema::didYouMean(target, classNames(work))),
                       u"Declare the class, or correct the name."_s, fixes);
}

bool resolveOrder(Workbench &work, Draft &draft)
{
    for (const OrderTerm &term : std::as_const(draft.arguments.orderBy)) {
        ConfiguredOrder order{{}, term.descending};
        if (!resolveColumn(work, draft, u"order_by"_s, term.column, order.column))
            return false;
        draft.facts.orderBy += order;
    }
    return true;
}

/// A backref brings its joins along, resolved and marked.
bool resolveJoins(Workbench &work, Draft &draft)
{
    const RelationshipDeclaration &arguments = draft.arguments;
    ConfiguredRelationship &facts = draft.facts;
    if (!arguments.primaryjoin.isEmpty() &&
        !resolveJoin(work, draft, u"primaryjoin"_s, arguments.primaryjoin, facts.primaryjoin))
        return false;
    if (!arguments.secondaryjoin.isEmpty() &&
        !resolveJoin(work, draft, u"secondaryjoin"_s, arguments.secondaryjoin, facts.secondaryjoin))
        return false;
    draft.hasPrimaryjoin = !facts.primaryjoin.isEmpty();
    draft.hasSecondaryjoin = !facts.secondaryjoin.isEmpty();
    return true;
}

} // namespace

bool resolveTarget(Workbench &work, Draft &draft)
{
    if (draft.facts.target >= 0)
        return true;
    const QList<int> found = work.catalog.classesNamed(draft.arguments.target);
    if (found.isEmpty())
        return reportUnknownTarget(work, draft);
    if (found.size() > 1) {
        return reportError(work, draft, u"InvalidRequestError"_s,
                           u"'%1' leads to the class '%2', but there are %3 classes of that name."_s.arg(
                               work.label(draft), draft.arguments.target, QString::number(found.size())),
                           u"Give the classes different names."_s);
    }
    draft.facts.target = found.first();
    // A class without a table has been told already.
    if (work.targetTable(draft) < 0 || work.ownerTable(draft) < 0)
        draft.stage = Draft::Stage::Failed;
    return draft.stage != Draft::Stage::Failed;
}

bool resolveArguments(Workbench &work, Draft &draft)
{
    return resolveOrder(work, draft) && resolveJoins(work, draft) && resolveSecondary(work, draft) &&
           resolveList(work, draft, u"foreign_keys"_s, draft.arguments.foreignKeys, draft.foreignKeys) &&
           resolveList(work, draft, u"remote_side"_s, draft.arguments.remoteSide, draft.remoteSide) &&
           resolveTarget(work, draft);
}

} // namespace relata::mapping
