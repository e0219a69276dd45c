#pragma once

#include <QLabel>

namespace relata::ui {

struct Tokens;

/// A few words at the pointer that say what a gesture would do, or why it cannot. A child of the viewport;
/// lets the mouse through.
class HintLabel : public QLabel
{
    Q_OBJECT

public:
    enum class Tone { Possible, Refused };

    explicit HintLabel(QWidget *parent);

    /// Shows the words beside a point of the parent, inside it.
    void showAt(QPoint point, const QString &text, Tone tone, const Tokens &tokens);
};

} // namespace relata::ui
