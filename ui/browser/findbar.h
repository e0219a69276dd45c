#pragma once

#include <QFrame>

class QLabel;
class QLineEdit;

namespace relata::ui {

/// A line below the grid that finds a text in the loaded rows: Enter the next, Shift+Enter the one before,
/// Escape closes.
class FindBar : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);
    void open();
    void showResult(bool found);

signals:
    void findRequested(const QString &text, bool backwards);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_text;
    QLabel *m_result;
};

} // namespace relata::ui
