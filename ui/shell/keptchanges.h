#pragma once

#include "core/async/workspace.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace relata::ui {

class TextDialog;

/// Has what waits for Save of a window kept in a journal beside the database's layout, and offers what an
/// earlier process has left. GUI thread.
class KeptChanges : public QObject
{
    Q_OBJECT

public:
    /// @param window where the offer is made; outlives this
    KeptChanges(async::Workspace &workspace, QWidget *window, QObject *parent);

    /// Starts keeping, and asks for what was left.
    void start();
    /// False where what waits would be lost with the program.
    bool isKept() const { return !m_failed; }

signals:
    void statusText(const QString &text);

private:
    void offer(const async::LeftEdits &left);
    void answer(async::LeftAnswer answer, int rows);
    static QString sentenceOf(const async::LeftEdits &left, const QString &file);

    async::Workspace &m_workspace;
    QWidget *m_window;
    QPointer<TextDialog> m_dialog; ///< the window's child
    bool m_failed = false;
};

} // namespace relata::ui
