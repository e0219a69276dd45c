#include "joinfinder.h"

#include "core/mapping/configure/joinreports.h"

#include <QSet>

#include <algorithm>

namespace relata::mapping {

namespace {

/// Adds what the foreign keys of `child` that lead to `parent` contribute.
void collect(const Catalog &catalog, int child, int parent, const QList<ColumnIndex> &foreignKeys,
             LinkSearch &search)
{
    for (const KeyElement &element : catalog.elements(child)) {
        if (!foreignKeys.isEmpty() && !foreignKeys.contains(element.parent))
            continue;
        if (element.target.table != parent)
            continue;
        if (!element.isResolved()) {
            search.missingColumn = element;
            return;
        }
        const auto sameConstraint = [&element](const LinkPath &path) {
            return path.table == element.parent.table && path.constraint == element.constraint;
        };
        auto path = std::find_if(search.paths.begin(), search.paths.end(), sameConstraint);
        if (path == search.paths.end()) {
            search.paths += LinkPath{element.parent.table, element.constraint, {}};
            path = search.paths.end() - 1;
        }
        path->pairs += SyncPair{element.target, element.parent};
    }
}

/// All columns of the constraint, not only those that lead to the table in question.
QSet<ColumnIndex> columnsOf(const Catalog &catalog, const LinkPath &path)
{
    QSet<ColumnIndex> columns;
    for (const KeyElement &element : catalog.elements(path.table)) {
        if (element.constraint == path.constraint)
            columns += element.parent;
    }
    return columns;
}

void narrowDown(const Catalog &catalog, const QList<ColumnIndex> &foreignKeys, QList<LinkPath> &paths)
{
    if (!foreignKeys.isEmpty()) {
        const QSet<ColumnIndex> wanted(foreignKeys.cbegin(), foreignKeys.cend());
        QList<LinkPath> exact;
        for (const LinkPath &path : std::as_const(paths)) {
            if (columnsOf(catalog, path) == wanted)
                exact += path;
        }
        if (exact.isEmpty())
            return; // Stays ambiguous, with all paths to tell about.
        paths = exact;
    }
    const bool same = std::all_of(paths.cbegin(), paths.cend(), [&paths](const LinkPath &path) {
        return path.pairs == paths.first().pairs;
    });
    if (same)
        paths.resize(1);
}

QList<JoinComparison> conditionOf(const LinkPath &path)
{
    QList<JoinComparison> join;
    for (const SyncPair &pair : path.pairs) {
        JoinComparison comparison;
        comparison.left.column = pair.source;
        comparison.op = QStringLiteral("=");
        comparison.right.column = pair.destination;
        join += comparison;
    }
    return join;
}

bool findJoin(Workbench &work, Draft &draft, int a, int b, QList<JoinComparison> &join)
{
    const LinkSearch search = findLinks(work.catalog, a, b, draft.foreignKeys);
    if (search.missingColumn)
        return reportMissingColumn(work, draft, *search.missingColumn);
    if (search.paths.isEmpty())
        return reportNoForeignKeys(work, draft, a, b);
    if (search.paths.size() > 1)
        return reportAmbiguousForeignKeys(work, draft, a, b, search.paths);
    join = conditionOf(search.paths.first());
    return true;
}

} // namespace

QList<ColumnIndex> LinkPath::foreignColumns() const
{
    QList<ColumnIndex> columns;
    for (const SyncPair &pair : pairs)
        columns += pair.destination;
    return columns;
}

LinkSearch findLinks(const Catalog &catalog, int a, int b, const QList<ColumnIndex> &foreignKeys)
{
    LinkSearch search;
    collect(catalog, b, a, foreignKeys, search);
    if (a != b && !search.missingColumn)
        collect(catalog, a, b, foreignKeys, search);
    if (search.paths.size() > 1)
        narrowDown(catalog, foreignKeys, search.paths);
    return search;
}

bool determineJoins(Workbench &work, Draft &draft)
{
    ConfiguredRelationship &facts = draft.facts;
    if (facts.secondary < 0) {
        if (draft.hasSecondaryjoin)
            return reportSecondaryjoinAlone(work, draft);
        return draft.hasPrimaryjoin ||
               findJoin(work, draft, work.ownerTable(draft), work.targetTable(draft), facts.primaryjoin);
    }
    if (!draft.hasSecondaryjoin &&
        !findJoin(work, draft, work.targetTable(draft), facts.secondary, facts.secondaryjoin))
        return false;
    return draft.hasPrimaryjoin ||
           findJoin(work, draft, work.ownerTable(draft), facts.secondary, facts.primaryjoin);
}

} // namespace relata::mapping
