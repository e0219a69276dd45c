#pragma once

#include <QStyledItemDelegate>

namespace relata::ui {

class Theme;

/// Draws the rows of the findings: a mark for the grade, and a button with the first fix in the last column.
class FixDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit FixDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

signals:
    /// The button of a row was clicked; where a row has several fixes they are to be offered.
    void clicked(const QModelIndex &index);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    QRect buttonIn(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    QString buttonText(const QModelIndex &index) const;

    const Theme *m_theme;
};

} // namespace relata::ui
