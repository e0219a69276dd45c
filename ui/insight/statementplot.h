#pragma once

#include "ui/insight/clicktally.h"

#include <QRect>

class QCPBars;
class QCPGraph;
class QCPItemRect;
class QCustomPlot;
class QWidget;

namespace relata::ui {

class Theme;

/// What QCustomPlot draws of a tally: a bar for each click, their times as a line, and a strip behind the bar
/// that is chosen and the one under the pointer. It takes no mouse and no keys and keeps no tally; points and
/// rectangles are the parent's. Its plot belongs to the parent widget. GUI thread.
class StatementPlot
{
public:
    StatementPlot(const Theme &theme, QWidget *parent);

    QWidget *widget() const;
    void adoptTheme();
    void show(const ClickTally &tally);
    /// Fits the axes to a tally and to the size of the widget.
    void scale(const ClickTally &tally);
    /// Marks bars by their positions; -1: none.
    void mark(int chosen, int hovered, bool hasFocus);

    /// The position at a point, the space above the bars included; -1 where there is no plot.
    int positionAt(const QPoint &point) const;
    double barHeight(int position) const;
    QRect barRect(int position) const;

private:
    void setUpAxes();
    void setUpSeries();
    static void placeStrip(QCPItemRect *strip, int position);

    const Theme &m_theme;
    QCustomPlot *m_plot;
    QCPBars *m_bars;
    QCPBars *m_outliers;
    QCPGraph *m_time;
    QCPItemRect *m_chosen;
    QCPItemRect *m_hovered;
};

} // namespace relata::ui
