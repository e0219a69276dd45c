#include "core/async/whendone.h"
#include "ui/models/recordtreemodel.h"

#include <algorithm>

namespace relata::ui {

using base::Cause;
using base::Record;
using base::RecordKey;
using base::RecordPage;
using base::Result;

/// How the tree asks again what it shows, and keeps the nodes of what is still there.

void RecordTreeModel::reload()
{
    m_titles.expire();
    if (!m_table.isNull())
        reloadNode(root(), causeFor(root(), tr("Refresh")));
}

/// Asks the rows of a node again, as many as it shows, and keeps what is still there.
/// @param more rows by which a node that shows all of them may have grown
void RecordTreeModel::reloadNode(LazyNode &parent, const Cause &cause, int more)
{
    base::PageRequest request;
    request.scope = scopeOf(indexOf(&parent));
    const int shown = recordCount(parent);
    const bool showsAll = parent.childCount() == shown;
    request.limit = qMax(m_pageSize, shown + (showsAll ? more : 0));
    request.filter = parent.parent() ? QString() : m_rootFilter;
    request.once = isAskedOnce(parent);
    const quint64 id = parent.id();
    async::whenDone(m_records.page(request, cause), this, [this, id, cause](const Result<RecordPage> &page) {
        LazyNode *still = find(id);
        if (!still)
            return;
        if (page)
            replaceRecords(*still, *page, cause);
        else
            takePage(*still, page);
    });
}

void RecordTreeModel::replaceRecords(LazyNode &parent, const RecordPage &page, const Cause &cause)
{
    const int before = recordCount(parent);
    removeChildren(parent, before, parent.childCount() - before);
    removeAllBut(parent, page.records);
    for (int i = 0; i < page.records.size(); ++i) {
        const Record &record = page.records[i];
        const int place = rowOfRecord(parent, record.key, i);
        if (place != i) {
            // Either a new row, or one that moved: then it starts anew, collapsed.
            if (place > i)
                removeChildren(parent, place, 1);
            insertChildren(parent, i, recordNodes({record}, page.byPage));
        }
        recordAt(parent, i).record = record;
        nodeChanged(*parent.child(i));
    }
    if (page.hasMore)
        appendChildren(parent, oneNode(std::make_unique<MoreNode>()));
    finishLoading(parent, LoadState::Loaded);
    wantSummary(parent);
    wantTitles(page.records);
    for (int i = 0; i < recordCount(parent); ++i)
        reloadRelationships(*parent.child(i), cause);
}

void RecordTreeModel::removeAllBut(LazyNode &parent, const QList<Record> &records)
{
    QSet<RecordKey> wanted;
    for (const Record &record : records)
        wanted += record.key;
    for (int row = recordCount(parent) - 1; row >= 0; --row) {
        if (!wanted.contains(recordAt(parent, row).record.key))
            removeChildren(parent, row, 1);
    }
}

void RecordTreeModel::reloadRelationships(const LazyNode &record, const Cause &cause)
{
    for (int row = 0; row < record.childCount(); ++row) {
        LazyNode &side = *record.child(row);
        if (side.state() == LoadState::Loaded || side.state() == LoadState::Failed)
            reloadNode(side, cause);
        else
            wantSummary(side);
    }
}

void RecordTreeModel::onSaved(const async::SaveSummary &summary)
{
    QHash<RecordKey, Record> fresh;
    for (const Record &record : summary.refreshed)
        fresh.insert(record.key, record);
    renewRecords(root(), summary, fresh);
    m_titles.expire(summary.tables);
    wantTitlesBelow(root());
    const Cause cause = m_makeCause(tr("Show what was saved"), Cause::Kind::Display);
    if (mayHaveOtherRows(summary))
        reloadNode(root(), cause, summary.inserted);
    visitRelationships(root(), [this, &summary, &cause](RelationshipNode &side) {
        const bool touched = summary.tables.contains(side.relationship.targetTable) ||
                             summary.tables.contains(side.relationship.secondary) ||
                             summary.tables.contains(side.owner.table);
        if (!touched)
            return;
        if (side.state() == LoadState::Loaded)
            reloadNode(side, cause, summary.inserted);
        else
            wantSummary(side);
    });
}

/// Whether a save may have changed which rows the first level has, or their order.
bool RecordTreeModel::mayHaveOtherRows(const async::SaveSummary &summary) const
{
    const schema::Table *table = m_schema.table(m_table);
    if (!table)
        return false;
    if (table->kind != schema::TableKind::Table || summary.changedByDatabase.contains(m_table))
        return true;
    const auto hasMoved = [](const auto &keys) { return keys.first != keys.second; };
    const auto keys = summary.newKeys.asKeyValueRange();
    return summary.tables.contains(m_table) &&
           (summary.inserted > 0 || summary.deleted > 0 || std::ranges::any_of(keys, hasMoved));
}

void RecordTreeModel::renewRecords(const LazyNode &node, const async::SaveSummary &summary,
                                   const QHash<RecordKey, Record> &fresh)
{
    for (int i = 0; i < node.childCount(); ++i) {
        auto &child = static_cast<RecordTreeNode &>(*node.child(i));
        if (child.kind() == RecordNodeKind::Record) {
            Record &record = static_cast<RecordNode &>(child).record;
            const RecordKey key = summary.newKeys.value(record.key, record.key);
            if (const auto found = fresh.constFind(key); found != fresh.cend()) {
                record = *found;
                for (int j = 0; j < child.childCount(); ++j)
                    static_cast<RelationshipNode *>(child.child(j))->owner = key;
                nodeChanged(child);
            }
        }
        renewRecords(child, summary, fresh);
    }
}

void RecordTreeModel::visitRelationships(const LazyNode &node,
                                         const std::function<void(RelationshipNode &)> &visit)
{
    for (int i = 0; i < node.childCount(); ++i) {
        auto &child = static_cast<RecordTreeNode &>(*node.child(i));
        if (child.kind() == RecordNodeKind::Relationship)
            visit(static_cast<RelationshipNode &>(child));
        visitRelationships(child, visit);
    }
}

} // namespace relata::ui
