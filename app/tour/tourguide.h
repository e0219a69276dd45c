#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

class QWidget;

namespace relata::app {

/// What a step's check found.
struct Finding
{
    bool held = false;
    QString words;
    bool wasSkipped = false;

    /// There was nothing for the step to do, and the words say why.
    static Finding skipped(const QString &why) { return {true, why, true}; }
};

/// One step of the tour: what is done, how one sees that it has come about, and what is checked then.
struct TourStep
{
    QString id; ///< also the picture's name
    std::function<void()> act;
    std::function<bool()> isDone;
    std::function<Finding()> check;
};

/// Plays steps one after the other inside the event loop: acts, waits until the step is done, lets the window
/// paint, takes a picture, checks and prints one line. A step whose check fails or that does not come about
/// ends the tour.
class TourGuide : public QObject
{
    Q_OBJECT

public:
    /// @param out where the pictures go; @param broken the id of a step that is not acted, so that a test
    /// sees its check fail
    TourGuide(QString out, QString broken, std::function<QWidget *()> window);

    void add(TourStep step) { m_steps += std::move(step); }
    void start();
    bool allHeld() const { return m_allHeld; }

signals:
    void finished();

private:
    void next();
    void poll();
    void conclude(bool done);
    QString takePicture(const QString &id);

    const QString m_out;
    const QString m_broken;
    const std::function<QWidget *()> m_window;
    QList<TourStep> m_steps;
    qsizetype m_at = -1;
    bool m_allHeld = true;
    QTimer m_poll;
    QElapsedTimer m_waiting;
};

/// Keys and mouse as a person would use them, sent to a widget.
void pressKey(QWidget *widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier,
              const QString &text = {});
void typeText(QWidget *widget, const QString &text);
void dragMouse(QWidget *widget, const QPoint &from, const QPoint &to);
void clickMouse(QWidget *widget, const QPoint &at);
void doubleClickMouse(QWidget *widget, const QPoint &at);

} // namespace relata::app
