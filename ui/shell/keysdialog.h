#pragma once

#include <QDialog>

class QLineEdit;
class QMenuBar;
class QTreeWidget;
class QTreeWidgetItem;

namespace relata::ui {

/// Every key and gesture, to be looked through: what the menus show, and what the mouse and the keys do on
/// the canvas, in a card, in rows and in trees. Does not keep the window waiting. GUI thread.
class KeysDialog : public QDialog
{
    Q_OBJECT

public:
    /// @param menus of the window; read while the dialog is made
    explicit KeysDialog(const QMenuBar &menus, QWidget *parent = nullptr);

private:
    void addMenus(const QMenuBar &menus);
    void addGestures();
    void filter(const QString &text);

    QLineEdit *m_filter;
    QTreeWidget *m_list;
    QTreeWidgetItem *m_none = nullptr; ///< says that nothing is found
};

} // namespace relata::ui
