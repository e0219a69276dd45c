#pragma once

#include "ui/diagram/tablenavigation.h"

class QKeyEvent;

namespace relata::ui {

class DiagramView;

/// What the keys do on the canvas: arrows and Tab select, Enter and F2 edit, Delete removes, N draws, F fits,
/// L walks through the links of the selected table; with Ctrl arrows move cards, with Ctrl and Shift farther,
/// and the letters of every editor copy, cut, paste and duplicate. Owned by the view.
class DiagramKeys
{
public:
    explicit DiagramKeys(DiagramView &view) : m_view(view) {}

    /// False where the key means nothing here.
    bool press(const QKeyEvent &event);
    /// Selects the next table in reading order; false after the last one, and before the first for a negative
    /// step.
    bool selectNext(int step);

private:
    bool pressWithControl(int key);
    bool nudge(int key, int step);
    bool escape();
    bool pressPlain(int key);
    bool selectNextLink();
    void selectTowards(Towards direction);
    void select(base::TableId table);
    QList<CardPlace> places() const;
    base::TableId current() const;

    DiagramView &m_view;
    base::TableId m_linksOf; ///< whose links the key L walks through
};

} // namespace relata::ui
