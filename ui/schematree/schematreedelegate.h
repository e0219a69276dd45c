#pragma once

#include <QStyledItemDelegate>

namespace relata::ui {

class Theme;

/// Paints a row of the schema tree: its mark, its name with the type dim after, relationships in the accent
/// colour, and the note (row count, kind) dim at the right. Owned by its panel.
class SchemaTreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    SchemaTreeDelegate(const Theme *theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    QColor nameColour(const QModelIndex &index) const;
    void paintIcon(QPainter *painter, const QRect &place, const QModelIndex &index) const;

    const Theme *m_theme;
};

} // namespace relata::ui
