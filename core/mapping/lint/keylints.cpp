#include "keylints.h"

#include "core/mapping/configure/keyfixes.h"
#include "core/mapping/configure/report.h"

#include <QSet>

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Action;
using schema::Direction;

namespace {

QList<ColumnIndex> writtenColumns(const Draft &draft)
{
    QList<ColumnIndex> columns;
    for (const SyncPair &pair : draft.facts.synchronizePairs)
        columns += pair.destination;
    return columns;
}

/// The action of the foreign key that the relationship stands on, where it has one.
Action onDeleteOf(const Workbench &work, const Draft &draft)
{
    for (const SyncPair &pair : draft.facts.synchronizePairs) {
        for (const KeyElement &element : work.catalog.elementsOf(pair.destination)) {
            if (element.target == pair.source)
                return work.catalog.foreignKey(element).onDelete;
        }
    }
    return Action::NoAction;
}

void lintOnDelete(LintList &lints, const Draft &draft)
{
    const Workbench &work = lints.work();
    const Action action = onDeleteOf(work, draft);
    if ((action != Action::Cascade && action != Action::SetNull) ||
        draft.facts.passiveDeletes != PassiveDeletes::No)
        return;
    const bool never = action == Action::Cascade && !draft.facts.cascade.testFlag(Cascade::Delete);
    lints.add(
        u"on-delete-without-passive-deletes"_s, draft,
        never
            ? u"'%1' sets the foreign key of the children to NULL before their parent goes, so ON DELETE CASCADE never fires."_s
                  .arg(work.label(draft))
            : u"'%1' loads all children of a deleted parent, though the database has ON DELETE %2 for them."_s
                  .arg(work.label(draft), schema::actionWords(action)),
        u"passive_deletes=True leaves the children that are not loaded to the database."_s,
        {editOptions(work, draft, u"Set passive_deletes=True"_s,
                     [](RelationshipOptions &options) { options.passiveDeletes = PassiveDeletes::Yes; })});
}

void lintNotNull(LintList &lints, const Draft &draft)
{
    const Workbench &work = lints.work();
    if (draft.facts.cascade.testFlag(Cascade::Delete) || draft.facts.passiveDeletes == PassiveDeletes::All)
        return;
    const QList<ColumnIndex> columns = writtenColumns(draft);
    const auto fixed = std::find_if(columns.cbegin(), columns.cend(), [&work](ColumnIndex column) {
        return !work.catalog.column(column).nullable;
    });
    if (fixed == columns.cend())
        return;
    QList<Fix> fixes = {
        editOptions(work, draft, u"Set cascade to \"all, delete-orphan\""_s,
                    [](RelationshipOptions &options) { options.cascade = u"all, delete-orphan"_s; })};
    const schema::Table &table = work.catalog.table(fixed->table);
    if (columns.size() == 1 && !table.isInPrimaryKey(work.catalog.column(*fixed).name))
        fixes += nullableFix(work, *fixed);
    lints.add(
        u"not-null-without-delete-cascade"_s, draft,
        u"Deleting a '%1' sets '%2' of its '%3' to NULL, which that column does not allow."_s.arg(
            work.classOf(draft.owner()).name, work.catalog.label(*fixed), draft.name()),
        u"Children that cannot be without a parent are deleted with it: cascade=\"all, delete-orphan\"."_s,
        fixes);
}

void lintOneToOne(LintList &lints, const Draft &draft)
{
    const Workbench &work = lints.work();
    QStringList names;
    for (const ColumnIndex column : writtenColumns(draft)) {
        if (column.table != work.targetTable(draft))
            return;
        if (!names.contains(work.catalog.column(column).name))
            names += work.catalog.column(column).name;
    }
    const int table = work.targetTable(draft);
    if (draft.facts.uselist || work.catalog.table(table).isUnique(names))
        return;
    lints.add(
        u"one-to-one-without-unique"_s, draft,
        u"'%1' holds one '%2', but nothing keeps two rows from having the same '%3.%4'; then only the first is seen."_s
            .arg(work.label(draft), work.classOf(draft.facts.target).name, work.catalog.table(table).name,
                 names.join(u", "_s)),
        u"A one-to-one relationship needs a UNIQUE foreign key."_s, {uniqueFix(work, table, names)});
}

/// The columns of the constraint of which the relationship uses some but not all; else none.
QList<ColumnIndex> wholeKey(const Workbench &work, const Draft &draft)
{
    const QList<ColumnIndex> used = writtenColumns(draft);
    for (const ColumnIndex column : used) {
        QList<ColumnIndex> best;
        for (const KeyElement &element : work.catalog.elementsOf(column)) {
            QList<ColumnIndex> all;
            for (const KeyElement &part : work.catalog.elements(column.table)) {
                if (part.constraint == element.constraint)
                    all += part.parent;
            }
            const bool covered = std::all_of(all.cbegin(), all.cend(),
                                             [&used](ColumnIndex part) { return used.contains(part); });
            if (covered)
                return {};
            best = all;
        }
        if (!best.isEmpty())
            return best;
    }
    return {};
}

/// Whether a foreign key refers to its own columns, so that no foreign_keys of all of them has a direction.
bool refersToItself(const Workbench &work, const QList<ColumnIndex> &key)
{
    const QList<KeyElement> &elements = work.catalog.elements(key.first().table);
    return std::any_of(elements.cbegin(), elements.cend(), [&key](const KeyElement &element) {
        return key.contains(element.parent) && key.contains(element.target) &&
               element.parent != element.target;
    });
}

void lintPartialKey(LintList &lints, const Draft &draft)
{
    const Workbench &work = lints.work();
    if (draft.foreignKeys.isEmpty() || draft.hasPrimaryjoin || draft.facts.secondary >= 0)
        return;
    const QList<ColumnIndex> whole = wholeKey(work, draft);
    if (whole.isEmpty())
        return;
    QList<Fix> fixes;
    if (!refersToItself(work, whole)) {
        fixes += editOptions(
            work, draft, u"Set foreign_keys to %1"_s.arg(work.catalog.labels(whole)),
            [names = namesOf(work, whole)](RelationshipOptions &options) { options.foreignKeys = names; });
    }
    lints.add(u"partial-foreign-keys"_s, draft,
              u"'%1' joins by %2 only, which is a part of the foreign key (%3): it finds wrong rows."_s.arg(
                  work.label(draft), work.catalog.labels(writtenColumns(draft)), work.catalog.labels(whole)),
              u"foreign_keys must name all columns of a composite foreign key."_s, fixes);
}

} // namespace

void lintKeys(LintList &lints, const Draft &draft)
{
    lintPartialKey(lints, draft);
    if (draft.facts.direction != Direction::OneToMany)
        return;
    lintOnDelete(lints, draft);
    lintNotNull(lints, draft);
    lintOneToOne(lints, draft);
}

} // namespace relata::mapping
