#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace relata::ui {

class CellTextArea;

/// The editor of a text that needs more room than its cell: lies over the rows, can be drawn larger at its
/// corner and fills them by F11. A child of the grid's viewport.
class CellTextEdit : public QFrame
{
    Q_OBJECT

public:
    CellTextEdit(const QByteArray &original, QWidget *parent);

    CellTextArea &area() { return *m_area; }
    /// Goes over its cell, inside the viewport; keeps the size that a person gave it.
    void placeAt(const QRect &cell);

signals:
    /// Ctrl+Enter.
    void finished();
    /// The focus went elsewhere in the window.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void watchFocus();
    void setLarge(bool large);

    CellTextArea *m_area;
    QLabel *m_hint;
    QToolButton *m_enlarge;
    QRect m_cell;
    QSize m_wanted{460, 190};
    bool m_isPlacing = false;
};

} // namespace relata::ui
