#include "keycauses.h"

#include "core/mapping/configure/joinfinder.h"
#include "core/mapping/configure/keyfixes.h"
#include "core/mapping/configure/report.h"
#include "core/schema/suggestion.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

/// The table that the foreign key was probably meant for: that of a class of the written name, else the one
/// with the nearest name; -1 where none is near.
int meantTable(const Workbench &work, const QString &written)
{
    const QList<int> classes = work.catalog.classesNamed(written);
    if (!classes.isEmpty())
        return work.catalog.tableOfClass(classes.first());
    return work.catalog.tableNamed(schema::nearestName(written, tableNames(work)));
}

/// The target columns as they would be in that table: those that exist, else the primary key.
QStringList meantColumns(const Workbench &work, const schema::ForeignKey &key, int table)
{
    QStringList columns;
    for (const QString &written : key.targetColumns) {
        QString meant = written;
        if (work.catalog.columnNamed(table, written) < 0)
            meant = schema::nearestName(written, columnNames(work, table));
        if (meant.isEmpty() || columns.contains(meant))
            break;
        columns += meant;
    }
    if (columns.size() == key.columns.size())
        return columns;
    const QStringList &primary = work.catalog.table(table).primaryKey;
    return primary.size() == key.columns.size() ? primary : QStringList();
}

QList<Fix> retargetFixes(const Workbench &work, const KeyElement &element, int table)
{
    if (table < 0)
        return {};
    const QStringList columns = meantColumns(work, work.catalog.foreignKey(element), table);
    if (columns.isEmpty())
        return {};
    return {retargetFix(work, element.parent.table, element.constraint, table, columns)};
}

KeyCause missingTable(const Workbench &work, const KeyElement &element)
{
    const schema::ForeignKey &key = work.catalog.foreignKey(element);
    const int meant = meantTable(work, key.table);
    KeyCause cause;
    cause.sentence = u"the foreign key of '%1' names the table '%2', which does not exist."_s.arg(
        work.catalog.label(element.parent), key.table);
    if (!work.catalog.classesNamed(key.table).isEmpty())
        cause.hint = u"'%1' is a class; a foreign key names its table."_s.arg(key.table);
    if (meant >= 0)
        cause.sentence += u" Did you mean '%1'?"_s.arg(work.catalog.table(meant).name);
    cause.fixes = retargetFixes(work, element, meant);
    return cause;
}

KeyCause missingColumn(const Workbench &work, const KeyElement &element)
{
    const schema::ForeignKey &key = work.catalog.foreignKey(element);
    const QString wanted = key.targetColumns.value(element.part);
    KeyCause cause;
    cause.sentence =
        u"the foreign key of '%1' names the column '%2.%3', but '%2' has no such column.%4"_s.arg(
            work.catalog.label(element.parent), key.table, wanted,
            schema::didYouMean(wanted, columnNames(work, element.target.table)));
    if (key.implicitTarget)
        cause.hint =
            u"A foreign key that names only a table means its column of the same name, here '%1'."_s.arg(
                wanted);
    cause.fixes = retargetFixes(work, element, element.target.table);
    return cause;
}

/// The unresolved foreign keys of a table that may have been meant for the other one, of those that count.
KeyCause brokenKeyBetween(const Workbench &work, const Draft &draft, int child, int parent)
{
    for (const KeyElement &element : work.catalog.elements(child)) {
        if (element.isResolved() ||
            (!draft.foreignKeys.isEmpty() && !draft.foreignKeys.contains(element.parent)))
            continue;
        const bool near = meantTable(work, work.catalog.foreignKey(element).table) == parent;
        if (near || element.target.table == parent)
            return causeOf(work, element);
    }
    return {};
}

/// What a foreign_keys argument leaves out: foreign keys that would link the tables without it.
KeyCause excludedLink(const Workbench &work, const Draft &draft, int a, int b)
{
    if (draft.foreignKeys.isEmpty())
        return {};
    const LinkSearch search = findLinks(work.catalog, a, b, {});
    KeyCause cause;
    for (const LinkPath &path : search.paths) {
        const QList<ColumnIndex> columns = path.foreignColumns();
        cause.sentence = u"The argument foreign_keys names %1, which is not the foreign key; %2 is."_s.arg(
            work.catalog.labels(draft.foreignKeys), work.catalog.labels(columns));
        cause.fixes += editOptions(
            work, draft, u"Set foreign_keys to %1"_s.arg(work.catalog.labels(columns)),
            [names = namesOf(work, columns)](RelationshipOptions &options) { options.foreignKeys = names; });
    }
    return cause;
}

/// A foreign key on the column that foreign_keys names, from its table to the other one's primary key.
QList<Fix> keyOnNamedColumns(const Workbench &work, const Draft &draft, int a, int b)
{
    const ColumnIndex child = draft.foreignKeys.first();
    const int other = child.table == a ? b : a;
    const QList<int> key = work.catalog.identity(other);
    if (draft.foreignKeys.size() != 1 || key.size() != 1 || (child.table != a && child.table != b) ||
        child == ColumnIndex{other, key.first()})
        return {};
    return {foreignKeyFix(work, child, {other, key.first()})};
}

Fix markFix(const Workbench &work, const Draft &draft, ColumnIndex column)
{
    const ColumnName name = work.catalog.nameOf(column);
    return editOptions(work, draft, u"Set foreign_keys to %1"_s.arg(name.text()),
                       [name](RelationshipOptions &options) { options.foreignKeys = {name}; });
}

} // namespace

KeyCause causeOf(const Workbench &work, const KeyElement &element)
{
    return element.target.table < 0 ? missingTable(work, element) : missingColumn(work, element);
}

KeyCause causeOfNoLink(const Workbench &work, const Draft &draft, int a, int b)
{
    for (const KeyCause &cause : {excludedLink(work, draft, a, b), brokenKeyBetween(work, draft, b, a),
                                  brokenKeyBetween(work, draft, a, b)}) {
        if (cause.sentence.isEmpty())
            continue;
        KeyCause found = cause;
        found.sentence[0] = found.sentence[0].toUpper();
        if (!found.hint.isEmpty())
            found.sentence += u' ' + found.hint;
        return found;
    }
    KeyCause none;
    none.sentence = u"Add a foreign key, or say with primaryjoin how the tables belong together."_s;
    if (!draft.foreignKeys.isEmpty()) {
        none.fixes = keyOnNamedColumns(work, draft, a, b);
        return none;
    }
    const bool scalar = !draft.arguments.uselist.value_or(true);
    if (draft.facts.secondary >= 0)
        none.fixes = foreignKeyFixes(work, draft.facts.secondary, a);
    else if (scalar || draft.name() == work.catalog.table(b).name)
        none.fixes = foreignKeyFixes(work, a, b) + foreignKeyFixes(work, b, a);
    else
        none.fixes = foreignKeyFixes(work, b, a) + foreignKeyFixes(work, a, b);
    return none;
}

QList<Fix> markForeignFixes(const Workbench &work, const Draft &draft, const QList<JoinComparison> &join)
{
    QList<Fix> fixes;
    for (const JoinComparison &each : join) {
        if (!each.left.isColumn() || !each.right.isColumn() || each.op != "="_L1 || join.size() > 1 ||
            draft.hasForeignMarks || draft.facts.secondary >= 0)
            continue;
        for (const ColumnIndex column : {each.right.column, each.left.column}) {
            if (!work.catalog.identity(column.table).contains(column.column))
                fixes += markFix(work, draft, column);
        }
    }
    return fixes;
}

} // namespace relata::mapping
