#include "recordtreetext.h"

#include "ui/models/recordtreemodel.h"
#include "ui/theme/foreigntext.h"

#include <QLocale>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Record;
using base::RecordKey;

QVariant RecordTreeText::of(const RecordTreeNode &node, int role) const
{
    if (role == RecordTreeModel::KindRole)
        return int(node.kind());
    if (role == RecordTreeModel::StateRole)
        return int(node.state());
    switch (node.kind()) {
    case RecordNodeKind::Record:
        return recordData(static_cast<const RecordNode &>(node), role);
    case RecordNodeKind::Relationship:
        return relationshipData(static_cast<const RelationshipNode &>(node), role);
    case RecordNodeKind::More:
        if (role == Qt::DisplayRole)
            return static_cast<const MoreNode &>(node).isLoading ? tr("Loading…")
                                                                 : tr("%L1 more…").arg(m_pageSize);
        if (role == Qt::ToolTipRole)
            return tr("Load the next %L1 rows (Enter)").arg(m_pageSize);
        break;
    case RecordNodeKind::Message:
        if (role == Qt::DisplayRole)
            return inOneShortLine(static_cast<const MessageNode &>(node).text);
        if (role == Qt::ToolTipRole)
            return toolTipOf(static_cast<const MessageNode &>(node).text);
        if (role == RecordTreeModel::DetailRole)
            return static_cast<const MessageNode &>(node).offer;
        break;
    }
    return {};
}

QVariant RecordTreeText::recordData(const RecordNode &node, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return m_titles.of(node.record);
    case RecordTreeModel::DetailRole:
        return keyWords(node.record);
    case RecordTreeModel::RowStateRole:
        return int(rowStateOf(m_records.pending(), node.record.key));
    case RecordTreeModel::KeyRole:
        return QVariant::fromValue(node.record.key);
    case Qt::ToolTipRole:
        return rowStateOf(m_records.pending(), node.record.key) == RowState::Refused
                   ? toolTipOf(m_records.pending().refusal)
                   : QString();
    default:
        return {};
    }
}

/// Class and key for people: the primary key also where rows are addressed by their rowid.
QString RecordTreeText::keyWords(const Record &record) const
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

QVariant RecordTreeText::relationshipData(const RelationshipNode &node, int role) const
{
    switch (role) {
    case Qt::DisplayRole: {
        const bool hasTitle = node.summary && !node.summary->title.isEmpty();
        return hasTitle ? QString(node.relationship.name + u" → "_s + node.summary->title)
                        : node.relationship.name;
    }
    case RecordTreeModel::DetailRole:
        return relationshipDetail(node);
    case RecordTreeModel::IsNullRole:
        return !isNeverLoaded(node) && node.summary && (node.summary->isNone || node.summary->count == 0);
    case Qt::ToolTipRole:
        return toolTipOf(tr("%1.%2: %3 of %4, lazy='%5'")
                             .arg(m_schema.classOf(node.owner.table)->name, node.relationship.name,
                                  schema::directionWord(node.relationship.direction),
                                  node.relationship.target, mapping::lazyWord(node.relationship.lazy)));
    default:
        return {};
    }
}

QString RecordTreeText::relationshipDetail(const RelationshipNode &node) const
{
    const QString declared = mapping::lazyWord(node.relationship.lazy);
    const QString strategy = node.byPage ? tr("%1, too many: by the page").arg(declared) : declared;
    if (node.state() == LoadState::Loading)
        return tr("loading…");
    if (isNeverLoaded(node))
        return strategy;
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

} // namespace relata::ui
