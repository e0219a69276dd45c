#include "ui/editors/table/partsmodel.h"

#include "ui/editors/table/columncompletions.h"

#include <algorithm>
#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

QString &cellOf(PartText &text, int column)
{
    switch (column) {
    case PartsModel::Name:
        return text.name;
    case PartsModel::Target:
        return text.target;
    case PartsModel::Rules:
        return text.rules;
    default:
        return text.content;
    }
}

} // namespace

int PartsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_places.size()) + (m_waiting ? 1 : 0);
}

int PartsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant PartsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const char *const names[] = {QT_TR_NOOP("Kind"), QT_TR_NOOP("Name"),
                                        QT_TR_NOOP("Columns or condition"), QT_TR_NOOP("Refers to"),
                                        QT_TR_NOOP("Rules")};
    static const char *const tips[] = {
        "", QT_TR_NOOP("Of a foreign key or an index"),
        QT_TR_NOOP("Columns separated by commas; of an index also lower(name) or created_at DESC; of a check "
                   "its condition"),
        QT_TR_NOOP("user(id)"),
        QT_TR_NOOP("ON DELETE CASCADE; of an index UNIQUE and WHERE with a condition")};
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    if (role == Qt::DisplayRole)
        return tr(names[section]);
    return role == Qt::ToolTipRole && *tips[section] ? QVariant(tr(tips[section])) : QVariant();
}

PartKind PartsModel::kindAt(int row) const
{
    return row < m_places.size() ? m_places[row].kind : m_waiting->kind;
}

PartText PartsModel::textAt(int row) const
{
    return row < m_texts.size() ? m_texts[row] : m_waiting->text;
}

QString PartsModel::text(const QModelIndex &index) const
{
    if (index.column() == Kind) {
        switch (kindAt(index.row())) {
        case PartKind::Unique:
            return tr("Unique");
        case PartKind::ForeignKey:
            return tr("Foreign key");
        case PartKind::Index:
            return tr("Index");
        case PartKind::Check:
            return tr("Check");
        }
    }
    PartText whole = textAt(index.row());
    return cellOf(whole, index.column());
}

/// In a drawing that no database has nothing is told to be new.
bool PartsModel::isNew(int row) const
{
    const schema::Table *stored = baseline().table(tableId());
    if (!stored || row >= m_places.size())
        return false;
    const QList<PartPlace> before = partsOf(*stored);
    return std::ranges::none_of(before, [&](const PartPlace &each) {
        return each.kind == m_places[row].kind && partText(*stored, each) == m_texts[row];
    });
}

QVariant PartsModel::look(const QModelIndex &index, int role) const
{
    const bool isEmpty = isTyped(index) && text(index).isEmpty();
    switch (role) {
    case Qt::DisplayRole: // What a row that waits still needs.
        if (!isEmpty || index.row() != waitingRow())
            return {};
        if (index.column() == Content)
            return kindAt(index.row()) == PartKind::Check ? tr("a condition") : tr("columns");
        return index.column() == Target ? QVariant(tr("table(columns)")) : QVariant();
    case StateRole:
        return int(isNew(index.row()) ? State::New : State::Same);
    case IsDimRole:
        return index.column() == Kind || isEmpty;
    case IsCodeRole:
        return index.column() != Kind && index.column() != Name;
    default:
        return {};
    }
}

bool PartsModel::isTyped(const QModelIndex &index) const
{
    const PartKind kind = kindAt(index.row());
    switch (index.column()) {
    case Kind:
        return false;
    case Content:
        return true;
    case Target:
        return kind == PartKind::ForeignKey;
    default:
        return kind == PartKind::ForeignKey || kind == PartKind::Index;
    }
}

QString PartsModel::cellName(const QModelIndex &index) const
{
    const int row = index.row();
    const QString part = row < m_places.size() ? QString::number(m_places[row].at) : u"waits"_s;
    return u"%1 %2 %3"_s.arg(QString::number(int(kindAt(row))), part, QString::number(index.column()));
}

CellModel::Plan PartsModel::plan(const QModelIndex &index, const QString &text)
{
    const int row = index.row();
    PartText now = textAt(row);
    cellOf(now, index.column()) = text;
    if (row < m_places.size())
        return planPart(schema(), tableId(), m_places[row], now);
    m_waiting->text = now;
    const bool isEnough =
        !now.content.isEmpty() && (m_waiting->kind != PartKind::ForeignKey || !now.target.isEmpty());
    if (!isEnough)
        return project::DocumentChange();
    const Plan planned = planPart(schema(), tableId(), {m_waiting->kind, -1}, now);
    m_isGranted = planned && !planned->changes.isEmpty();
    return planned;
}

QModelIndex PartsModel::begin(PartKind kind)
{
    dropWaiting();
    if (!isEditable())
        return {};
    const int row = int(m_places.size());
    beginInsertRows({}, row, row);
    m_waiting = Waiting{kind, {}};
    endInsertRows();
    return index(row, Content);
}

QModelIndex PartsModel::unfinished() const
{
    return m_waiting && m_waiting->text != PartText() ? index(waitingRow(), Content) : QModelIndex();
}

void PartsModel::dropWaiting()
{
    const int row = waitingRow();
    if (row < 0)
        return;
    for (int column = 0; column < kColumns; ++column)
        forget(index(row, column));
    beginRemoveRows({}, row, row);
    m_waiting.reset();
    endRemoveRows();
}

void PartsModel::removeRowsOf(const QList<int> &rows)
{
    QList<PartPlace> places;
    for (const int row : rows) {
        if (row >= 0 && row < m_places.size())
            places += m_places[row];
    }
    if (rows.contains(waitingRow()))
        dropWaiting();
    if (!places.isEmpty() && isEditable())
        request(planPartRemoval(schema(), tableId(), places));
}

QList<Completion> PartsModel::completions(const QModelIndex &index) const
{
    const PartKind kind = kindAt(index.row());
    if (index.column() == Target)
        return keyCompletions(schema());
    if (index.column() == Content && table())
        return columnCompletions(schema(), *table(), ColumnField::Check);
    if (index.column() != Rules)
        return {};
    if (kind == PartKind::Index)
        return {{u"UNIQUE"_s, {}}, {u"WHERE "_s, tr("a condition")}};
    return {{u"ON DELETE CASCADE"_s, {}},
            {u"ON DELETE SET NULL"_s, {}},
            {u"ON DELETE RESTRICT"_s, {}},
            {u"ON UPDATE CASCADE"_s, {}},
            {u"DEFERRABLE INITIALLY DEFERRED"_s, {}}};
}

void PartsModel::renew()
{
    const QList<PartPlace> places = table() ? partsOf(*table()) : QList<PartPlace>();
    QList<PartText> texts;
    for (const PartPlace &each : places)
        texts += partText(*table(), each);
    takeParts(places, texts);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

/// Rows at both ends that tell the same stay; so does the row that waited, where it has come.
void PartsModel::takeParts(const QList<PartPlace> &places, const QList<PartText> &texts)
{
    const auto isSame = [&](qsizetype before, qsizetype now) {
        return m_places[before].kind == places[now].kind && m_texts[before] == texts[now];
    };
    const qsizetype common = std::min(places.size(), m_places.size());
    qsizetype first = 0;
    while (first < common && isSame(first, first))
        ++first;
    qsizetype last = 0;
    while (last < common - first && isSame(m_places.size() - 1 - last, places.size() - 1 - last))
        ++last;
    const int at = int(first);
    const qsizetype more = places.size() - m_places.size();
    const auto take = [&] {
        m_places = places;
        m_texts = texts;
    };
    if (std::exchange(m_isGranted, false) && more == 1 && m_waiting) {
        const int row = waitingRow();
        const bool moves = at != row && beginMoveRows({}, row, row, {}, at);
        m_waiting.reset();
        take();
        if (moves)
            endMoveRows();
    } else if (more > 0) {
        beginInsertRows({}, at, at + int(more) - 1);
        take();
        endInsertRows();
    } else if (more < 0) {
        beginRemoveRows({}, at, at - int(more) - 1);
        take();
        endRemoveRows();
    } else {
        take();
    }
}

} // namespace relata::ui
