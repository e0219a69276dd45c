#include "ui/schematree/schematreedelegate.h"

#include "ui/models/schematreemodel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontMetrics>
#include <QIcon>
#include <QPainter>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMarkSize = 16;
constexpr int kMarkGap = 6;
constexpr int kRightMargin = 12;

SchemaTreeModel::NodeKind schemaNodeKind(const QModelIndex &index)
{
    return index.data(SchemaTreeModel::KindRole).value<SchemaTreeModel::NodeKind>();
}

/// Draws a text that may be cut and returns the width it took.
int drawText(QPainter *painter, const QRect &place, const QString &text, const QColor &colour,
             const QFont &font)
{
    if (place.width() <= 0 || text.isEmpty())
        return 0;
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, place.width());
    painter->setFont(font);
    painter->setPen(colour);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    return metrics.horizontalAdvance(shown);
}

} // namespace

SchemaTreeDelegate::SchemaTreeDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

void SchemaTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    painter->save();
    QRect place = item.rect.adjusted(2, 0, -kRightMargin, 0);
    paintIcon(painter, QRect(place.left(), place.center().y() - kMarkSize / 2, kMarkSize, kMarkSize), index);
    place.setLeft(place.left() + kMarkSize + kMarkGap);

    const Tokens &tokens = m_theme->tokens();
    const QFont small = m_theme->smallFont();
    const QString note = index.data(SchemaTreeModel::NoteRole).toString();
    const int noteWidth = note.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(note);
    if (noteWidth > 0 && noteWidth < place.width() / 2) {
        drawText(painter, QRect(place.right() - noteWidth, place.top(), noteWidth + 1, place.height()), note,
                 tokens.dim, small);
        place.setRight(place.right() - noteWidth - 8);
    }
    const bool isRelationship = schemaNodeKind(index) == SchemaTreeModel::NodeKind::Relationship;
    const int nameWidth = drawText(painter, place, index.data(SchemaTreeModel::NameRole).toString(),
                                   nameColour(index), item.font);
    place.setLeft(place.left() + nameWidth + kMarkGap);
    drawText(painter, place, index.data(SchemaTreeModel::DetailRole).toString(),
             isRelationship ? tokens.accent : tokens.dim, isRelationship ? item.font : small);
    painter->restore();
}

QColor SchemaTreeDelegate::nameColour(const QModelIndex &index) const
{
    const Tokens &tokens = m_theme->tokens();
    if (index.data(SchemaTreeModel::IsBrokenRole).toBool())
        return tokens.deletedText;
    if (schemaNodeKind(index) == SchemaTreeModel::NodeKind::Relationship)
        return tokens.accent;
    const bool isQuietColumn = schemaNodeKind(index) == SchemaTreeModel::NodeKind::Column &&
                               index.data(SchemaTreeModel::IsQuietRole).toBool();
    return isQuietColumn ? tokens.dim : tokens.text;
}

void SchemaTreeDelegate::paintIcon(QPainter *painter, const QRect &place, const QModelIndex &index) const
{
    const QString name = index.data(SchemaTreeModel::IconNameRole).toString();
    if (name.isEmpty())
        return;
    QColor Tokens::*colour = &Tokens::dim;
    if (index.data(SchemaTreeModel::IsBrokenRole).toBool())
        colour = &Tokens::deletedText;
    else if (name == "key"_L1)
        colour = &Tokens::key;
    else if (name == "foreign-key"_L1)
        colour = &Tokens::foreignKey;
    m_theme->icon(name, colour).paint(painter, place);
}

} // namespace relata::ui
