#include "ui/editors/table/celldelegate.h"

#include "ui/editors/table/cellmodel.h"
#include "ui/editors/table/completingedit.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPadding = 8;
constexpr int kTickSize = 16;
constexpr int kWidestCell = 320;
constexpr int kNarrowestEditor = 200; // It may cover the next cells.

CellModel::State cellState(const QModelIndex &index)
{
    return CellModel::State(index.siblingAtColumn(0).data(CellModel::StateRole).toInt());
}

bool isEnterKey(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

} // namespace

CellDelegate::CellDelegate(const CellModel &model, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model), m_theme(theme)
{
}

QFont CellDelegate::fontOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isCode = index.data(CellModel::IsCodeRole).toBool();
    QFont font = isCode ? m_theme.monospaceFont() : option.font;
    font.setBold(cellState(index) != CellModel::State::Same && index.column() == 0);
    return font;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isRefused = index.data(CellModel::FaultRole).isValid();
    QColor background = isSelected ? tokens.accentSoft : QColor();
    QColor text = index.data(CellModel::IsDimRole).toBool() ? tokens.dim : tokens.text;
    const CellModel::State state = cellState(index);
    if (state != CellModel::State::Same && !isSelected)
        background = state == CellModel::State::New ? tokens.newRow : tokens.changedRow;
    if (state != CellModel::State::Same && index.column() == 0)
        text = state == CellModel::State::New ? tokens.newText : tokens.changedText;
    if (isRefused) {
        background = tokens.deletedRow;
        text = tokens.deletedText;
    }
    painter->save();
    if (background.isValid())
        painter->fillRect(option.rect, background);
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (index.data(CellModel::IsTickRole).toBool()) {
        paintTick(painter, option, index);
    } else {
        painter->setFont(fontOf(option, index));
        painter->setPen(text);
        const QRect cell = option.rect.adjusted(kPadding, 0, -kPadding, 0);
        const QString shown = inOneShortLine(index.data().toString());
        painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(shown, Qt::ElideRight, cell.width()));
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(isRefused ? tokens.deletedText : tokens.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

void CellDelegate::paintTick(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyleOptionButton box;
    box.rect = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter, {kTickSize, kTickSize},
                                   option.rect.adjusted(kPadding, 0, 0, 0));
    box.palette = option.palette;
    const bool isOn = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    box.state = isOn ? QStyle::State_On : QStyle::State_Off;
    if (index.flags() & Qt::ItemIsUserCheckable)
        box.state |= QStyle::State_Enabled;
    const QWidget *view = option.widget;
    (view ? view->style() : QApplication::style())
        ->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, painter, view);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(fontOf(option, index));
    const int width = metrics.horizontalAdvance(inOneShortLine(index.data().toString(), 60));
    return {qMin(width, kWidestCell) + 2 * kPadding + 4, metrics.height() + 8};
}

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    auto *edit = new CompletingEdit(m_model.completions(index), m_theme, parent);
    edit->setObjectName(u"cellEditor"_s);
    edit->setAccessibleName(m_model.headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
    edit->setTextMargins(kPadding - 2, 0, 0, 0); // Where the text of the cell stands.
    edit->setFont(index.data(CellModel::IsCodeRole).toBool() ? m_theme.monospaceFont() : option.font);
    return edit;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *edit = static_cast<CompletingEdit *>(editor);
    if (edit->isModified())
        return; // The design may change while somebody types.
    edit->setText(index.data(Qt::EditRole).toString());
    edit->selectAll();
}

void CellDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                        const QModelIndex &) const
{
    QRect place = option.rect;
    place.setWidth(qMax(place.width(), kNarrowestEditor));
    editor->setGeometry(place);
}

/// A click anywhere in a cell with a box ticks it.
bool CellDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (!(index.flags() & Qt::ItemIsUserCheckable))
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    if (event->type() != QEvent::MouseButtonRelease)
        return event->type() == QEvent::MouseButtonDblClick;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton || mouse->modifiers() != Qt::NoModifier ||
        !option.rect.contains(mouse->position().toPoint()))
        return false;
    const bool isTicked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, int(isTicked ? Qt::Unchecked : Qt::Checked), Qt::CheckStateRole);
}

/// Ctrl+Tab is the tabs' key. Enter is taken at once: whatever key comes next finds the cell as it is.
bool CellDelegate::eventFilter(QObject *editor, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isTab = key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab;
        if (isTab && key->modifiers() & Qt::ControlModifier)
            return false;
        if (isEnterKey(key->key()) && !(key->modifiers() & ~Qt::KeypadModifier)) {
            auto *edit = static_cast<QWidget *>(editor);
            emit commitData(edit);
            emit closeEditor(edit, SubmitModelCache);
            return true;
        }
    }
    return QStyledItemDelegate::eventFilter(editor, event);
}

} // namespace relata::ui
