#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace relata::ui {

class Theme;

/// Words at a cell of the grid: why a gesture did nothing, and where there is one a way out as a button. Goes
/// with the next key or click, and by itself after a while. A child of the grid's viewport.
class CellHint : public QFrame
{
    Q_OBJECT

public:
    CellHint(const Theme &theme, QWidget *viewport);

    /// Below a rectangle of the viewport, inside it.
    void showAt(const QRect &cell, const QString &words);
    /// As showAt(), with something to do about it.
    void offerAt(const QRect &cell, const QString &words, const QString &action, std::function<void()> act);
    QString words() const;

private:
    void place(const QRect &cell);

    const Theme &m_theme;
    QLabel *m_words;
    QPushButton *m_action;
    std::function<void()> m_act;
    QTimer m_patience;
};

} // namespace relata::ui
