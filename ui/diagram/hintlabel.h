#pragma once

#include <QLabel>

namespace relata::ui {

struct Tokens;

/// A few words at the pointer or at a card that say what a gesture would do, or why it cannot. A child of the
/// viewport; lets the mouse through.
class HintLabel : public QLabel
{
    Q_OBJECT

public:
    enum class Tone { Possible, Refused };

    explicit HintLabel(QWidget *parent);

    /// Shows the words beside a point of the parent, inside it.
    void showAt(QPoint point, const QString &text, Tone tone, const Tokens &tokens);
    /// Shows the words below a rectangle of the parent, or above it where there is no room.
    void showBelow(const QRect &place, const QString &text, Tone tone, const Tokens &tokens);

private:
    void dress(const QString &text, Tone tone, const Tokens &tokens);
    void showAtNearest(QPoint wish);
};

} // namespace relata::ui
