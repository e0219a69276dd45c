#pragma once

#include "ui/shell/calmmoment.h"

#include <QList>

class QAction;
class QDockWidget;
class QMainWindow;

namespace relata::base {
struct StatementRecord;
}

namespace relata::ui {

class Settings;
class Theme;

/// Folds the docks that tell about statements to their header lines, a strip below the canvas, and opens
/// them: where a person says so, and when a click has run a statement, unless a person wants them folded. A
/// window in which nothing has run shows the strip. What a person wants is remembered. A folded dock cannot
/// be dragged. Owned by the window. GUI thread.
class StatementDocks : public QObject
{
    Q_OBJECT

public:
    /// @param docks beside each other, each with its header as the title bar; the first one has the list
    /// @param action tells whether they are open, and changes it
    StatementDocks(QMainWindow &window, const QList<QDockWidget *> &docks, QAction &action,
                   const Theme &theme, Settings &settings);

    bool isOpen() const { return m_isOpen; }
    /// Opens or folds the docks because a person wants it.
    void choose(bool isOpen);
    /// A dock that shares their place as a tab has its room while it is there, whether they are folded or
    /// not.
    void makeRoomFor(QDockWidget &tab);
    /// Notes the height that the docks have, for the next time they open.
    void rememberHeight();

public slots:
    /// Something ran, which may be worth a look.
    void note(const relata::base::StatementRecord &record);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setOpen(bool isOpen);
    void apply();
    void fold(QDockWidget &dock, bool isFolded) const;
    void describe();
    QDockWidget *tallDock() const;
    bool isTabShown() const;

    QMainWindow &m_window;
    const QList<QDockWidget *> m_docks;
    QAction &m_action;
    QAction *m_button; ///< does the same in the headers
    const Theme &m_theme;
    Settings &m_settings;
    QDockWidget *m_tab = nullptr;
    CalmMoment m_calm;
    bool m_isOpen = false;
    bool m_isChosen = false;  ///< a person has opened or folded them in this window
    bool m_hasRoom = true;    ///< the docks show what they contain
    bool m_isPressed = false; ///< the mouse, on a folded header
};

} // namespace relata::ui
