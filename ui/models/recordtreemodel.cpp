#include "recordtreemodel.h"

#include "core/async/whendone.h"

#include <QSet>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Record;
using base::RecordKey;
using base::RecordPage;
using base::Result;

RecordTreeModel::RecordTreeModel(async::Records &records, const mapping::MappedSchema &schema,
                                 MakeCause makeCause, QObject *parent)
    : LazyTreeModel(parent),
      m_records(records),
      m_schema(schema),
      m_makeCause(std::move(makeCause)),
      m_titles(records, m_schema,
               [this] {
                   return m_makeCause(tr("Parents’ titles in the tree of %1").arg(m_table),
                                      Cause::Kind::Display);
               }),
      m_text(records, m_schema, m_titles),
      m_summaries(
          records, [this](quint64 id) { return static_cast<const RelationshipNode *>(find(id)); },
          [this] {
              return m_makeCause(tr("Titles and counts in the tree of %1").arg(m_table),
                                 Cause::Kind::Display);
          })
{
    connect(&m_summaries, &NodeSummaries::answered, this, &RecordTreeModel::takeSummary);
    connect(&m_titles, &RecordTitles::arrived, this, [this] {
        refreshAll(root());
        emit titlesLoaded();
    });
    connect(&m_records, &async::Records::pendingChanged, this, [this] {
        wantTitles(); // Another parent may have been chosen.
        refreshAll(root());
    });
    connect(&m_records, &async::Records::saved, this, &RecordTreeModel::onSaved);
    connect(&m_records, &async::Records::expired, this, &RecordTreeModel::reload);
}

int RecordTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

Qt::ItemFlags RecordTreeModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

void RecordTreeModel::open(const QString &table)
{
    m_table = table;
    m_rootFilter.clear();
    loadRoot();
}

void RecordTreeModel::setRootFilter(const QString &filter)
{
    if (filter == m_rootFilter)
        return;
    m_rootFilter = filter;
    loadRoot();
}

void RecordTreeModel::loadRoot()
{
    clear();
    m_summaries.forgetAll();
    finishLoading(root(), LoadState::Loading);
    requestPage(root(), causeFor(root(), tr("Open")));
}

void RecordTreeModel::loadMore(const QModelIndex &more)
{
    auto *moreNode = static_cast<RecordTreeNode *>(node(more));
    if (!more.isValid() || moreNode->kind() != RecordNodeKind::More ||
        static_cast<MoreNode *>(moreNode)->isLoading)
        return;
    static_cast<MoreNode *>(moreNode)->isLoading = true;
    nodeChanged(*moreNode);
    LazyNode &parent = *moreNode->parent();
    requestPage(parent, causeFor(parent, tr("Load more of")));
}

void RecordTreeModel::retry(const QModelIndex &index)
{
    LazyNode *target = node(index);
    if (index.isValid() && static_cast<RecordTreeNode *>(target)->kind() == RecordNodeKind::Message)
        target = target->parent();
    if (target->state() != LoadState::Failed)
        return;
    if (target->parent())
        static_cast<RelationshipNode *>(target)->once = true;
    removeAllChildren(*target);
    finishLoading(*target, LoadState::Loading);
    requestPage(*target, causeFor(*target, tr("Retry")));
}

base::RowScope RecordTreeModel::scopeOf(const QModelIndex &index) const
{
    const RelationshipNode *side = relationshipAbove(*node(index));
    if (!side)
        return {m_table, {}, {}};
    return {side->relationship.targetTable, side->owner, side->relationship.name};
}

bool RecordTreeModel::comesWithOwner(const QModelIndex &relationship) const
{
    const base::RowScope scope = scopeOf(relationship);
    const mapping::Side *side = m_schema.relationship(scope.owner.table, scope.relationship);
    return side && mapping::isEager(side->lazy);
}

bool RecordTreeModel::isLoaded(const QModelIndex &index) const
{
    return node(index)->state() == LoadState::Loaded;
}

QModelIndex RecordTreeModel::listOf(const QModelIndex &index) const
{
    return indexOf(relationshipAbove(*node(index)));
}

QModelIndex RecordTreeModel::recordOf(const QModelIndex &list, const RecordKey &record) const
{
    const int row = rowOfRecord(*node(list), record);
    return row < 0 ? QModelIndex() : index(row, 0, list);
}

QModelIndex RecordTreeModel::relationshipOf(const QModelIndex &list, const RecordKey &record,
                                            const QString &name)
{
    const int row = rowOfRecord(*node(list), record);
    if (row < 0)
        return {};
    LazyNode &above = *node(list)->child(row);
    fetchMore(indexOf(&above)); // Its relationships' nodes; that asks nothing.
    for (int i = 0; i < above.childCount(); ++i) {
        const auto *side = static_cast<const RelationshipNode *>(above.child(i));
        if (side->relationship.name == name)
            return indexOf(side);
    }
    return {};
}

bool RecordTreeModel::ensureLoading(const QModelIndex &index)
{
    fetchMore(index);
    return node(index)->state() != LoadState::NotLoaded;
}

QStringList RecordTreeModel::trail(const QModelIndex &index) const
{
    QStringList parts;
    for (const LazyNode *at = node(index); at->parent(); at = at->parent()) {
        const auto *each = static_cast<const RecordTreeNode *>(at);
        if (each->kind() == RecordNodeKind::Record)
            parts.prepend(titleOf(static_cast<const RecordNode *>(each)->record));
        if (each->kind() == RecordNodeKind::Relationship)
            parts.prepend(static_cast<const RelationshipNode *>(each)->relationship.name);
    }
    parts.prepend(m_table);
    return parts;
}

bool RecordTreeModel::mayHaveChildren(const LazyNode &node) const
{
    const auto &each = static_cast<const RecordTreeNode &>(node);
    if (each.kind() == RecordNodeKind::Record) {
        const mapping::MappedClass *mapped =
            m_schema.classOf(static_cast<const RecordNode &>(each).record.key.table);
        return mapped && !mapped->relationships.isEmpty();
    }
    if (each.kind() != RecordNodeKind::Relationship)
        return false;
    const auto &summary = static_cast<const RelationshipNode &>(each).summary;
    return isNeverLoaded(node) || !summary || (!summary->isNone && summary->count != 0);
}

void RecordTreeModel::load(LazyNode &node)
{
    auto &each = static_cast<RecordTreeNode &>(node);
    if (each.kind() == RecordNodeKind::Record)
        addRelationships(static_cast<RecordNode &>(each));
    else
        requestPage(node, causeFor(node, tr("Expand")));
}

QVariant RecordTreeModel::nodeData(const LazyNode &node, int, int role) const
{
    return m_text.of(static_cast<const RecordTreeNode &>(node), role);
}

Cause RecordTreeModel::causeFor(const LazyNode &node, const QString &verb) const
{
    if (m_sharedCause)
        return *m_sharedCause;
    if (!node.parent())
        return m_makeCause(verb + u' ' + m_table, Cause::Kind::Click);
    const auto &side = static_cast<const RelationshipNode &>(node);
    const Record &owner = static_cast<const RecordNode *>(node.parent())->record;
    return m_makeCause(
        u"%1 %2 “%3” → %4"_s.arg(verb, owner.key.table, titleOf(owner).left(40), side.relationship.name),
        Cause::Kind::Click);
}

bool RecordTreeModel::isAskedOnce(const LazyNode &parent)
{
    return parent.parent() && static_cast<const RelationshipNode &>(parent).once;
}

void RecordTreeModel::requestPage(LazyNode &parent, const Cause &cause)
{
    base::PageRequest request;
    request.scope = scopeOf(indexOf(&parent));
    request.limit = m_pageSize;
    request.filter = parent.parent() ? QString() : m_rootFilter;
    request.once = isAskedOnce(parent);
    request.offsetHint = recordCount(parent);
    if (request.offsetHint > 0)
        request.after = recordAt(parent, request.offsetHint - 1).record;
    const quint64 id = parent.id();
    async::whenDone(m_records.page(request, cause), this, [this, id](const Result<RecordPage> &page) {
        if (LazyNode *still = find(id))
            takePage(*still, page);
    });
}

void RecordTreeModel::takePage(LazyNode &parent, const Result<RecordPage> &page)
{
    const int records = recordCount(parent);
    removeChildren(parent, records, parent.childCount() - records); // the "more" row
    if (!page) {
        if (page.error().code == base::ErrorCode::Cancelled && records == 0 && parent.parent()) {
            finishLoading(parent, LoadState::NotLoaded);
            return;
        }
        const bool isRefused = page.error().code == base::ErrorCode::LoadRefused;
        appendChildren(parent, oneNode(std::make_unique<MessageNode>(
                                   page.error().text(), isRefused ? tr("Load once") : tr("Retry"))));
        finishLoading(parent, LoadState::Failed);
        return;
    }
    appendChildren(parent, recordNodes(page->records, page->byPage));
    if (isNeverLoaded(parent))
        appendChildren(parent,
                       oneNode(std::make_unique<MessageNode>(
                           tr("Declared lazy='noload': it is never loaded, and looks empty."), QString())));
    wantTitles(page->records);
    if (page->hasMore)
        appendChildren(parent, oneNode(std::make_unique<MoreNode>()));
    finishLoading(parent, LoadState::Loaded);
    if (!page->hasMore)
        wantSummary(parent); // It is whole now, and in memory: the count costs nothing.
    if (!parent.parent())
        emit rootLoaded();
}

void RecordTreeModel::addRelationships(RecordNode &node)
{
    Nodes sides;
    for (const mapping::Side &each : m_schema.classOf(node.record.key.table)->relationships) {
        auto side = std::make_unique<RelationshipNode>(node.record.key, each);
        side->byPage = node.byPage.contains(each.name);
        sides.push_back(std::move(side));
    }
    appendChildren(node, std::move(sides));
    finishLoading(node, LoadState::Loaded);
    for (int i = 0; i < node.childCount(); ++i)
        wantSummary(*node.child(i));
}

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

void RecordTreeModel::onSaved(const base::SaveReport &summary)
{
    QHash<RecordKey, Record> fresh;
    for (const Record &record : summary.refreshed)
        fresh.insert(record.key, record);
    forEachRecord(root(), [this, &summary, &fresh](RecordNode &node) { renew(node, summary, fresh); });
    m_titles.expire(summary.tables);
    wantTitles();
    const Cause cause = m_makeCause(tr("Show what was saved"), Cause::Kind::Display);
    if (mayHaveOtherRows(summary))
        reloadNode(root(), cause, summary.inserted);
    forEachRelationship(root(), [this, &summary, &cause](RelationshipNode &side) {
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
bool RecordTreeModel::mayHaveOtherRows(const base::SaveReport &summary) const
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

/// A record that was saved is shown as the database has stored it.
void RecordTreeModel::renew(RecordNode &node, const base::SaveReport &summary,
                            const QHash<RecordKey, Record> &fresh)
{
    const RecordKey key = summary.newKeys.value(node.record.key, node.record.key);
    const auto found = fresh.constFind(key);
    if (found == fresh.cend())
        return;
    node.record = *found;
    for (int row = 0; row < node.childCount(); ++row)
        static_cast<RelationshipNode *>(node.child(row))->owner = key;
    nodeChanged(node);
}

void RecordTreeModel::setDisplaySql(bool on)
{
    const base::DisplaySql sql = on ? base::DisplaySql::On : base::DisplaySql::Off;
    m_summaries.setDisplaySql(sql);
    m_titles.setDisplaySql(sql);
    wantTitles();
}

void RecordTreeModel::wantTitles(const QList<Record> &records)
{
    for (const Record &record : records)
        m_titles.want(record);
}

void RecordTreeModel::wantTitles()
{
    forEachRecord(root(), [this](const RecordNode &node) { m_titles.want(node.record); });
}

void RecordTreeModel::wantSummary(const LazyNode &node)
{
    if (node.parent())
        m_summaries.want(static_cast<const RelationshipNode &>(node));
}

void RecordTreeModel::takeSummary(quint64 id, const base::NodeSummary &summary)
{
    auto *side = static_cast<RelationshipNode *>(find(id));
    if (!side)
        return;
    const bool isKnown = summary.inMemory || summary.isNone || summary.count >= 0 || !summary.title.isEmpty();
    side->summary = isKnown ? std::optional(summary) : std::nullopt;
    nodeChanged(*side);
}

/// Pending edits may have changed any row: tells the views that all of them look anew.
void RecordTreeModel::refreshAll(const LazyNode &node)
{
    if (node.childCount() == 0)
        return;
    emit dataChanged(indexOf(node.child(0)), indexOf(node.child(node.childCount() - 1)));
    for (int i = 0; i < node.childCount(); ++i)
        refreshAll(*node.child(i));
}

} // namespace relata::ui
