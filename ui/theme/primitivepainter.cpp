#include "ui/theme/primitivepainter.h"

#include "ui/theme/controlpainter.h"
#include "ui/theme/itempainter.h"
#include "ui/theme/tokens.h"

#include <QAbstractItemView>
#include <QPainter>

namespace relata::ui {

bool PrimitivePainter::isPrimaryButton(const QWidget *widget)
{
    return widget && widget->property("primary").toBool();
}

PrimitivePainter::PrimitivePainter(QPainter *painter, const Tokens &tokens)
    : m_painter(painter), m_tokens(tokens)
{
}

bool PrimitivePainter::paint(QStyle::PrimitiveElement element, const QStyleOption &option,
                             const QWidget *widget) const
{
    return paintBox(element, option, widget) || paintFrame(element, option, widget) ||
           paintMark(element, option) || paintArrow(element, option);
}

bool PrimitivePainter::paintBox(QStyle::PrimitiveElement element, const QStyleOption &option,
                                const QWidget *widget) const
{
    const ControlPainter controls(m_painter, m_tokens);
    switch (element) {
    case QStyle::PE_PanelLineEdit:
    case QStyle::PE_FrameLineEdit:
        paintLineEdit(option);
        return true;
    case QStyle::PE_PanelButtonCommand:
        controls.button(option.rect, option.state, isPrimaryButton(widget));
        return true;
    case QStyle::PE_PanelButtonTool:
    case QStyle::PE_PanelButtonBevel:
        controls.flatButton(option.rect, option.state);
        return true;
    case QStyle::PE_PanelMenu:
        m_painter->fillRect(option.rect, m_tokens.pane);
        return true;
    case QStyle::PE_PanelItemViewRow:
    case QStyle::PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(&option))
            ItemPainter(m_painter, m_tokens).background(*item, widget);
        return true;
    default:
        return false;
    }
}

bool PrimitivePainter::paintFrame(QStyle::PrimitiveElement element, const QStyleOption &option,
                                  const QWidget *widget) const
{
    switch (element) {
    case QStyle::PE_FrameButtonTool:
    case QStyle::PE_FrameDefaultButton:
    case QStyle::PE_FrameTabBarBase:
    case QStyle::PE_FrameGroupBox: // Its title says enough.
        return true;
    case QStyle::PE_Frame:
    case QStyle::PE_FrameMenu:
        m_painter->save();
        m_painter->setPen(m_tokens.line);
        m_painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        m_painter->restore();
        return true;
    case QStyle::PE_FrameFocusRect:
        if (qobject_cast<const QAbstractItemView *>(widget))
            ItemPainter(m_painter, m_tokens).focus(option.rect, widget);
        else
            ControlPainter(m_painter, m_tokens).focusRing(option.rect);
        return true;
    case QStyle::PE_IndicatorDockWidgetResizeHandle:
        m_painter->fillRect(option.rect, m_tokens.line);
        return true;
    default:
        return false;
    }
}

bool PrimitivePainter::paintMark(QStyle::PrimitiveElement element, const QStyleOption &option) const
{
    const ControlPainter controls(m_painter, m_tokens);
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorItemViewItemCheck:
        controls.checkBox(option.rect, option.state);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        controls.radioButton(option.rect, option.state);
        return true;
    case QStyle::PE_IndicatorMenuCheckMark:
        if (option.state & QStyle::State_On)
            controls.tick(option.rect, m_tokens.accent);
        return true;
    case QStyle::PE_IndicatorTabClose:
        controls.flatButton(option.rect, option.state & ~QStyle::State_On & ~QStyle::State_HasFocus);
        controls.cross(option.rect, option.state & QStyle::State_MouseOver ? m_tokens.text : m_tokens.dim);
        return true;
    default:
        return false;
    }
}

bool PrimitivePainter::paintArrow(QStyle::PrimitiveElement element, const QStyleOption &option) const
{
    const ControlPainter controls(m_painter, m_tokens);
    switch (element) {
    case QStyle::PE_IndicatorArrowUp:
        controls.chevron(option.rect, Qt::UpArrow, m_tokens.dim);
        return true;
    case QStyle::PE_IndicatorArrowDown:
        controls.chevron(option.rect, Qt::DownArrow, m_tokens.dim);
        return true;
    case QStyle::PE_IndicatorArrowLeft:
        controls.chevron(option.rect, Qt::LeftArrow, m_tokens.dim);
        return true;
    case QStyle::PE_IndicatorArrowRight:
        controls.chevron(option.rect, Qt::RightArrow, m_tokens.dim);
        return true;
    case QStyle::PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(&option)) {
            const bool up = header->sortIndicator == QStyleOptionHeader::SortUp;
            controls.chevron(option.rect, up ? Qt::DownArrow : Qt::UpArrow, m_tokens.accent, 3);
        }
        return true;
    case QStyle::PE_IndicatorBranch:
        if (option.state & QStyle::State_Children)
            controls.chevron(option.rect, option.state & QStyle::State_Open ? Qt::DownArrow : Qt::RightArrow,
                             m_tokens.dim, 3);
        return true;
    default:
        return false;
    }
}

void PrimitivePainter::paintLineEdit(const QStyleOption &option) const
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(&option);
    const bool isInside = frame && frame->lineWidth == 0; // a spin box, an editable combo box or a cell
    ControlPainter(m_painter, m_tokens).inputBox(option, !isInside);
}

} // namespace relata::ui
