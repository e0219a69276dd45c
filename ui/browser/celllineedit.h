#pragma once

#include <QLineEdit>
#include <QRect>

namespace relata::ui {

/// The editor of a short value in its cell. What is pressed in it stays in it: only the keys that leave the
/// cell (Up, Down, a page on), Ctrl+Tab and Ctrl+0 reach the grid below. Alt+Enter, lines that are pasted and
/// long texts need an editor with more room.
class CellLineEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit CellLineEdit(QWidget *parent);

    /// True for texts of one line that a QLineEdit gives back as they were.
    static bool canHold(const QByteArray &text);
    /// Lies over its cell, and beyond it to the right as far as its text needs and the rows go.
    void placeAt(const QRect &cell);

signals:
    /// The line does not suffice any more for what it should hold.
    void outgrown(const QString &text, int cursor);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void pasteText();
    void outgrowWith(const QString &inserted);
    void fit();

    QRect m_cell;
};

} // namespace relata::ui
