#include "recordtreemodel.h"

#include "core/async/whendone.h"
#include "core/base/title.h"
#include "core/schema/titlecolumns.h"

#include <QLocale>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Record;
using base::RecordKey;
using base::RecordPage;
using base::Result;

namespace {

int recordCount(const LazyNode &parent)
{
    int count = 0;
    while (count < parent.childCount() &&
           static_cast<RecordTreeNode *>(parent.child(count))->kind() == RecordNodeKind::Record)
        ++count;
    return count;
}

RecordNode &recordAt(const LazyNode &parent, int row)
{
    return *static_cast<RecordNode *>(parent.child(row));
}

LazyTreeModel::Nodes recordNodes(const QList<Record> &records)
{
    LazyTreeModel::Nodes nodes;
    nodes.reserve(size_t(records.size()));
    for (const Record &record : records)
        nodes.push_back(std::make_unique<RecordNode>(record));
    return nodes;
}

LazyTreeModel::Nodes oneNode(std::unique_ptr<LazyNode> node)
{
    LazyTreeModel::Nodes nodes;
    nodes.push_back(std::move(node));
    return nodes;
}

} // namespace

RecordTreeModel::RecordTreeModel(async::Records &records, const schema::Schema &schema, MakeCause makeCause,
                                 QObject *parent)
    : LazyTreeModel(parent), m_records(records), m_schema(schema), m_makeCause(std::move(makeCause))
{
    m_summaryTimer.setSingleShot(true);
    m_summaryTimer.setInterval(0);
    connect(&m_summaryTimer, &QTimer::timeout, this, &RecordTreeModel::askSummaries);
    connect(&m_records, &async::Records::pendingChanged, this, [this] { refreshAll(root()); });
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
    clear();
    ++m_generation;
    m_table = table;
    m_wantedSummaries.clear();
    finishLoading(root(), LoadState::Loading);
    requestPage(root(), m_makeCause(tr("Open %1").arg(table), Cause::Kind::Click));
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
    removeAllChildren(*target);
    finishLoading(*target, LoadState::Loading);
    requestPage(*target, causeFor(*target, tr("Retry")));
}

void RecordTreeModel::reload()
{
    if (!m_table.isEmpty())
        reloadNode(root(), m_makeCause(tr("Refresh %1").arg(m_table), Cause::Kind::Click));
}

base::RowScope RecordTreeModel::scopeOf(const QModelIndex &index) const
{
    const LazyNode *at = node(index);
    while (at->parent() && static_cast<const RecordTreeNode *>(at)->kind() != RecordNodeKind::Relationship)
        at = at->parent();
    if (!at->parent())
        return {m_table, {}, {}};
    const auto &side = static_cast<const RelationshipNode &>(*at);
    return {side.relationship.targetTable, side.owner, side.relationship.name};
}

bool RecordTreeModel::isLoaded(const QModelIndex &index) const
{
    return node(index)->state() == LoadState::Loaded;
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

QString RecordTreeModel::titleOf(const Record &record) const
{
    const schema::Table *table = m_schema.table(record.key.table);
    base::Values titles;
    for (const QString &column : schema::titleColumns(*table)) {
        const int index = table->columnIndex(column);
        titles += m_records.pending().cell(record.key, index, record.values.value(index));
    }
    return base::titleText(titles, record.key);
}

bool RecordTreeModel::mayHaveChildren(const LazyNode &node) const
{
    const auto &each = static_cast<const RecordTreeNode &>(node);
    if (each.kind() == RecordNodeKind::Record) {
        const schema::MappedClass *mapped =
            m_schema.classOf(static_cast<const RecordNode &>(each).record.key.table);
        return mapped && !mapped->relationships.isEmpty();
    }
    if (each.kind() != RecordNodeKind::Relationship)
        return false;
    const auto &summary = static_cast<const RelationshipNode &>(each).summary;
    return !summary || (!summary->isNone && summary->count != 0);
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
    const auto &each = static_cast<const RecordTreeNode &>(node);
    if (role == KindRole)
        return int(each.kind());
    if (role == StateRole)
        return int(each.state());
    switch (each.kind()) {
    case RecordNodeKind::Record:
        return recordData(static_cast<const RecordNode &>(each), role);
    case RecordNodeKind::Relationship:
        return relationshipData(static_cast<const RelationshipNode &>(each), role);
    case RecordNodeKind::More:
        if (role == Qt::DisplayRole)
            return static_cast<const MoreNode &>(each).isLoading ? tr("Loading…")
                                                                 : tr("%L1 more…").arg(m_pageSize);
        if (role == Qt::ToolTipRole)
            return tr("Load the next %L1 rows (Enter)").arg(m_pageSize);
        break;
    case RecordNodeKind::Message:
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return static_cast<const MessageNode &>(each).text;
        if (role == DetailRole)
            return tr("Retry");
        break;
    }
    return {};
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

void RecordTreeModel::requestPage(LazyNode &parent, const Cause &cause)
{
    base::PageRequest request;
    request.scope = scopeOf(indexOf(&parent));
    request.limit = m_pageSize;
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
        appendChildren(parent, oneNode(std::make_unique<MessageNode>(page.error().text())));
        finishLoading(parent, LoadState::Failed);
        return;
    }
    appendChildren(parent, recordNodes(page->records));
    if (page->hasMore)
        appendChildren(parent, oneNode(std::make_unique<MoreNode>()));
    finishLoading(parent, LoadState::Loaded);
    if (!page->hasMore)
        wantSummary(parent); // It is whole now, and in memory: the count costs nothing.
    if (!parent.parent())
        emit rootLoaded();
}

/// Asks the rows of a node again, as many as it shows, and keeps what is still there.
void RecordTreeModel::reloadNode(LazyNode &parent, const Cause &cause)
{
    base::PageRequest request;
    request.scope = scopeOf(indexOf(&parent));
    request.limit = qMax(m_pageSize, recordCount(parent));
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
    QHash<RecordKey, int> wanted;
    for (int i = 0; i < page.records.size(); ++i)
        wanted.insert(page.records[i].key, i);
    for (int row = before - 1; row >= 0; --row) {
        if (!wanted.contains(recordAt(parent, row).record.key))
            removeChildren(parent, row, 1);
    }
    for (int i = 0; i < page.records.size(); ++i) {
        const bool same = i < parent.childCount() && recordAt(parent, i).record.key == page.records[i].key;
        if (!same) {
            // Either a new row, or one that moved: then it starts anew, collapsed.
            for (int later = i + 1; later < parent.childCount(); ++later) {
                if (recordAt(parent, later).record.key == page.records[i].key) {
                    removeChildren(parent, later, 1);
                    break;
                }
            }
            insertChildren(parent, i, recordNodes({page.records[i]}));
        }
        recordAt(parent, i).record = page.records[i];
        nodeChanged(*parent.child(i));
    }
    if (page.hasMore)
        appendChildren(parent, oneNode(std::make_unique<MoreNode>()));
    finishLoading(parent, LoadState::Loaded);
    wantSummary(parent);
    for (int i = 0; i < recordCount(parent); ++i) {
        const LazyNode &record = *parent.child(i);
        for (int j = 0; j < record.childCount(); ++j) {
            LazyNode &side = *record.child(j);
            if (side.state() == LoadState::Loaded || side.state() == LoadState::Failed)
                reloadNode(side, cause);
            else
                wantSummary(side);
        }
    }
}

void RecordTreeModel::addRelationships(RecordNode &node)
{
    Nodes sides;
    for (const schema::Relationship &each : m_schema.classOf(node.record.key.table)->relationships)
        sides.push_back(std::make_unique<RelationshipNode>(node.record.key, each));
    appendChildren(node, std::move(sides));
    finishLoading(node, LoadState::Loaded);
    for (int i = 0; i < node.childCount(); ++i)
        wantSummary(*node.child(i));
}

void RecordTreeModel::wantSummary(const LazyNode &node)
{
    if (!node.parent())
        return;
    m_wantedSummaries += node.id();
    m_summaryTimer.start();
}

/// One request for each relationship, however many of its nodes have become visible since the last turn of
/// the event loop.
void RecordTreeModel::askSummaries()
{
    QHash<QString, QList<quint64>> groups;
    for (const quint64 id : std::as_const(m_wantedSummaries)) {
        if (const auto *side = static_cast<const RelationshipNode *>(find(id)))
            groups[side->owner.table + u'.' + side->relationship.name] += id;
    }
    m_wantedSummaries.clear();
    if (groups.isEmpty())
        return;
    const Cause cause =
        m_makeCause(tr("Titles and counts in the tree of %1").arg(m_table), Cause::Kind::Display);
    for (auto it = groups.cbegin(); it != groups.cend(); ++it) {
        const auto &first = static_cast<const RelationshipNode &>(*find(it->first()));
        QList<RecordKey> owners;
        for (const quint64 id : it.value())
            owners += static_cast<const RelationshipNode *>(find(id))->owner;
        async::whenDone(m_records.summaries(owners, first.relationship.name, m_asksForDisplay, cause), this,
                        [this, ids = it.value()](const auto &summaries) { takeSummaries(ids, summaries); });
    }
}

void RecordTreeModel::takeSummaries(const QList<quint64> &ids,
                                    const Result<QList<base::NodeSummary>> &summaries)
{
    if (!summaries)
        return; // The node stays as it is; expanding it will tell what is wrong.
    for (qsizetype i = 0; i < ids.size(); ++i) {
        auto *side = static_cast<RelationshipNode *>(find(ids[i]));
        if (!side)
            continue;
        const base::NodeSummary &summary = summaries->at(i);
        const bool isKnown =
            summary.inMemory || summary.isNone || summary.count >= 0 || !summary.title.isEmpty();
        side->summary = isKnown ? std::optional(summary) : std::nullopt;
        nodeChanged(*side);
    }
}

void RecordTreeModel::onSaved(const async::SaveSummary &summary)
{
    QHash<RecordKey, Record> fresh;
    for (const Record &record : summary.refreshed)
        fresh.insert(record.key, record);
    renewRecords(root(), summary, fresh);
    const Cause cause = m_makeCause(tr("Show what was saved"), Cause::Kind::Display);
    if (summary.tables.contains(m_table) && (summary.inserted > 0 || summary.deleted > 0))
        reloadNode(root(), cause);
    visitRelationships(root(), [this, &summary, &cause](RelationshipNode &side) {
        const bool touched = summary.tables.contains(side.relationship.targetTable) ||
                             summary.tables.contains(side.relationship.secondary) ||
                             summary.tables.contains(side.owner.table);
        if (!touched)
            return;
        if (side.state() == LoadState::Loaded)
            reloadNode(side, cause);
        else
            wantSummary(side);
    });
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

QVariant RecordTreeModel::recordData(const RecordNode &node, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(node.record);
    case DetailRole:
        return keyWords(node.record);
    case RowStateRole:
        return int(rowState(node.record.key));
    case KeyRole:
        return QVariant::fromValue(node.record.key);
    case Qt::ToolTipRole:
        return rowState(node.record.key) == RowState::Refused ? m_records.pending().refusal : QString();
    default:
        return {};
    }
}

/// Class and key for people: the primary key also where rows are addressed by their rowid.
QString RecordTreeModel::keyWords(const Record &record) const
{
    const schema::Table *table = m_schema.table(record.key.table);
    RecordKey key = {record.key.table, {}, 0};
    for (const QString &column : table->primaryKey)
        key.values += record.values.value(table->columnIndex(column));
    const bool hasNull = std::any_of(key.values.cbegin(), key.values.cend(),
                                     [](const base::Value &value) { return value.isNull(); });
    if (key.values.isEmpty() || hasNull)
        key = record.key;
    return key.isValid() ? QString(table->name + u' ' + key.toDisplay().left(40)) : table->name;
}

QVariant RecordTreeModel::relationshipData(const RelationshipNode &node, int role) const
{
    switch (role) {
    case Qt::DisplayRole: {
        const bool hasTitle = node.summary && !node.summary->title.isEmpty();
        return hasTitle ? QString(node.relationship.name + u" → "_s + node.summary->title)
                        : node.relationship.name;
    }
    case DetailRole:
        return relationshipDetail(node);
    case IsNullRole:
        return node.summary && (node.summary->isNone || node.summary->count == 0);
    case Qt::ToolTipRole:
        return tr("%1.%2: %3 of %4, lazy='%5'")
            .arg(m_schema.classOf(node.owner.table)->name, node.relationship.name,
                 schema::directionWord(node.relationship.direction), node.relationship.target,
                 schema::lazyWord(node.relationship.lazy));
    default:
        return {};
    }
}

QString RecordTreeModel::relationshipDetail(const RelationshipNode &node) const
{
    const QString strategy = schema::lazyWord(node.relationship.lazy);
    if (node.state() == LoadState::Loading)
        return tr("loading…");
    if (!node.summary)
        return strategy;
    if (node.summary->missing)
        return tr("missing row");
    if (node.relationship.uselist) {
        const QString count = QLocale().toString(node.summary->count);
        return node.summary->count == 0
                   ? count
                   : count + u" · "_s + (node.state() == LoadState::Loaded ? tr("loaded") : strategy);
    }
    if (node.summary->isNone)
        return tr("none");
    return node.state() == LoadState::Loaded ? tr("loaded")
                                             : (node.summary->inMemory ? tr("in memory") : strategy);
}

RecordTreeModel::RowState RecordTreeModel::rowState(const RecordKey &key) const
{
    const base::PendingEdits &pending = m_records.pending();
    if (pending.refusedRow == key && key.isValid())
        return RowState::Refused;
    if (pending.deleted.contains(key))
        return RowState::Deleted;
    return pending.changed.contains(key) ? RowState::Changed : RowState::Stored;
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
