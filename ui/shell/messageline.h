#pragma once

#include <QToolButton>

class QStatusBar;

namespace relata::ui {

/// What the window says in its status bar: one line, and this button beside it where the message is longer
/// than that. The button opens all of it.
class MessageLine : public QToolButton
{
    Q_OBJECT

public:
    explicit MessageLine(QStatusBar &bar);

    void say(const QString &text);

private:
    void showWhole();

    QStatusBar &m_bar;
    QString m_text;
};

} // namespace relata::ui
