#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace relata::ui {

class Theme;

/// The line on top of a panel: its title in small bold capitals, a note at the right (a total, the database's
/// name), then buttons. 32 pixels tall. A dock can take it as its title bar (QDockWidget::setTitleBarWidget);
/// dragging and double-clicks then reach the dock.
class PanelHeader : public QWidget
{
    Q_OBJECT

public:
    PanelHeader(const QString &title, const Theme *theme, QWidget *parent = nullptr);

    QString note() const;
    void setNote(const QString &note);
    /// Adds a flat button for the action at the right end. The action stays its owner's.
    void addButton(QAction *action);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void elideNote();
    void adoptTheme();

    const Theme *m_theme;
    QHBoxLayout *m_layout;
    QLabel *m_title;
    QLabel *m_note;
    QString m_noteText; ///< whole; the label may show less
};

} // namespace relata::ui
