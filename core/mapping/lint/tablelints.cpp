#include "tablelints.h"

#include "core/mapping/configure/keycauses.h"
#include "core/mapping/configure/keyfixes.h"
#include "core/mapping/configure/report.h"
#include "core/mapping/tableorder.h"
#include "core/schema/schemachange.h"

#include <QSet>

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

Place placeOf(const Workbench &work, const KeyElement &element)
{
    return {{},
            {},
            work.catalog.table(element.parent.table).name,
            work.catalog.column(element.parent).name,
            work.catalog.foreignKey(element).id};
}

void lintTargetWords(LintList &lints, const KeyElement &element)
{
    const Workbench &work = lints.work();
    const schema::ForeignKey &key = work.catalog.foreignKey(element);
    const QString column = work.catalog.label(element.parent);
    if (element.target.table < 0 && !work.catalog.classesNamed(key.table).isEmpty()) {
        const KeyCause cause = causeOf(work, element);
        const int meant = work.catalog.tableOfClass(work.catalog.classesNamed(key.table).first());
        const bool isOneMore = meant >= 0 && areLinked(work, element.parent.table, meant);
        lints.add(
            u"foreign-key-names-class"_s, placeOf(work, element),
            u"The foreign key of '%1' names the class '%2'; it must name its table."_s.arg(column, key.table),
            cause.hint, isOneMore ? QList<Fix>() : cause.fixes);
    } else if (key.implicitTarget && element.target.table >= 0) {
        lints.add(u"foreign-key-names-table-only"_s, placeOf(work, element),
                  u"The foreign key of '%1' names only the table '%2', which means its column '%3'."_s.arg(
                      column, key.table, key.targetColumns.value(element.part)),
                  u"Name the column too."_s,
                  element.isResolved() ? QList{retargetFix(work, element.parent.table, element.constraint,
                                                           element.target.table, key.targetColumns)}
                                       : causeOf(work, element).fixes);
    }
}

/// Finds foreign keys that together leave no circle when they do not count: those that lead back to a table
/// from which the walk came.
class CircleBreaker
{
public:
    CircleBreaker(const Catalog &catalog, const QList<int> &circle) : m_catalog(catalog)
    {
        for (const int table : circle) {
            if (!m_done.contains(table))
                visit(table);
        }
    }

    const QList<schema::SchemaStep> &steps() const { return m_steps; }
    const QStringList &labels() const { return m_labels; }

private:
    void visit(int table)
    {
        m_path += table;
        for (const KeyElement &element : m_catalog.elements(table)) {
            const int parent = element.target.table;
            if (element.part > 0 || parent < 0 || parent == table || m_catalog.foreignKey(element).useAlter)
                continue;
            if (m_path.contains(parent))
                postpone(element);
            else if (!m_done.contains(parent))
                visit(parent);
        }
        m_path.remove(table);
        m_done += table;
    }

    void postpone(const KeyElement &element)
    {
        const schema::Table &table = m_catalog.table(element.parent.table);
        schema::ForeignKey now = m_catalog.foreignKey(element);
        now.useAlter = true;
        if (now.name.isEmpty())
            now.name = u"fk_%1_%2"_s.arg(table.name, now.columns.join(u'_'));
        m_steps += schema::RemoveForeignKey{table.id, now.id};
        m_steps += schema::AddForeignKey{table.id, element.constraint, now};
        m_labels += table.name + u'.' + now.columns.join(u", "_s);
    }

    const Catalog &m_catalog;
    QSet<int> m_path;
    QSet<int> m_done;
    QList<schema::SchemaStep> m_steps;
    QStringList m_labels;
};

void lintCircles(LintList &lints)
{
    const QList<schema::Table> &tables = lints.work().catalog.declarations().tables;
    const QList<int> circle = tablesInCircles(tables);
    if (circle.isEmpty())
        return;
    QStringList names;
    for (const int table : circle)
        names += tables[table].name;
    const CircleBreaker breaks(lints.work().catalog, circle);
    const QString text = u"Set use_alter on %1"_s.arg(breaks.labels().join(u"; "_s));
    lints.add(
        u"foreign-key-cycle"_s, Place{{}, {}, names.first(), {}, {}},
        u"The tables '%1' refer to each other in a circle, so no order creates or drops them one by one."_s
            .arg(names.join(u"', '"_s)),
        u"A named foreign key with use_alter is added after the tables."_s,
        {Fix{text, schema::SchemaChange{text, breaks.steps()}}});
}

/// The relationships that write the foreign keys between two tables, by the table that has them and the
/// other.
using Writers = QHash<QPair<int, int>, QList<const Draft *>>;

bool writesAcross(const Draft &draft)
{
    return draft.stage == Draft::Stage::Configured && !draft.facts.viewonly && draft.facts.secondary < 0 &&
           !draft.facts.synchronizePairs.isEmpty() &&
           draft.facts.synchronizePairs.first().source.table !=
               draft.facts.synchronizePairs.first().destination.table;
}

Writers writersByTables(const Workbench &work)
{
    Writers writers;
    for (const Draft &draft : work.drafts) {
        if (!writesAcross(draft))
            continue;
        const SyncPair &pair = draft.facts.synchronizePairs.first();
        writers[{pair.destination.table, pair.source.table}] += &draft;
    }
    return writers;
}

bool isPostponed(const Draft *draft)
{
    return draft->facts.postUpdate;
}

/// Whether the keys can wait: they are NULL until they are written.
bool mayWait(const Workbench &work, const QList<const Draft *> &writers)
{
    return std::ranges::all_of(writers, [&work](const Draft *draft) {
        return std::ranges::all_of(draft->facts.synchronizePairs, [&work](const SyncPair &pair) {
            return work.catalog.column(pair.destination).nullable;
        });
    });
}

/// Those of two directions whose keys are better written afterwards: the ones that may be NULL, else those of
/// which some are already, else the first.
const QList<const Draft *> &laterOnes(const Workbench &work, const QList<const Draft *> &first,
                                      const QList<const Draft *> &second)
{
    if (mayWait(work, first) != mayWait(work, second))
        return mayWait(work, first) ? first : second;
    return std::ranges::any_of(second, isPostponed) ? second : first;
}

/// SQLAlchemy postpones a key only where all relationships that write it say so: both sides of each pair.
void lintPostUpdate(LintList &lints)
{
    const Workbench &work = lints.work();
    const Writers writers = writersByTables(work);
    for (const Draft &draft : work.drafts) {
        if (!writesAcross(draft))
            continue;
        const SyncPair &pair = draft.facts.synchronizePairs.first();
        const QList<const Draft *> there = writers.value({pair.destination.table, pair.source.table});
        const QList<const Draft *> back = writers.value({pair.source.table, pair.destination.table});
        // One finding for each pair of tables, at the relationship that comes first.
        if (back.isEmpty() || there.first() != &draft || back.first()->index < draft.index ||
            std::ranges::all_of(there, isPostponed) || std::ranges::all_of(back, isPostponed))
            continue;
        QList<const Draft *> later = laterOnes(work, there, back);
        const Draft &other = later.first() == there.first() ? *back.first() : *there.first();
        later.removeIf(isPostponed);
        later.removeIf([&](const Draft *each) { // A backref does as the one that makes it.
            return each->declaredBy >= 0 && later.contains(&work.drafts[size_t(each->declaredBy)]);
        });
        std::ranges::stable_partition(later, [&work](const Draft *each) { // Who has the key is named first.
            return work.ownerTable(*each) == each->facts.synchronizePairs.first().destination.table;
        });
        QStringList labels;
        for (const Draft *each : std::as_const(later))
            labels += work.label(*each);
        lints.add(
            u"cycle-without-post-update"_s, *later.first(),
            u"'%1' and '%2' write foreign keys in both directions: two new records that refer to each other cannot be saved."_s
                .arg(labels.first(), work.label(other)),
            u"post_update=True on both sides of one of the two keys writes it afterwards."_s,
            {editOptionsOf(work, later, u"Set post_update=True of '%1'"_s.arg(labels.join(u"', '"_s)),
                           [](RelationshipOptions &options) { options.postUpdate = true; })});
    }
}

} // namespace

void lintTables(LintList &lints)
{
    const Workbench &work = lints.work();
    for (int table = 0; table < work.catalog.declarations().tables.size(); ++table) {
        for (const KeyElement &element : work.catalog.elements(table)) {
            if (element.part == 0)
                lintTargetWords(lints, element);
        }
    }
    lintCircles(lints);
    lintPostUpdate(lints);
}

} // namespace relata::mapping
