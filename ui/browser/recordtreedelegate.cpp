#include "recordtreedelegate.h"

#include "ui/models/recordtreemodel.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace relata::ui {

namespace {

constexpr int kTreeRowHeight = 26;
constexpr int kTreePadding = 6;

RecordNodeKind kindOf(const QModelIndex &index)
{
    return static_cast<RecordNodeKind>(index.data(RecordTreeModel::KindRole).toInt());
}

RecordTreeModel::RowState rowStateOf(const QModelIndex &index)
{
    return static_cast<RecordTreeModel::RowState>(index.data(RecordTreeModel::RowStateRole).toInt());
}

} // namespace

RecordTreeDelegate::RecordTreeDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

void RecordTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, tokens.accentSoft);
    const QRect row = option.rect.adjusted(kTreePadding, 0, -12, 0);

    const QString detail = index.data(RecordTreeModel::DetailRole).toString();
    QFont small = m_theme.smallFont();
    const QFontMetrics smallMetrics(small);
    const int detailWidth = qMin(smallMetrics.horizontalAdvance(detail) + 2, row.width() / 2);
    painter->setFont(small);
    painter->setPen(kindOf(index) == RecordNodeKind::Message ? tokens.accent : tokens.dim);
    painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter,
                      smallMetrics.elidedText(detail, Qt::ElideLeft, detailWidth));

    QFont font = option.font;
    const auto state = rowStateOf(index);
    const bool isRecord = kindOf(index) == RecordNodeKind::Record;
    font.setBold(isRecord && state == RecordTreeModel::RowState::Changed);
    font.setStrikeOut(isRecord && state == RecordTreeModel::RowState::Deleted);
    painter->setFont(font);
    painter->setPen(titleColor(index));
    const QRect title = row.adjusted(0, 0, -detailWidth - 12, 0);
    painter->drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, title.width()));

    if (static_cast<LoadState>(index.data(RecordTreeModel::StateRole).toInt()) == LoadState::Loading) {
        painter->setPen(QPen(tokens.accent, 2));
        painter->drawLine(option.rect.bottomLeft() + QPoint(kTreePadding, 0),
                          option.rect.bottomLeft() + QPoint(kTreePadding + 60, 0));
    }
    painter->restore();
}

QSize RecordTreeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(),
            qMax(kTreeRowHeight, option.fontMetrics.height() + 8)};
}

QColor RecordTreeDelegate::titleColor(const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    switch (kindOf(index)) {
    case RecordNodeKind::Relationship:
        return index.data(RecordTreeModel::IsNullRole).toBool() ? tokens.dim : tokens.accent;
    case RecordNodeKind::More:
        return tokens.dim;
    case RecordNodeKind::Message:
        return tokens.deletedText;
    case RecordNodeKind::Record:
        break;
    }
    switch (rowStateOf(index)) {
    case RecordTreeModel::RowState::Changed:
        return tokens.changedText;
    case RecordTreeModel::RowState::Deleted:
    case RecordTreeModel::RowState::Refused:
        return tokens.deletedText;
    default:
        return tokens.text;
    }
}

} // namespace relata::ui
