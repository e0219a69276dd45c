#include "refusedgesture.h"

#include "core/schema/typedvalue.h"
#include "ui/browser/celltextarea.h"
#include "ui/models/recordtablemodel.h"

namespace relata::ui {

QString RefusedGesture::whyNotTyped(const QModelIndex &cell) const
{
    return whyNotTyped(cell, m_model.valueAt(cell));
}

QString RefusedGesture::whyNotTyped(const QModelIndex &cell, const base::Value &value) const
{
    if (const QString why = whyNoValue(cell); !why.isEmpty())
        return why;
    if (!schema::isTypedOver(value)) {
        return tr("These are bytes, which cannot be typed. Ctrl+0 sets NULL, Replace From File… in the menu "
                  "puts others in their place.");
    }
    const bool isText = value.type() == base::Value::Type::Text;
    const bool isTooLong = isText && value.wholeSize() > 2 * CellTextArea::kLongest;
    if (!isTooLong && (!isText || value.isCut() || CellTextArea::canHold(value.bytes())))
        return {};
    const QString what =
        isTooLong
            ? tr("This text has %1, too much to be edited here.").arg(base::sizeWords(value.wholeSize()))
            : tr("This text has %L1 characters, too many to be edited here.").arg(value.toText().size());
    return tr("%1 Replace From File… in its menu puts another one in its place.").arg(what);
}

QString RefusedGesture::whyNotNull(const QModelIndex &cell) const
{
    return whyNoValue(cell);
}

QString RefusedGesture::whyNotDeleted() const
{
    return whyNoRowChanges();
}

QString RefusedGesture::whyNotAdded() const
{
    if (!m_readOnly.isEmpty())
        return whyNoRowChanges();
    return m_model.whyNoRowCanBeAdded();
}

QString RefusedGesture::whyNoRowChanges() const
{
    const schema::Table *table = m_model.table();
    if (!m_readOnly.isEmpty())
        return tr("The database is open read-only. %1").arg(m_readOnly);
    if (!table)
        return tr("Open a table first.");
    if (table->kind == schema::TableKind::View)
        return tr("'%1' is a view; edit the tables it reads.").arg(table->name);
    if (table->kind == schema::TableKind::Shadow)
        return tr("'%1' belongs to a virtual table; edit the virtual table.").arg(table->name);
    if (schema::addressOf(*table).kind == schema::RowAddress::Kind::None)
        return tr("The rows of '%1' cannot be told apart: it has no usable key.").arg(table->name);
    return {};
}

QString RefusedGesture::whyNoValue(const QModelIndex &cell) const
{
    if (const mapping::Side *counted = m_model.relationshipAt(cell.column()))
        return tr("This is the number of %1; Enter shows them.").arg(counted->name);
    if (const QString why = whyNoRowChanges(); !why.isEmpty())
        return why;
    const schema::Column &column = m_model.table()->columns[cell.column()];
    if (column.generated != schema::Generated::No)
        return tr("'%1.%2' is computed by the database.").arg(m_model.table()->name, column.name);
    if (cell.data(RecordTableModel::RowStateRole).toInt() == int(RecordTableModel::RowState::Deleted))
        return tr("This row is marked as deleted. Revert rows (Ctrl+Alt+U) takes that back.");
    return {};
}

} // namespace relata::ui
