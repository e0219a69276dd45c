#pragma once

#include <QObject>
#include <QRectF>
#include <QTimer>

class QGraphicsView;

namespace relata::ui {

class HintLabel;
struct Tokens;

/// Words at a card that say why a gesture did nothing. Goes with the next key or press and when the view
/// moves, and by itself after a while. Owned by the view. GUI thread.
class CardHint : public QObject
{
    Q_OBJECT

public:
    explicit CardHint(QGraphicsView *view);

    /// Below a place of the scene, or above it where there is no room, inside the view.
    void showAt(const QRectF &place, const QString &words, const Tokens &tokens);
    void hide();
    /// What is said now; "" where nothing is.
    QString words() const;
    /// Of the words, in the viewport.
    QRect geometry() const;

private:
    QGraphicsView *m_view;
    HintLabel *m_label;
    QTimer m_patience;
};

} // namespace relata::ui
