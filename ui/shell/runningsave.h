#pragma once

#include "core/async/doors.h"

#include <QPointer>
#include <QTimer>

class QWidget;

namespace relata::ui {

class MessageBox;

/// The save that runs in a window: tells what it does now, and asks before it is stopped. What somebody wants
/// to do with its changes meanwhile (discard them, close the window) waits until it has ended, one way or the
/// other: nothing is ever written behind the person's back. Owned by the window.
class RunningSave : public QObject
{
    Q_OBJECT

public:
    explicit RunningSave(QWidget *window);

    /// Follows the saves of another database; null where there is none.
    void follow(async::Records *records);
    bool isRunning() const { return m_records && m_records->isSaving(); }
    /// What is going on: "Saving… UPDATE post SET …".
    QString words() const;

    /// Asks whether to stop it.
    void askToStop();
    /// The same where its changes shall be discarded; that is done when it has been stopped.
    void askToDiscard();
    /// Asks whether the window waits for it or stops it; when it has ended closeRequested() is told, where
    /// the person did not think better of it.
    void askToClose();

signals:
    /// words() are others now, or it has ended.
    void changed();
    void statusText(const QString &text);
    void closeRequested();

private:
    enum class Next { Nothing, Discard, Close, CloseIfSaved };

    void ask(const QString &question, const QList<std::pair<QString, Next>> &ways);
    void stop(Next next);
    void onSavingChanged(bool saving);
    void goOn();

    QWidget *m_window;
    QPointer<async::Records> m_records;
    QPointer<MessageBox> m_question;
    Next m_next = Next::Nothing;
    QTimer m_look;
};

} // namespace relata::ui
