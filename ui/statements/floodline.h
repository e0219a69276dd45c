#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace relata::ui {

/// One line above the statements about a click that ran far more of them than it had to, with a button that
/// changes that for the next one. Hidden where there is nothing to tell.
class FloodLine : public QWidget
{
    Q_OBJECT

public:
    explicit FloodLine(QWidget *parent = nullptr);

    void tell(const QString &words, const QString &button);
    void clear();
    /// What it tells; "" for nothing.
    QString text() const;

signals:
    /// The button was pressed.
    void chosen();

private:
    QLabel *m_words;
    QPushButton *m_button;
};

} // namespace relata::ui
