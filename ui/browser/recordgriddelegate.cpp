#include "recordgriddelegate.h"

#include "ui/browser/celleditors.h"
#include "ui/models/recordtablemodel.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace relata::ui {

namespace {

constexpr int kCellPadding = 8;

RecordTableModel::RowState cellRowState(const QModelIndex &index)
{
    return static_cast<RecordTableModel::RowState>(index.data(RecordTableModel::RowStateRole).toInt());
}

/// Background and text colour of a cell by what waits for its row.
struct CellColors
{
    QColor background;
    QColor text;
};

CellColors colorsOf(const Tokens &tokens, const QModelIndex &index, bool selected)
{
    CellColors colors = {selected ? tokens.accentSoft : QColor(), tokens.text};
    switch (cellRowState(index)) {
    case RecordTableModel::RowState::New:
        colors = {tokens.newRow, tokens.newText};
        break;
    case RecordTableModel::RowState::Deleted:
    case RecordTableModel::RowState::Refused:
        colors = {tokens.deletedRow, tokens.deletedText};
        break;
    case RecordTableModel::RowState::Changed:
        colors.background = tokens.changedRow;
        if (index.data(RecordTableModel::IsChangedRole).toBool())
            colors.text = tokens.changedText;
        break;
    case RecordTableModel::RowState::Stored:
        break;
    }
    return colors;
}

/// Cuts a text that is too long: a number in its middle, for its size stands at both ends.
QString cutToFit(const QFont &font, const QString &text, const QModelIndex &index, int width)
{
    const auto value = index.data(RecordTableModel::ValueRole).value<base::Value>();
    return QFontMetrics(font).elidedText(text, value.isNumber() ? Qt::ElideMiddle : Qt::ElideRight, width);
}

} // namespace

RecordGridDelegate::RecordGridDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_editors(new CellEditors(this))
{
    connect(m_editors, &CellEditors::finished, this, [this](QWidget *editor) {
        emit commitData(editor);
        emit closeEditor(editor, SubmitModelCache);
    });
    connect(m_editors, &CellEditors::left, this, [this](QWidget *editor) {
        emit commitData(editor);
        emit closeEditor(editor, NoHint);
    });
}

void RecordGridDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const QVariant count = index.data(RecordTableModel::CountRole);
    painter->save();
    paintBackground(painter, option, index);
    const QRect cell = option.rect.adjusted(kCellPadding, 0, -kCellPadding, 0);
    if (count.isValid())
        paintCount(painter, option.font, cell, index, count.toLongLong());
    else
        paintValue(painter, option, cell, index);
    painter->restore();
}

void RecordGridDelegate::paintBackground(QPainter *painter, const QStyleOptionViewItem &option,
                                         const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    const bool selected = option.state & QStyle::State_Selected;
    const CellColors colors = colorsOf(tokens, index, selected);
    if (colors.background.isValid())
        painter->fillRect(option.rect, colors.background);
    if (selected && cellRowState(index) != RecordTableModel::RowState::Stored)
        painter->fillRect(option.rect,
                          QColor(tokens.accent.red(), tokens.accent.green(), tokens.accent.blue(), 40));
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(tokens.accent);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

/// A link to the children; none, and what is not known, is dim.
void RecordGridDelegate::paintCount(QPainter *painter, const QFont &font, const QRect &cell,
                                    const QModelIndex &index, qint64 count) const
{
    painter->setFont(font);
    painter->setPen(count > 0 ? m_theme.tokens().accent : m_theme.tokens().dim);
    painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
}

void RecordGridDelegate::paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QRect &cell,
                                    const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    QFont font = option.font;
    QString text = index.data().toString();
    QColor color = colorsOf(tokens, index, option.state & QStyle::State_Selected).text;
    if (index.data(RecordTableModel::IsNullRole).toBool()) {
        font.setItalic(true);
        if (const QVariant unfilled = index.data(RecordTableModel::UnfilledRole); unfilled.isValid())
            text = unfilled.toString();
        color = tokens.dim;
    } else if (index.data(RecordTableModel::IsBlobRole).toBool()) {
        color = tokens.dim;
    }
    font.setBold(index.data(RecordTableModel::IsChangedRole).toBool() ||
                 (cellRowState(index) == RecordTableModel::RowState::New &&
                  !index.data(RecordTableModel::IsNullRole).toBool()));
    font.setStrikeOut(index.data(RecordTableModel::IsDeletedRole).toBool());
    painter->setFont(font);
    painter->setPen(color);
    const QString parent = index.data(RecordTableModel::ParentTitleRole).toString();
    if (!parent.isEmpty())
        return paintParent(painter, cell, index, parent, text);
    if (index.data(RecordTableModel::ParentMissingRole).toBool()) {
        painter->setPen(tokens.deletedText);
        text += tr(" (missing)");
    }
    if (const QString misfit = index.data(RecordTableModel::MisfitRole).toString(); !misfit.isEmpty())
        return paintBeside(painter, cell, index, text, misfit, tokens.deletedText);
    if (const QString size = index.data(RecordTableModel::SizeRole).toString(); !size.isEmpty())
        return paintBeside(painter, cell, index, text.chopped(size.size() + 3), size, tokens.dim);
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    painter->drawText(cell, alignment, cutToFit(font, text, index, cell.width()));
}

/// The parent's title with the key dim after it.
void RecordGridDelegate::paintParent(QPainter *painter, const QRect &cell, const QModelIndex &index,
                                     const QString &parent, const QString &key) const
{
    const QFontMetrics metrics(painter->font());
    const int keyWidth = qMin(metrics.horizontalAdvance(key), cell.width() / 3);
    const QString title = metrics.elidedText(parent, Qt::ElideRight, cell.width() - keyWidth - 6);
    painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter, title);
    painter->setPen(m_theme.tokens().dim);
    painter->setFont(m_theme.smallFont());
    const QRect rest = cell.adjusted(metrics.horizontalAdvance(title) + 6, 0, 0, 0);
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                      cutToFit(painter->font(), key, index, rest.width()));
}

/// The value with a word at the right that stays in sight: its class, where the column is declared for
/// another one, or its size, where there is more of it than the cell shows.
void RecordGridDelegate::paintBeside(QPainter *painter, const QRect &cell, const QModelIndex &index,
                                     const QString &text, const QString &word, const QColor &color) const
{
    const QFontMetrics metrics(m_theme.smallFont());
    const int width = qMin(metrics.horizontalAdvance(word), cell.width() / 2);
    const QRect rest = cell.adjusted(0, 0, -width - 6, 0);
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                      cutToFit(painter->font(), text, index, rest.width()));
    painter->setFont(m_theme.smallFont());
    painter->setPen(color);
    painter->drawText(cell, Qt::AlignRight | Qt::AlignVCenter,
                      metrics.elidedText(word, Qt::ElideRight, width));
}

QSize RecordGridDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data().toString().left(60);
    const QString parent = index.data(RecordTableModel::ParentTitleRole).toString().left(40);
    const int width =
        option.fontMetrics.horizontalAdvance(parent.isEmpty() ? text : parent + QStringLiteral("  ") + text);
    return {qMin(width, 360) + 2 * kCellPadding + 4, option.fontMetrics.height() + 8};
}

QWidget *RecordGridDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                          const QModelIndex &index) const
{
    return m_editors->make(parent, index);
}

/// Ctrl+Tab is the tabs' key; the delegate's own would go on to the next cell. Enter ends an editor, but with
/// Shift or Alt it begins a line.
bool RecordGridDelegate::eventFilter(QObject *editor, QEvent *event)
{
    const auto *key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event) : nullptr;
    const bool isTab = key && (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab);
    const bool isEnter = key && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter);
    if ((isTab && key->modifiers() & Qt::ControlModifier) ||
        (isEnter && key->modifiers() & (Qt::ShiftModifier | Qt::AltModifier)))
        return false;
    return QStyledItemDelegate::eventFilter(editor, event);
}

/// What is cut in its cell is read in a tip.
bool RecordGridDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                   const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString text = index.data().toString();
    const bool isCut = option.fontMetrics.horizontalAdvance(text) > option.rect.width() - 2 * kCellPadding;
    if (!event || event->type() != QEvent::ToolTip || !isCut || index.data(Qt::ToolTipRole).isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), toolTipOf(text), view, option.rect);
    return true;
}

void RecordGridDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    m_editors->fill(editor, index);
}

void RecordGridDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                      const QModelIndex &index) const
{
    m_editors->give(editor, model, index);
}

void RecordGridDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                              const QModelIndex &) const
{
    m_editors->place(editor, option.rect);
}

} // namespace relata::ui
