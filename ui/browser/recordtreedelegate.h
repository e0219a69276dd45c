#pragma once

#include <QStyledItemDelegate>

namespace relata::ui {

class Theme;

/// Paints a row of the record tree: the title at the left, class and key or count and strategy at the right,
/// relationships in the accent colour, a thin line while the row loads.
class RecordTreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RecordTreeDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QColor titleColor(const QModelIndex &index) const;

    const Theme &m_theme;
};

} // namespace relata::ui
