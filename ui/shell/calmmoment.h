#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

namespace relata::ui {

/// Waits until what moves the window's parts disturbs nobody: no mouse button is down, no menu is open, and
/// the first click of a double-click would have had its second. Owned by whoever waits. GUI thread.
class CalmMoment : public QObject
{
    Q_OBJECT

public:
    explicit CalmMoment(QObject *parent);

    /// Calls `then` in the next calm moment, once, however often it is asked for meanwhile.
    void wait(std::function<void()> then);
    void forget();

private:
    void look();

    QTimer m_timer;
    std::function<void()> m_then;
};

} // namespace relata::ui
