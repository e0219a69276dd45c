#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace relata::open {
class OpenDesign;
}

namespace relata::ui {

/// The facts at the left of the status bar: what is open, on which engine, how much it is, and how many
/// problems there are. One widget, because the bar hides it while a message is shown. GUI thread.
class StatusFacts : public QWidget
{
    Q_OBJECT

public:
    explicit StatusFacts(QWidget *parent = nullptr);

    /// @param name what the window calls it
    void show(open::OpenDesign &design, const QString &name);
    void setProblems(const QString &words);

signals:
    void problemsRequested();

private:
    QLabel *m_file;
    QLabel *m_engine;
    QLabel *m_count;
    QToolButton *m_problems;
};

} // namespace relata::ui
