#pragma once

#include "ui/insight/clicktally.h"

#include <QWidget>

#include <memory>

class QLabel;

namespace relata::ui {

class StatementPlot;
class Theme;

/// Statements per click along time, one bar for each of the last 60 clicks, with the milliseconds they took
/// as a line; a click that ran far more statements than usual is amber. Hovering tells the numbers; clicking
/// a bar, or Enter on the one chosen with the arrow keys, names the click. GUI thread.
class StatementChart : public QWidget
{
    Q_OBJECT

public:
    explicit StatementChart(const Theme *theme, QWidget *parent = nullptr);
    ~StatementChart() override;

    const ClickTally &tally() const { return m_displayShown ? m_all : m_own; }
    /// Whether statements that only the display needs count.
    bool isDisplayShown() const { return m_displayShown; }

    /// The numbers as drawn, for tests: the height of a bar, and where it stands on this widget.
    double barHeight(int position) const;
    QRect barRect(int position) const;
    int chosenBar() const { return m_chosen; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    void append(const relata::base::StatementRecord &record);
    void clear();
    void setDisplayShown(bool shown);
    /// Marks the bar of a click without telling clickChosen().
    void chooseClick(quint64 click);

signals:
    void clickChosen(quint64 click);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void adoptTheme();
    void refill();
    void describeEmpty();
    void markBars();
    void choose(int position);
    void showWords(int position, const QPoint &where);
    int barAt(const QPoint &point) const;
    QString words(int position) const;

    std::unique_ptr<StatementPlot> m_plot;
    QLabel *m_empty;
    ClickTally m_all;
    ClickTally m_own; ///< without the display's statements
    int m_chosen = -1;
    int m_hovered = -1;
    bool m_displayShown = true;
};

} // namespace relata::ui
