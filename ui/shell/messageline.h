#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>

class QStatusBar;
class QToolButton;

namespace relata::ui {

/// What the window says in its status bar: one line, and beside it a button that opens all of it where the
/// message is longer than that, and one for what can be done about it. The facts that the bar shows otherwise
/// give way meanwhile. A message itself gives way to the tip of an action that is pointed at, and comes back
/// after it.
class MessageLine : public QWidget
{
    Q_OBJECT

public:
    MessageLine(QStatusBar &bar, QWidget *facts);

    void say(const QString &text);
    /// Takes back what was said, where it still is what is said.
    void unsay(const QString &text);
    /// As say(), with something to do about it. Stays until the next message.
    void offer(const QString &text, const QString &action, std::function<void()> act);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setMessage(const QString &text, int shortly, int longer);
    void showTip(const QString &tip);
    void showNow();
    void showWhole();
    void act();
    void clear();

    QStatusBar &m_bar;
    QToolButton *m_whole;
    QToolButton *m_action;
    QString m_line; ///< what is said; "" for nothing
    QString m_text; ///< all of it, where that is more; else ""
    QString m_tip;  ///< what is shown in its place for the moment
    QTimer m_end;   ///< of what is said
    std::function<void()> m_act;
};

} // namespace relata::ui
