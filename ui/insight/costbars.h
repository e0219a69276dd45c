#pragma once

#include "core/insight/loadcost.h"

#include <QWidget>

class QCPBars;
class QCustomPlot;

namespace relata::ui {

class Theme;

/// What a relationship costs under each way of loading, as bars, with the one that is declared marked. A
/// click on a bar chooses its way. GUI thread.
class CostBars : public QWidget
{
    Q_OBJECT

public:
    explicit CostBars(const Theme &theme, QWidget *parent = nullptr);

    /// Keeps the room for so many ways until their costs come.
    void expect(int ways);
    /// Shows those ways that load anything, the dearest first.
    void setCosts(const QList<insight::LoadCost> &costs, mapping::Lazy declared);
    /// What is shown, from top to bottom.
    const QList<insight::LoadCost> &costs() const { return m_costs; }
    /// Where a bar's row is on this widget, for tests.
    QRect rowRect(int row) const;

    QSize sizeHint() const override;

signals:
    void chosen(relata::mapping::Lazy lazy);
    /// The mouse is over the bar of another way than before; left() where it is over none any more.
    void pointedAt(relata::mapping::Lazy lazy);
    void left();

protected:
    void leaveEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void adoptTheme();
    void refill();
    int rowAt(const QPoint &point) const;
    void pointAt(int row);

    const Theme &m_theme;
    QCustomPlot *m_plot;
    QCPBars *m_bars;
    QCPBars *m_dear; ///< those that cost a statement for each row
    QList<insight::LoadCost> m_costs;
    mapping::Lazy m_declared = mapping::Lazy::Select;
    int m_pointed = -1; ///< row under the mouse
};

} // namespace relata::ui
