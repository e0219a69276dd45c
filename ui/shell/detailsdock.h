#pragma once

#include "ui/shell/calmmoment.h"

class QDockWidget;
class QMainWindow;

namespace relata::ui {

class Settings;

/// Keeps the dock of details away until something is selected that has some. Where a person closes it, it
/// stays away, in later windows as well, until a person shows it again. A child of its dock. GUI thread.
class DetailsDock : public QObject
{
    Q_OBJECT

public:
    DetailsDock(QMainWindow &window, QDockWidget &dock, Settings &settings);

    /// The window has been arranged as it was left: the dock waits.
    void begin();
    /// Something with details was selected: the dock comes in a calm moment.
    void come();
    /// Somebody wants to see the details now.
    void show();
    /// Notes the width that the dock has, for the next window.
    void rememberWidth();

signals:
    /// The dock has taken its room for the first time in this window.
    void came();

private:
    void takeWidth(int width);
    void takeChoice(bool isShown);
    bool isAtTheSide() const;

    QMainWindow &m_window;
    QDockWidget &m_dock;
    Settings &m_settings;
    CalmMoment m_calm;
    bool m_hasCome = false; ///< in this window: from now on the window keeps the width
};

} // namespace relata::ui
