#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

class QMenuBar;
class QToolBar;
class QWidget;

namespace relata::ui {

class Theme;

/// All actions of a window, by id; ids are object names. Fills the menu bar and the tool bar from one table.
/// GUI thread.
class Actions : public QObject
{
    Q_OBJECT

public:
    Actions(const Theme &theme, QWidget *window);

    /// The action of that id; asserts that it exists.
    QAction *operator[](const QString &id) const;
    void fillMenuBar(QMenuBar *menuBar);
    void fillToolBar(QToolBar *toolBar);
    QMenu *recentMenu() const { return m_recent; }
    QMenu *viewMenu() const { return m_view; }
    void setEnabled(const QStringList &ids, bool enabled);

private:
    const Theme &m_theme;
    QWidget *m_window;
    QHash<QString, QAction *> m_actions;
    QMenu *m_recent = nullptr;
    QMenu *m_view = nullptr;
};

} // namespace relata::ui
