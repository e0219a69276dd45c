#pragma once

#include <QColor>

namespace relata::ui {

/// The colours of one theme: the only place where colours are written down.
struct Tokens
{
    bool isDark = false;
    QColor window, pane, canvas;
    QColor line, gridDot;
    QColor text, dim;
    QColor accent, accentSoft, onAccent;
    QColor key, foreignKey;
    QColor newRow, newText, changedRow, changedText, deletedRow, deletedText;
    QColor link;
    QColor amber; ///< the outlier in a chart
};

const Tokens &lightTokens();
const Tokens &darkTokens();

} // namespace relata::ui
