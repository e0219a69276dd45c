#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace relata::ui {

struct Tokens;

/// What an empty canvas says: that it is empty, what to do, and how to do it from the keyboard.
class EmptyCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyCanvas(QWidget *parent);

    /// Takes the words and whether tables can be drawn.
    void describe(bool isEditable, const Tokens &tokens);
    void centerIn(QSize room);

signals:
    void newTableRequested();

private:
    QLabel *m_sentence;
    QPushButton *m_button;
    QLabel *m_hint;
};

} // namespace relata::ui
