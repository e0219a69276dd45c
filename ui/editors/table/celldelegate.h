#pragma once

#include <QStyledItemDelegate>

namespace relata::ui {

class CellModel;
class Theme;

/// Draws the cells of a CellModel and makes their editors, which complete what is typed. GUI thread.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The model and the theme outlive the delegate.
    CellDelegate(const CellModel &model, const Theme &theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool eventFilter(QObject *editor, QEvent *event) override;

private:
    void paintTick(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    QFont fontOf(const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const CellModel &m_model;
    const Theme &m_theme;
};

} // namespace relata::ui
