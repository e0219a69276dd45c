#include "ui/editors/table/columnsmodel.h"

#include "core/models/columntypes.h"
#include "core/schema/columntype.h"
#include "ui/editors/table/columncompletions.h"
#include "ui/editors/table/tableoptions.h"

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

ColumnField fieldOf(const QModelIndex &index)
{
    return ColumnField(index.column());
}

QString affinityWord(const QString &type)
{
    switch (schema::affinityOf(type)) {
    case schema::Affinity::Text:
        return u"TEXT"_s;
    case schema::Affinity::Numeric:
        return u"NUMERIC"_s;
    case schema::Affinity::Integer:
        return u"INTEGER"_s;
    case schema::Affinity::Real:
        return u"REAL"_s;
    case schema::Affinity::Blob:
        break;
    }
    return u"BLOB"_s;
}

} // namespace

int ColumnsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_names.size()) + (m_hasNewRow ? 1 : 0);
}

int ColumnsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumnFields;
}

QVariant ColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    static const char *const names[] = {
        QT_TR_NOOP("Column"),  QT_TR_NOOP("Type"),      QT_TR_NOOP("PK"),        QT_TR_NOOP("Not null"),
        QT_TR_NOOP("Unique"),  QT_TR_NOOP("Default"),   QT_TR_NOOP("Refers to"), QT_TR_NOOP("Check"),
        QT_TR_NOOP("Comment"), QT_TR_NOOP("Collation"), QT_TR_NOOP("Generated"), QT_TR_NOOP("Attribute")};
    static const char *const tips[] = {
        QT_TR_NOOP("A new name is a rename: foreign keys and relationships follow"),
        QT_TR_NOOP("Any text; Down shows the types that there are"),
        QT_TR_NOOP("Primary key: Space puts the column in or takes it out, a number gives it a place"),
        QT_TR_NOOP("Space ticks: a value is needed"),
        QT_TR_NOOP("Space ticks: no two rows share a value"),
        QT_TR_NOOP("As in SQL: 0, 'draft', CURRENT_TIMESTAMP or (a term)"),
        QT_TR_NOOP("user.id ON DELETE CASCADE"),
        QT_TR_NOOP("A condition on this column alone: price >= 0"),
        QT_TR_NOOP("What the column is for"),
        QT_TR_NOOP("How texts are compared: NOCASE, RTRIM"),
        QT_TR_NOOP("A term from which the database computes the value: (price * count) STORED"),
        QT_TR_NOOP("The column's name in the models, where it is another one")};
    if (section < 0 || section >= kColumnFields)
        return {};
    if (role == Qt::DisplayRole)
        return tr(names[section]);
    if (role == Qt::ToolTipRole)
        return tr(tips[section]);
    return {};
}

const schema::Column *ColumnsModel::columnOf(const QModelIndex &index) const
{
    return table() ? table()->column(columnAt(index.row())) : nullptr;
}

QString ColumnsModel::text(const QModelIndex &index) const
{
    const schema::Column *column = columnOf(index);
    if (column && fieldOf(index) == ColumnField::Attribute)
        return attributeName(design(), tableId(), column->name);
    return column ? columnFieldText(*table(), *column, fieldOf(index)) : QString();
}

/// A foreign key of several columns is told, but edited below.
QString ColumnsModel::shownText(const QModelIndex &index) const
{
    if (fieldOf(index) != ColumnField::Target || !text(index).isEmpty())
        return {};
    for (const schema::ForeignKey &key : table()->foreignKeys) {
        const int at = schema::indexOfName(key.columns, columnAt(index.row()));
        if (at >= 0 && key.columns.size() > 1)
            return key.table + u'.' + key.targetColumns.value(at, u"?"_s) + u" …"_s;
    }
    return {};
}

QVariant ColumnsModel::look(const QModelIndex &index, int role) const
{
    const schema::Column *column = columnOf(index);
    if (!column) { // The empty row.
        const bool isName = fieldOf(index) == ColumnField::Name;
        if (role == Qt::DisplayRole && isName)
            return m_names.isEmpty() ? tr("Type a name and Enter") : tr("New column");
        return role == IsDimRole ? QVariant(true) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole: {
        const QString shown = shownText(index);
        return shown.isEmpty() ? QVariant() : QVariant(shown);
    }
    case Qt::ToolTipRole:
        if (column->generated != schema::Generated::No)
            return tr("The database computes this column.");
        return shownText(index).isEmpty()
                   ? QVariant()
                   : tr("Part of a foreign key of several columns, which is edited below");
    case StateRole:
        return int(stateOf(*column));
    case IsDimRole:
        return !shownText(index).isEmpty();
    case IsCodeRole:
        return fieldOf(index) != ColumnField::Name;
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + u": "_s + text(index);
    default:
        return {};
    }
}

/// Of a drawing that no database has everything would be new: nothing is told.
CellModel::State ColumnsModel::stateOf(const schema::Column &column) const
{
    const schema::Table *stored = baseline().table(tableId());
    if (!stored)
        return State::Same;
    const schema::Column *before = stored->column(column.name);
    if (!before)
        return State::New;
    for (int field = 0; field < kColumnFields; ++field) {
        if (columnFieldText(*stored, *before, ColumnField(field)) !=
            columnFieldText(*table(), column, ColumnField(field)))
            return State::Changed;
    }
    return State::Same;
}

bool ColumnsModel::isTick(const QModelIndex &index) const
{
    const ColumnField field = fieldOf(index);
    return index.row() < m_names.size() && (field == ColumnField::NotNull || field == ColumnField::Unique);
}

bool ColumnsModel::isTyped(const QModelIndex &index) const
{
    return index.row() < m_names.size() ? !isTick(index) : fieldOf(index) == ColumnField::Name;
}

QString ColumnsModel::cellName(const QModelIndex &index) const
{
    return QString::number(index.column()) + u' ' + columnAt(index.row());
}

CellModel::Plan ColumnsModel::plan(const QModelIndex &index, const QString &text)
{
    if (index.row() < m_names.size() && fieldOf(index) == ColumnField::Attribute)
        return planAttribute(design(), tableId(), columnAt(index.row()), text.trimmed());
    if (index.row() < m_names.size())
        return planColumnField(schema(), tableId(), columnAt(index.row()), fieldOf(index), text);
    if (text.isEmpty())
        return project::DocumentChange();
    return planColumnAddition(schema(), tableId(), text);
}

bool ColumnsModel::toggle(const QModelIndex &index)
{
    if (fieldOf(index) != ColumnField::Key || !columnOf(index))
        return CellModel::toggle(index);
    const QString last = QString::number(table()->primaryKey.size() + 1);
    return setData(index, text(index).isEmpty() ? last : QString());
}

QStringList ColumnsModel::namesAt(const QList<int> &rows) const
{
    QStringList names;
    for (const int row : rows) {
        if (row >= 0 && row < m_names.size())
            names += m_names[row];
    }
    return names;
}

void ColumnsModel::moveRowsOf(const QList<int> &rows, int step)
{
    const QStringList names = namesAt(rows);
    if (!names.isEmpty() && isEditable())
        request(planColumnMove(schema(), tableId(), names, step));
}

void ColumnsModel::removeRowsOf(const QList<int> &rows)
{
    const QStringList names = namesAt(rows);
    if (!names.isEmpty() && isEditable())
        request(planColumnRemoval(schema(), tableId(), names));
}

QString ColumnsModel::typeNote(int row) const
{
    const schema::Column *column = table() ? table()->column(columnAt(row)) : nullptr;
    if (!column)
        return {};
    return tr("%1 in SQLite, %2 in the model")
        .arg(affinityWord(column->type), models::columnType(*column, schema().engine).expression);
}

QList<Completion> ColumnsModel::completions(const QModelIndex &index) const
{
    return table() ? columnCompletions(schema(), *table(), fieldOf(index)) : QList<Completion>();
}

void ColumnsModel::renew()
{
    QStringList names;
    if (table()) {
        for (const schema::Column &each : table()->columns)
            names += each.name;
    }
    takeNames(names);
    if (m_hasNewRow != isEditable()) {
        const int row = int(m_names.size());
        if (m_hasNewRow)
            beginRemoveRows({}, row, row);
        else
            beginInsertRows({}, row, row);
        m_hasNewRow = !m_hasNewRow;
        m_hasNewRow ? endInsertRows() : endRemoveRows();
    }
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumnFields - 1));
}

/// A name that goes where another comes is a rename: its row stays.
void ColumnsModel::takeNames(const QStringList &names)
{
    if (names.size() == m_names.size()) {
        for (int row = 0; row < names.size(); ++row) {
            if (!names.contains(m_names[row]) && !m_names.contains(names[row]))
                m_names[row] = names[row];
        }
    }
    for (int row = int(m_names.size()) - 1; row >= 0; --row) {
        if (names.contains(m_names[row]))
            continue;
        beginRemoveRows({}, row, row);
        m_names.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < names.size(); ++row) {
        const int from = int(m_names.indexOf(names[row]));
        if (from < 0) {
            beginInsertRows({}, row, row);
            m_names.insert(row, names[row]);
            endInsertRows();
        } else if (from != row) {
            beginMoveRows({}, from, from, {}, row);
            m_names.move(from, row);
            endMoveRows();
        }
    }
}

} // namespace relata::ui
