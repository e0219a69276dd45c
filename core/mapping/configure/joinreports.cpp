#include "joinreports.h"

#include "core/mapping/configure/keycauses.h"
#include "core/mapping/configure/keyfixes.h"
#include "core/mapping/configure/report.h"
#include "core/mapping/configure/trial.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

QString tableName(const Workbench &work, int table)
{
    return work.catalog.table(table).name;
}

Fix foreignKeysFix(const Workbench &work, const Draft &draft, const QList<ColumnIndex> &columns)
{
    return editOptions(
        work, draft, u"Set foreign_keys to %1"_s.arg(work.catalog.labels(columns)),
        [names = namesOf(work, columns)](RelationshipOptions &options) { options.foreignKeys = names; });
}

/// None where there is no remote_side, or the join cannot do without.
QList<Fix> noRemoteSideFix(const Workbench &work, const Draft &draft)
{
    if (draft.remoteSide.isEmpty())
        return {};
    return triedFix(work, draft, u"Leave remote_side out"_s,
                    [](RelationshipOptions &options) { options.remoteSide.clear(); });
}

JoinCondition conditionOf(const Workbench &work, const LinkPath &path)
{
    JoinCondition join;
    for (const SyncPair &pair : path.pairs) {
        Comparison comparison;
        comparison.left.column = work.catalog.nameOf(pair.source);
        comparison.right.column = work.catalog.nameOf(pair.destination);
        join += comparison;
    }
    return join;
}

/// Chooses one path: by its columns, or where another path stands on the same columns by the whole join.
Fix pathFix(const Workbench &work, const Draft &draft, const LinkPath &path, const QList<LinkPath> &paths)
{
    const auto sameColumns = [&path](const LinkPath &other) {
        return other.foreignColumns() == path.foreignColumns();
    };
    if (std::count_if(paths.cbegin(), paths.cend(), sameColumns) == 1)
        return foreignKeysFix(work, draft, path.foreignColumns());
    return editOptions(
        work, draft,
        u"Join by the foreign key to '%1'"_s.arg(work.catalog.labels({path.pairs.first().source})),
        [names = namesOf(work, path.foreignColumns()),
         join = conditionOf(work, path)](RelationshipOptions &each) {
            each.primaryjoin = join;
            each.foreignKeys = names;
        });
}

/// Joins that compare by one path each, for a link table that refers to the same table twice.
QList<Fix> twoPathFixes(const Workbench &work, const Draft &draft, const QList<LinkPath> &paths)
{
    if (paths.size() != 2 || work.ownerTable(draft) != work.targetTable(draft))
        return {};
    const auto fix = [&](const LinkPath &own, const LinkPath &other) {
        return editOptions(work, draft,
                           u"Let %1 name this side"_s.arg(work.catalog.labels(own.foreignColumns())),
                           [primary = conditionOf(work, own),
                            secondary = conditionOf(work, other)](RelationshipOptions &options) {
                               options.primaryjoin = primary;
                               options.secondaryjoin = secondary;
                           });
    };
    return {fix(paths[0], paths[1]), fix(paths[1], paths[0])};
}

/// The columns that the comparisons of the primaryjoin equate, as pairs that a foreign key could stand on.
QList<Fix> missingKeyFixes(const Workbench &work, const QList<JoinComparison> &join)
{
    QList<Fix> fixes;
    for (const JoinComparison &each : join) {
        if (!each.left.isColumn() || !each.right.isColumn() || each.op != "="_L1)
            continue;
        const bool rightIsKey =
            work.catalog.identity(each.right.column.table).contains(each.right.column.column);
        const ColumnIndex parent = rightIsKey ? each.right.column : each.left.column;
        const ColumnIndex child = rightIsKey ? each.left.column : each.right.column;
        if (parent != child && !areLinked(work, child.table, parent.table))
            fixes += foreignKeyFix(work, child, parent);
    }
    return fixes.size() == 1 ? fixes : QList<Fix>();
}

/// Whether the foreign keys of the tables say which compared columns are foreign.
bool consultsForeignKeys(const Draft &draft)
{
    return draft.foreignKeys.isEmpty() && !draft.hasForeignMarks;
}

} // namespace

bool reportMissingColumn(Workbench &work, Draft &draft, const KeyElement &element)
{
    const KeyCause cause = causeOf(work, element);
    return reportError(work, draft, u"NoReferencedColumnError"_s,
                       u"'%1' cannot be joined: %2"_s.arg(work.label(draft), cause.sentence), cause.hint,
                       cause.fixes);
}

bool reportBrokenKeyInJoin(Workbench &work, Draft &draft, const KeyElement &element)
{
    const KeyCause cause = causeOf(work, element);
    return reportError(work, draft,
                       element.target.table < 0 ? u"NoReferencedTableError"_s : u"NoReferencedColumnError"_s,
                       u"The join of '%1' cannot be read: %2"_s.arg(work.label(draft), cause.sentence),
                       cause.hint, cause.fixes);
}

bool reportNoForeignKeys(Workbench &work, Draft &draft, int a, int b)
{
    const QString via = draft.facts.secondary < 0
                            ? QString()
                            : u" through the link table '%1'"_s.arg(tableName(work, draft.facts.secondary));
    const QString sentence =
        u"'%1' cannot be joined: no foreign key links '%2' and '%3'%4."_s.arg(
            work.label(draft), tableName(work, work.ownerTable(draft)),
            tableName(work, work.targetTable(draft)), via) +
        (draft.facts.secondary < 0
             ? QString()
             : u" There is none between '%1' and '%2'."_s.arg(tableName(work, b), tableName(work, a)));
    const KeyCause cause = causeOfNoLink(work, draft, a, b);
    return reportError(work, draft, u"NoForeignKeysError"_s, sentence, cause.sentence, cause.fixes);
}

bool reportAmbiguousForeignKeys(Workbench &work, Draft &draft, int a, int b, const QList<LinkPath> &paths)
{
    QStringList ways;
    QList<Fix> fixes;
    const bool direct = draft.facts.secondary < 0;
    for (const LinkPath &path : paths) {
        ways += work.catalog.labels(path.foreignColumns());
        if (direct)
            fixes += pathFix(work, draft, path, paths);
    }
    if (!direct)
        fixes = twoPathFixes(work, draft, paths);
    return reportError(work, draft, u"AmbiguousForeignKeysError"_s,
                       u"'%1' cannot be joined: '%2' and '%3' are linked in %4 ways: by %5."_s.arg(
                           work.label(draft), tableName(work, b), tableName(work, a),
                           QString::number(paths.size()), ways.join(u"; by "_s)),
                       direct
                           ? u"Say with foreign_keys which of them is meant."_s
                           : u"Say with primaryjoin and secondaryjoin which of them belongs to which side."_s,
                       fixes);
}

bool reportSecondaryjoinAlone(Workbench &work, Draft &draft)
{
    QList<Fix> fixes;
    for (const JoinComparison &each : std::as_const(draft.facts.secondaryjoin)) {
        for (const JoinOperand &operand : {each.left, each.right}) {
            const int table = operand.column.table;
            if (table < 0 || table == work.ownerTable(draft) || table == work.targetTable(draft) ||
                !fixes.isEmpty())
                continue;
            fixes += editOptions(
                work, draft, u"Set secondary to '%1'"_s.arg(tableName(work, table)),
                [name = tableName(work, table)](RelationshipOptions &options) { options.secondary = name; });
        }
    }
    fixes += editOptions(work, draft, u"Leave secondaryjoin out"_s,
                         [](RelationshipOptions &options) { options.secondaryjoin.clear(); });
    return reportError(work, draft, u"ArgumentError"_s,
                       u"'%1' has a secondaryjoin but no secondary."_s.arg(work.label(draft)),
                       u"secondary names the link table that the secondaryjoin leads through."_s, fixes);
}

void warnOfLiteralInSelfReference(Workbench &work, const Draft &draft)
{
    reportWarning(work, draft,
                  u"The primaryjoin of '%1' compares with something that is no column of '%2'."_s.arg(
                      work.label(draft), tableName(work, work.ownerTable(draft))),
                  u"Mark the columns of the other side with remote(), so that it is sure which they are."_s);
}

bool reportNothingToCopy(Workbench &work, Draft &draft, bool secondary, bool hasForeign)
{
    const QString argument = secondary ? u"secondaryjoin"_s : u"primaryjoin"_s;
    const QList<JoinComparison> &join = secondary ? draft.facts.secondaryjoin : draft.facts.primaryjoin;
    if (hasForeign) {
        QList<Fix> fixes;
        if (!isToldAcross(work, draft)) {
            fixes = triedFix(work, draft, u"Set viewonly=True"_s,
                             [](RelationshipOptions &options) { options.viewonly = true; });
        }
        return reportError(
            work, draft, u"ArgumentError"_s,
            u"The %1 of '%2' equates no foreign key column with another column of its tables, so there is nothing to write."_s
                .arg(argument, work.label(draft)),
            u"A relationship that only reads may compare in other ways: viewonly=True."_s, fixes);
    }
    return reportError(work, draft, u"ArgumentError"_s,
                       u"The %1 of '%2' compares no foreign key column."_s.arg(argument, work.label(draft)),
                       u"Add a foreign key, or say which column is one with foreign() or foreign_keys."_s,
                       (consultsForeignKeys(draft) ? missingKeyFixes(work, join) : QList<Fix>()) +
                           markForeignFixes(work, draft, join));
}

bool reportNoDirection(Workbench &work, Draft &draft, bool foreignOnBothSides)
{
    const QString owner = tableName(work, work.ownerTable(draft));
    const QString target = tableName(work, work.targetTable(draft));
    QList<Fix> fixes = noRemoteSideFix(work, draft);
    if (!draft.foreignKeys.isEmpty()) {
        fixes += triedFix(work, draft, u"Leave foreign_keys out"_s,
                          [](RelationshipOptions &options) { options.foreignKeys.clear(); });
    }
    return reportError(
        work, draft, u"ArgumentError"_s,
        foreignOnBothSides
            ? u"The direction of '%1' cannot be told: its join has foreign key columns both of '%2' and of '%3' (%4)."_s
                  .arg(work.label(draft), owner, target, work.catalog.labels(draft.facts.foreignColumns))
            : u"The direction of '%1' cannot be told: its join has no foreign key column of '%2' or '%3'."_s
                  .arg(work.label(draft), owner, target),
        u"Say with foreign_keys which columns refer to the other side."_s, fixes);
}

bool reportNoRemoteSide(Workbench &work, Draft &draft)
{
    return reportError(
        work, draft, u"ArgumentError"_s,
        u"'%1' compares no column of its own side with one of the other side (remote: %2)."_s.arg(
            work.label(draft),
            draft.facts.remoteColumns.isEmpty() ? u"none"_s : work.catalog.labels(draft.facts.remoteColumns)),
        u"remote_side must name the columns of one side of the comparison, not of both or none."_s,
        noRemoteSideFix(work, draft));
}

void warnOfLocalRemoteSide(Workbench &work, const Draft &draft, ColumnIndex column)
{
    reportWarning(work, draft,
                  u"The remote_side of '%1' names '%2', a column of its own table."_s.arg(
                      work.label(draft), work.catalog.label(column)),
                  u"remote_side is for relationships of a table with itself."_s,
                  draft.hasRemoteMarks ? QList<Fix>() : noRemoteSideFix(work, draft));
}

} // namespace relata::mapping
