#include "ui/editors/table/cellmodel.h"

namespace relata::ui {

void CellModel::show(const mapping::Design &design, const schema::Schema &baseline, base::TableId table)
{
    if (table != m_table)
        m_refused.clear();
    m_design = design;
    m_baseline = baseline;
    m_table = table;
    renew();
}

QString CellModel::whyNot() const
{
    const schema::Table *shown = table();
    if (!shown)
        return tr("The table is gone.");
    switch (shown->kind) {
    case schema::TableKind::Table:
        return {};
    case schema::TableKind::View:
        return tr("'%1' is a view: its columns are what its SELECT gives. They can be read here, not edited.")
            .arg(shown->name);
    case schema::TableKind::Virtual:
        return tr("'%1' is a virtual table: its module makes its columns. They cannot be edited here.")
            .arg(shown->name);
    case schema::TableKind::Shadow:
        return tr("'%1' belongs to a virtual table and is never edited.").arg(shown->name);
    case schema::TableKind::Broken:
        break;
    }
    return tr("The database cannot read '%1': it cannot be edited.").arg(shown->name);
}

std::optional<base::Error> CellModel::fault(const QModelIndex &index) const
{
    const auto found = index.isValid() ? m_refused.constFind(cellName(index)) : m_refused.cend();
    return found == m_refused.cend() ? std::nullopt : std::optional(found->error);
}

void CellModel::forget(const QModelIndex &index)
{
    if (index.isValid() && m_refused.remove(cellName(index)) > 0)
        emit dataChanged(index, index);
}

QVariant CellModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto refused = m_refused.constFind(cellName(index));
    const bool isRefused = refused != m_refused.cend();
    switch (role) {
    case Qt::DisplayRole:
        if (isTick(index))
            return {};
        if (isRefused)
            return refused->text;
        if (const QVariant shown = look(index, role); shown.isValid())
            return shown;
        return text(index);
    case Qt::EditRole:
        return isRefused ? refused->text : text(index);
    case Qt::CheckStateRole:
        if (isTick(index))
            return int(text(index).isEmpty() ? Qt::Unchecked : Qt::Checked);
        return {};
    case Qt::ToolTipRole:
        return isRefused ? refused->error.text() : look(index, role);
    case FaultRole:
        return isRefused ? refused->error.text() : QVariant();
    case IsTickRole:
        return isTick(index);
    default:
        return look(index, role);
    }
}

bool CellModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !isEditable())
        return false;
    QString typed;
    if (role == Qt::CheckStateRole && isTick(index))
        typed = value.toInt() == Qt::Checked ? QStringLiteral("1") : QString();
    else if (role == Qt::EditRole)
        typed = value.toString().trimmed();
    else
        return false;
    const QString name = cellName(index);
    const Plan planned = plan(index, typed);
    if (!planned) {
        if (!isTick(index))
            m_refused.insert(name, {typed, planned.error()});
        emit dataChanged(index, index);
        return request(planned, index);
    }
    if (m_refused.remove(name) > 0)
        emit dataChanged(index, index);
    return request(planned);
}

bool CellModel::toggle(const QModelIndex &index)
{
    if (!(index.flags() & Qt::ItemIsUserCheckable))
        return false;
    const bool isOn = !text(index).isEmpty();
    return setData(index, int(isOn ? Qt::Unchecked : Qt::Checked), Qt::CheckStateRole);
}

bool CellModel::request(const Plan &planned, const QModelIndex &index)
{
    if (!planned) {
        emit refused(index, planned.error());
        return false;
    }
    if (!planned->changes.isEmpty())
        emit changeRequested(*planned);
    return true;
}

Qt::ItemFlags CellModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags all = QAbstractTableModel::flags(index);
    if (!index.isValid() || !isEditable())
        return all;
    if (isTick(index))
        all |= Qt::ItemIsUserCheckable;
    if (isTyped(index))
        all |= Qt::ItemIsEditable;
    return all;
}

bool CellModel::isTick(const QModelIndex &) const
{
    return false;
}

bool CellModel::isTyped(const QModelIndex &index) const
{
    return !isTick(index);
}

} // namespace relata::ui
