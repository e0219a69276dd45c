#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QSize>

class QWidget;

namespace relata::ui {

/// Gives a window its first place and size, such that all of it, the frame that a window manager draws round
/// it included, is on the screen. That frame is known only once the window is shown: for a moment after that
/// the window gives way. Whatever a person or a program chooses afterwards stays. Owned by the window.
class WindowPlacement : public QObject
{
    Q_OBJECT

public:
    explicit WindowPlacement(QWidget *window);

    /// @param kept what QWidget::saveGeometry() once said; empty where there is nothing to restore
    void place(QSize wish, const QByteArray &kept);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void giveWay();

    QWidget *m_window;
    QSize m_given;         ///< while the window has this size nobody else has chosen one
    QElapsedTimer m_shown; ///< since it was first shown
};

} // namespace relata::ui
