#include "ui/problems/fixdelegate.h"

#include "ui/models/findingsmodel.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QIcon>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::Grade;

namespace {

constexpr int kPadding = 8;

} // namespace

FixDelegate::FixDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QString FixDelegate::buttonText(const QModelIndex &index) const
{
    const QStringList fixes = index.data(FindingsModel::FixesRole).toStringList();
    if (fixes.isEmpty())
        return {};
    return fixes.first();
}

QRect FixDelegate::buttonIn(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = buttonText(index);
    if (index.column() != FindingsModel::FixColumn || text.isEmpty())
        return {};
    const bool hasMenu = index.data(FindingsModel::FixesRole).toStringList().size() > 1;
    const int wanted =
        QFontMetrics(m_theme->smallFont()).horizontalAdvance(text) + (hasMenu ? 4 : 2) * kPadding;
    const int width = std::min(wanted, option.rect.width() - kPadding);
    return {option.rect.right() - width - kPadding / 2, option.rect.top() + 2, width,
            option.rect.height() - 5};
}

void FixDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QRect button = buttonIn(option, index);
    if (button.isEmpty())
        return;
    const Tokens &tokens = m_theme->tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(tokens.line);
    painter->setBrush(tokens.pane);
    painter->drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter->setPen(tokens.accent);
    painter->setFont(m_theme->smallFont());
    QRect inside = button.adjusted(kPadding, 0, -kPadding, 0);
    if (index.data(FindingsModel::FixesRole).toStringList().size() > 1) { // A click opens a menu.
        painter->drawText(inside.adjusted(0, 0, kPadding / 2, 0), Qt::AlignVCenter | Qt::AlignRight, u"▾"_s);
        inside.setRight(inside.right() - kPadding);
    }
    painter->drawText(
        inside, Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetrics(m_theme->smallFont()).elidedText(buttonText(index), Qt::ElideRight, inside.width()));
    painter->restore();
}

QSize FixDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), m_theme->rowHeight()};
}

void FixDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Tokens &tokens = m_theme->tokens();
    const bool isFold = index.data(FindingsModel::IsFoldRole).toBool();
    if (index.column() == FindingsModel::FixColumn)
        option->text.clear(); // The button says it.
    option->textElideMode = Qt::ElideRight;
    const QColor colour = isFold ? tokens.dim : tokens.text;
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, colour);
    if (index.column() != FindingsModel::WhereColumn || isFold)
        return;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(16, 16);
    switch (Grade(index.data(FindingsModel::GradeRole).toInt())) {
    case Grade::Error:
        option->icon = m_theme->icon(u"error"_s, &Tokens::deletedText);
        break;
    case Grade::Warning:
        option->icon = m_theme->icon(u"warning"_s, &Tokens::changedText);
        break;
    case Grade::Lint:
        option->icon = m_theme->icon(u"info"_s, &Tokens::dim);
        break;
    }
}

bool FixDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && buttonIn(option, index).contains(mouse->pos())) {
            emit clicked(index);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace relata::ui
