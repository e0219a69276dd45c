#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace relata::ui {

class Theme;

/// What is going on, in the status bar: appears when work takes longer than a moment, with a button that
/// cancels it.
class BusyIndicator : public QWidget
{
    Q_OBJECT

public:
    explicit BusyIndicator(const Theme &theme, QWidget *parent = nullptr);

    void setBusy(bool busy, const QString &text = {});
    bool isShown() const { return m_isShown; }

signals:
    void cancelRequested();

private:
    QLabel *m_text;
    QToolButton *m_cancel;
    QTimer m_delay;
    bool m_isShown = false;
};

} // namespace relata::ui
