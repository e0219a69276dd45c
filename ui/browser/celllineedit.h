#pragma once

#include <QLineEdit>

namespace relata::ui {

/// The editor of a short value in its cell. What is pressed in it stays in it: only the keys that leave the
/// cell (Up, Down, a page on), Ctrl+Tab and Ctrl+0 reach the grid below.
class CellLineEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit CellLineEdit(QWidget *parent);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace relata::ui
