#pragma once

#include <QStyledItemDelegate>

namespace relata::ui {

class CellEditors;
class Theme;

/// Paints a cell of the grid: NULL grey and italic, a foreign key as its parent's title with the key dim,
/// changed cells tinted and bold, new rows tinted, deleted ones struck through, counts of children as links;
/// and makes the editors of plain cells.
class RecordGridDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit RecordGridDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    CellEditors &editors() const { return *m_editors; }

protected:
    bool eventFilter(QObject *editor, QEvent *event) override;

private:
    void paintBackground(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const;
    void paintCount(QPainter *painter, const QFont &font, const QRect &cell, const QModelIndex &index,
                    qint64 count) const;
    void paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QRect &cell,
                    const QModelIndex &index) const;
    void paintBeside(QPainter *painter, const QRect &cell, const QModelIndex &index, const QString &text,
                     const QString &word, const QColor &color) const;
    void paintParent(QPainter *painter, const QRect &cell, const QModelIndex &index, const QString &parent,
                     const QString &key) const;

    const Theme &m_theme;
    CellEditors *m_editors;
};

} // namespace relata::ui
