#include "recordtablemodel.h"

#include "core/schema/columntype.h"
#include "core/schema/typedvalue.h"
#include "ui/models/celltext.h"
#include "ui/models/newparents.h"
#include "ui/theme/foreigntext.h"

#include <QLocale>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Record;
using base::RecordKey;
using base::Value;
using base::Values;

RecordTableModel::RecordTableModel(async::Records &records, async::Pages &pages,
                                   const mapping::MappedSchema &schema, MakeCause makeCause, QObject *parent)
    : RowListModel(records, pages, schema, std::move(makeCause), parent),
      m_titles([&pages](const QString &table, const QStringList &columns, const QList<Values> &values,
                        const Cause &cause) { return pages.titlesOf(table, columns, values, cause); }),
      m_counts([&pages](const QString &table, const QString &relationship, const QList<Values> &owners,
                        const Cause &cause) { return pages.counts(table, relationship, owners, cause); })
{
    m_displayTimer.setSingleShot(true);
    m_displayTimer.setInterval(0);
    connect(&m_displayTimer, &QTimer::timeout, this, &RecordTableModel::askDisplay);
    connect(&m_titles, &ParentTitles::arrived, this, [this] {
        tellAllChanged();
        emit titlesLoaded();
    });
    connect(&m_counts, &ChildCounts::arrived, this, [this](int relationship) {
        const int column = tableColumns() + relationship;
        if (rowCount() > 0)
            emit dataChanged(index(0, column), index(rowCount() - 1, column));
    });
}

int RecordTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !table() ? 0 : tableColumns() + int(m_counts.relationships().size());
}

QVariant RecordTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !table())
        return {};
    const RecordKey key = keyAt(index.row());
    if (role == RowStateRole)
        return int(rowStateOf(pending(), key));
    if (role == KeyRole)
        return QVariant::fromValue(key);
    if (relationshipAt(index.column()))
        return countData(index, role);
    switch (role) {
    case IsDeletedRole:
        return pending().deleted.contains(key);
    case UnfilledRole:
        return unfilled(index);
    case IsChangedRole:
        return pending().isChanged(key, index.column());
    case Qt::TextAlignmentRole:
        return valueAt(index).type() == Value::Type::Text ? int(Qt::AlignLeft | Qt::AlignVCenter)
                                                          : alignment(index.column());
    case MisfitRole:
        return misfit(index);
    case ParentTitleRole: {
        const QString title = parentTitle(index);
        return title.isEmpty() ? QVariant() : title;
    }
    case ParentMissingRole: {
        const base::NodeSummary *parent = knownParent(index.row(), index.column());
        return parent && parent->missing;
    }
    case Qt::ToolTipRole:
        if (pending().refusedRow == key && key.isValid())
            return toolTipOf(pending().refusal);
        return misfit(index).isValid() ? toolTipOf(misfitWords(index)) : QVariant();
    case ValueRole:
        return QVariant::fromValue(valueAt(index));
    case SizeRole: {
        const Value shown = valueAt(index).shortened();
        return shown.isCut() ? QVariant(base::sizeWords(shown.wholeSize())) : QVariant();
    }
    case IsNullRole:
        return valueAt(index).isNull() && !pending().parentOf(key, index.column());
    case IsBlobRole:
        return valueAt(index).type() == Value::Type::Blob;
    default:
        if (role == Qt::DisplayRole && pending().parentOf(key, index.column()))
            return tr("new");
        return cellText(valueAt(index), role);
    }
}

QVariant RecordTableModel::unfilled(const QModelIndex &index) const
{
    const base::NewRow *row = pending().addedRow(keyAt(index.row()));
    if (!row || row->cells.contains(index.column()) || row->parents.contains(index.column()))
        return {};
    const schema::Column &column = table()->columns[index.column()];
    const bool isNumbered = table()->primaryKey == QStringList{column.name} &&
                            schema::affinityOf(column.type) == schema::Affinity::Integer;
    if (column.defaultValue || column.generated != schema::Generated::No || isNumbered)
        return tr("default");
    return column.nullable ? u"NULL"_s : tr("needed");
}

QVariant RecordTableModel::countData(const QModelIndex &index, int role) const
{
    const mapping::Side &relationship = *relationshipAt(index.column());
    const Record *owner = storedAt(index.row()); // What is new cannot have children yet.
    const qint64 count = owner ? m_counts.count(index.column() - tableColumns(), *owner) : -1;
    switch (role) {
    case CountRole:
        return count;
    case Qt::DisplayRole:
        return count >= 0 ? QLocale().toString(count) : (owner ? u"…"_s : QString());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (!owner)
            return toolTipOf(tr("Save the row first; then it can have %1.").arg(relationship.name));
        return toolTipOf(tr("Show %1 (Enter)").arg(relationship.name));
    default:
        return {};
    }
}

QVariant RecordTableModel::countHeader(const mapping::Side &relationship, int role) const
{
    if (role == Qt::DisplayRole)
        return relationship.name;
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::ToolTipRole)
        return {};
    return toolTipOf(tr("%1.%2: %3 of %4, lazy='%5'; a click on a count shows them")
                         .arg(schema().classOf(m_counts.table())->name, relationship.name,
                              schema::directionWord(relationship.direction), relationship.target,
                              mapping::lazyWord(relationship.lazy)));
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (!table() || section < 0)
        return {};
    if (orientation == Qt::Vertical) {
        if (role != Qt::DisplayRole)
            return {};
        if (section >= storedRows())
            return tr("new");
        return section < loadedRows() ? QString::number(section + 1) : tr("saved");
    }
    if (section >= tableColumns()) {
        const mapping::Side *relationship = relationshipAt(section);
        return relationship ? countHeader(*relationship, role) : QVariant();
    }
    const schema::Column &column = table()->columns[section];
    if (role == Qt::DisplayRole) {
        const schema::ForeignKey *key = foreignKeyAt(section);
        return key ? QString(column.name + u" → "_s + key->table) : column.name;
    }
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    return role == Qt::ToolTipRole ? toolTipOf(ColumnWords::of(*table(), section)) : QVariant();
}

Qt::ItemFlags RecordTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || !table())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (relationshipAt(index.column()))
        return flags;
    const bool computed = table()->columns[index.column()].generated != schema::Generated::No;
    const RecordKey key = keyAt(index.row());
    if (key.isValid() && !computed && schema::isTypedOver(valueAt(index)) &&
        rowStateOf(pending(), key) != RowState::Deleted)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool RecordTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !table() || index.column() >= tableColumns())
        return false;
    const schema::Column &column = table()->columns[index.column()];
    const Value before = valueAt(index);
    const QByteArray typed = role == Qt::EditRole ? value.toByteArray() : QByteArray();
    if (role == Qt::EditRole && before.isCut())
        return false; // Over a value that nobody has seen whole nothing is typed: see typeOver().
    const Value now =
        role == ValueRole ? value.value<Value>() : schema::valueOfText(typed, column.type, before);
    const bool leavesParent = pending().parentOf(keyAt(index.row()), index.column());
    if (leavesParent && role == Qt::EditRole && typed.isEmpty())
        return true; // The editor of such a cell is empty to begin with.
    const bool isAsShown = role == Qt::EditRole && !before.isNull() && typed == before.toText().toUtf8();
    if (!leavesParent && (now == before || isAsShown))
        return true;
    if (now.isCut()) {
        emit loadFailed(
            {base::ErrorCode::InvalidRequest, tr("This value is too large to be linked to."), {}, {}});
        return false;
    }
    const Record *stored = storedAt(index.row());
    keepAsRead({index.row()});
    session().edit(keyAt(index.row()), index.column(), stored ? stored->values[index.column()] : Value(),
                   now);
    return true;
}

bool RecordTableModel::typeOver(const QModelIndex &index, const QByteArray &typed, const Value &whole)
{
    if (!index.isValid() || !table() || index.column() >= tableColumns())
        return false;
    const Value now = schema::valueOfText(typed, table()->columns[index.column()].type, whole);
    if (now == whole)
        return true;
    keepAsRead({index.row()});
    session().edit(keyAt(index.row()), index.column(), whole, now);
    return true;
}

/// Only of what waits: what is stored is the database's, and stays unremarked.
QVariant RecordTableModel::misfit(const QModelIndex &index) const
{
    const Value value = valueAt(index);
    const bool waits = pending().cell(keyAt(index.row()), index.column(), Value()) == value;
    return waits && !schema::fitsType(value, table()->columns[index.column()].type)
               ? QVariant(schema::classWord(value))
               : QVariant();
}

QString RecordTableModel::misfitWords(const QModelIndex &index) const
{
    const schema::Column &column = table()->columns[index.column()];
    return tr("'%1' is declared %2; Save stores this as %3.")
        .arg(column.name, column.type, schema::classWord(valueAt(index)));
}

Value RecordTableModel::valueAt(const QModelIndex &index) const
{
    const Record *stored = storedAt(index.row());
    return pending().cell(keyAt(index.row()), index.column(),
                          stored ? stored->values.value(index.column()) : Value());
}

std::optional<base::CellPlace> RecordTableModel::placeOf(const QModelIndex &index) const
{
    const Record *stored = index.isValid() ? storedAt(index.row()) : nullptr;
    if (!stored || index.column() >= tableColumns())
        return std::nullopt;
    return base::CellPlace{stored->key, index.column(), stored->values};
}

int RecordTableModel::firstTypedColumn() const
{
    for (int column = 0; column < tableColumns(); ++column) {
        const schema::Column &each = table()->columns.at(column);
        if (each.generated == schema::Generated::No && !schema::sameName(each.name, table()->rowidAlias))
            return column;
    }
    return 0;
}

const mapping::Side *RecordTableModel::relationshipAt(int column) const
{
    const int place = column - tableColumns();
    return place >= 0 && place < m_counts.relationships().size() ? &m_counts.relationships()[place] : nullptr;
}

void RecordTableModel::setDisplaySql(bool on)
{
    m_asksForDisplay = on;
    if (on && rowCount() > 0)
        rowsChanged(0, rowCount() - 1);
}

void RecordTableModel::setVisibleColumns(int first, int last)
{
    if (first == m_firstVisible && last == m_lastVisible)
        return;
    m_firstVisible = first;
    m_lastVisible = last;
    m_hasNewColumns = true;
    m_displayTimer.start();
}

const schema::ForeignKey *RecordTableModel::foreignKeyAt(int column) const
{
    const schema::Table *described = table();
    if (!described || column < 0 || column >= described->columns.size())
        return nullptr;
    for (const schema::ForeignKey &key : described->foreignKeys) {
        const schema::Table *target = schema().table(key.table);
        if (target && target->kind == schema::TableKind::Table &&
            key.columns.size() == key.targetColumns.size() &&
            schema::indexOfName(key.columns, described->columns[column].name) >= 0)
            return &key;
    }
    return nullptr;
}

bool RecordTableModel::namesParent(const QModelIndex &cell, const QByteArray &typed) const
{
    if (!foreignKeyAt(cell.column()) || QString::fromUtf8(typed).trimmed().isEmpty())
        return false;
    const QString &type = table()->columns[cell.column()].type;
    const schema::Affinity affinity = schema::affinityOf(type);
    return affinity != schema::Affinity::Text && affinity != schema::Affinity::Blob &&
           !schema::fitsType(schema::valueOfText(typed, type, valueAt(cell)), type);
}

QList<base::NodeSummary> RecordTableModel::newParentsOf(const QModelIndex &index,
                                                        const QString &contains) const
{
    const schema::ForeignKey *key = foreignKeyAt(index.column());
    return key ? NewParents(schema(), pending()).find(key->table, contains, keyAt(index.row()))
               : QList<base::NodeSummary>();
}

QString RecordTableModel::keyWordsOf(const QModelIndex &cell, const Record &parent) const
{
    const schema::ForeignKey *key = foreignKeyAt(cell.column());
    const schema::Table *target = key ? schema().table(key->table) : nullptr;
    QStringList words;
    for (const QString &column : target ? key->targetColumns : QStringList())
        words += parent.values.value(target->columnIndex(column)).toDisplay();
    return words.join(u", "_s);
}

void RecordTableModel::setParentOf(const QModelIndex &cell, const Record &parent)
{
    const schema::ForeignKey *key = foreignKeyAt(cell.column());
    const schema::Table *target = key ? schema().table(key->table) : nullptr;
    const Record *stored = storedAt(cell.row());
    for (int i = 0; target && i < key->columns.size(); ++i) {
        const int column = table()->columnIndex(key->columns[i]);
        if (parent.key.isNew()) {
            keepAsRead({cell.row()});
            session().setNewParent(keyAt(cell.row()), column, parent.key,
                                   stored ? stored->values.value(column) : Value());
            continue;
        }
        const Value value = parent.values.value(target->columnIndex(key->targetColumns[i]));
        setData(index(cell.row(), column), QVariant::fromValue(value), ValueRole);
    }
}

void RecordTableModel::scopeChanged()
{
    if (m_counts.table() != scope().table)
        m_counts.setTable(schema(), scope().table);
    m_firstVisible = 0;
    m_lastVisible = -1;
    m_firstUntold = 0;
    m_lastUntold = -1;
}

void RecordTableModel::rowsChanged(int first, int last)
{
    const bool isFirst = m_lastUntold < 0;
    m_firstUntold = isFirst ? first : qMin(first, m_firstUntold);
    m_lastUntold = qMax(last, m_lastUntold);
    m_displayTimer.start();
}

void RecordTableModel::displayOutdated(const QSet<QString> &tables)
{
    m_titles.expire(tables);
    if (tables.isEmpty())
        m_counts.forgetAll();
    else
        m_counts.expire(tables);
}

void RecordTableModel::askDisplay()
{
    if (!m_asksForDisplay || !table())
        return;
    // Scrolling through a table costs what its rows cost: a page asks for its own rows only.
    askTitles();
    askCounts();
    m_hasNewColumns = false;
    m_firstUntold = 0;
    m_lastUntold = -1;
}

/// One statement for each foreign key, whatever number of rows has come.
void RecordTableModel::askTitles()
{
    const Cause cause =
        makeCause(tr("Parents’ titles in the rows of %1").arg(scope().table), Cause::Kind::Display);
    QList<const schema::ForeignKey *> asked;
    for (int column = 0; column < tableColumns(); ++column) {
        const schema::ForeignKey *key = foreignKeyAt(column);
        if (!key || asked.contains(key))
            continue;
        asked += key;
        QList<Values> values;
        for (int row = m_firstUntold; row <= qMin(m_lastUntold, rowCount() - 1); ++row)
            values += valuesOf(row, key->columns);
        m_titles.ask(*key, values, cause);
    }
}

/// One statement for each relationship whose column can be seen.
void RecordTableModel::askCounts()
{
    const Cause cause =
        makeCause(tr("Counts of children in the rows of %1").arg(scope().table), Cause::Kind::Display);
    const int last = qMin(m_lastVisible, columnCount() - 1);
    const QList<Record> owners =
        m_hasNewColumns ? stored() : stored().mid(m_firstUntold, m_lastUntold - m_firstUntold + 1);
    for (int column = qMax(m_firstVisible, tableColumns()); column <= last; ++column)
        m_counts.ask(column - tableColumns(), owners, cause);
}

int RecordTableModel::alignment(int column) const
{
    const bool right = schema::isNumeric(table()->columns[column].type) && !foreignKeyAt(column);
    return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

/// A composite key shows its parent once, at its last column.
bool RecordTableModel::showsParent(int column) const
{
    const schema::ForeignKey *key = foreignKeyAt(column);
    return key && schema::sameName(key->columns.last(), table()->columns[column].name);
}

QString RecordTableModel::parentTitle(const QModelIndex &index) const
{
    if (!showsParent(index.column()))
        return {};
    if (const base::NewRow *parent = pending().parentOf(keyAt(index.row()), index.column()))
        return NewParents(schema(), pending()).titleOf(*parent);
    const base::NodeSummary *known = knownParent(index.row(), index.column());
    return known ? known->title : QString();
}

const base::NodeSummary *RecordTableModel::knownParent(int row, int column) const
{
    if (!showsParent(column))
        return nullptr;
    const schema::ForeignKey *key = foreignKeyAt(column);
    return m_titles.known(*key, valuesOf(row, key->columns));
}

Values RecordTableModel::valuesOf(int row, const QStringList &columns) const
{
    Values values;
    for (const QString &name : columns)
        values += valueAt(index(row, table()->columnIndex(name)));
    return values;
}

} // namespace relata::ui
