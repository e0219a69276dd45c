#include "ui/insight/statementplot.h"

#include "ui/insight/plotlibrary.h"
#include "ui/insight/statementchart.h"
#include "ui/theme/theme.h"
#include "ui/theme/themepalette.h"

#include <QFontMetrics>

#include <cmath>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kBarWidth = 0.62;  ///< of a bar's place
constexpr double kWidestPlace = 22; ///< pixels: few bars do not grow wide
constexpr double kHeadRoom = 1.12;  ///< of an axis above its highest value

/// A step of 1, 2 or 5 times a power of ten that divides a range into at most `parts`.
double roundStep(double range, int parts)
{
    const double rough = range / parts;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10 * power;
}

void setStep(QCPAxis *axis, double highest, double leastStep)
{
    auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
    ticker->setTickStep(qMax(leastStep, roundStep(qMax(highest, leastStep), 3)));
    ticker->setScaleStrategy(QCPAxisTickerFixed::ssNone);
    axis->setTicker(ticker);
    axis->setRange(0, qMax(highest, leastStep) * kHeadRoom);
}

} // namespace

StatementPlot::StatementPlot(const Theme &theme, QWidget *parent)
    : m_theme(theme),
      m_plot(new QCustomPlot(parent)),
      m_bars(new QCPBars(m_plot->xAxis, m_plot->yAxis)),
      m_outliers(new QCPBars(m_plot->xAxis, m_plot->yAxis)),
      m_time(new QCPGraph(m_plot->xAxis, m_plot->yAxis2)),
      m_chosen(new QCPItemRect(m_plot)),
      m_hovered(new QCPItemRect(m_plot))
{
    // The chart itself takes mouse and keys; the plot only draws.
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    setUpAxes();
    setUpSeries();
    m_plot->axisRect()->setMinimumMargins(QMargins(4, 8, 4, 4));
}

QWidget *StatementPlot::widget() const
{
    return m_plot;
}

void StatementPlot::setUpAxes()
{
    m_plot->yAxis2->setVisible(true);
    m_plot->xAxis->setTicks(false);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis, m_plot->yAxis2}) {
        axis->grid()->setVisible(false);
        axis->setSubTicks(false);
        axis->setTickPen(Qt::NoPen);
        axis->setTickLength(0);
        axis->setBasePen(Qt::NoPen);
    }
    m_plot->xAxis->setLabel(StatementChart::tr("clicks"));
}

void StatementPlot::setUpSeries()
{
    for (QCPBars *series : {m_bars, m_outliers}) {
        series->setWidth(kBarWidth);
        series->setPen(Qt::NoPen);
        series->setAntialiasedFill(false);
    }
    for (QCPItemRect *strip : {m_chosen, m_hovered}) {
        strip->setLayer(u"background"_s);
        strip->setPen(Qt::NoPen);
        strip->setVisible(false);
        for (QCPItemPosition *corner : {strip->topLeft, strip->bottomRight}) {
            corner->setTypeX(QCPItemPosition::ptPlotCoords);
            corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
    }
}

void StatementPlot::adoptTheme()
{
    const Tokens &tokens = m_theme.tokens();
    m_plot->setBackground(tokens.pane);
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis, m_plot->yAxis2}) {
        axis->setLabelFont(m_theme.tinyFont());
        axis->setTickLabelFont(m_theme.tinyFont());
        axis->setLabelColor(tokens.dim);
        axis->setTickLabelColor(tokens.dim);
        axis->setLabelPadding(4);
        axis->setTickLabelPadding(4);
    }
    m_plot->xAxis->setBasePen(QPen(tokens.line, 1));
    m_bars->setBrush(tokens.accent);
    m_outliers->setBrush(tokens.amber);
    m_time->setPen(QPen(mixed(tokens.link, tokens.pane, 0.6), 1));
    QCPScatterStyle dot(QCPScatterStyle::ssCircle, 6);
    dot.setPen(QPen(tokens.pane, 1));
    dot.setBrush(tokens.text);
    m_time->setScatterStyle(dot);
    m_hovered->setBrush(mixed(tokens.accentSoft, tokens.pane, 0.5));
    m_chosen->setBrush(tokens.accentSoft);
}

void StatementPlot::show(const ClickTally &tally)
{
    const QList<ClickCost> &clicks = tally.clicks();
    QVector<QCPBarsData> usual;
    QVector<QCPBarsData> outliers;
    QVector<QCPGraphData> times;
    for (int position = 0; position < clicks.size(); ++position) {
        const ClickCost &cost = clicks.at(position);
        (tally.isOutlier(position) ? outliers : usual).append(QCPBarsData(position, double(cost.statements)));
        times.append(QCPGraphData(position, cost.milliseconds));
    }
    m_bars->data()->set(usual, true);
    m_outliers->data()->set(outliers, true);
    m_time->data()->set(times, true);
    m_plot->setVisible(!clicks.isEmpty());
    scale(tally);
}

void StatementPlot::scale(const ClickTally &tally)
{
    const double places = qMax(double(tally.clicks().size()), m_plot->axisRect()->width() / kWidestPlace);
    m_plot->xAxis->setRange(-0.7, qMax(1.0, places) - 0.3);
    setStep(m_plot->yAxis, double(tally.mostStatements()), 1);
    setStep(m_plot->yAxis2, tally.mostMilliseconds(), 0.1);
    const QString longLabel = StatementChart::tr("statements (bars)");
    const bool isTall =
        m_plot->axisRect()->height() >= QFontMetrics(m_theme.tinyFont()).horizontalAdvance(longLabel);
    m_plot->yAxis->setLabel(isTall ? longLabel : StatementChart::tr("statements"));
    m_plot->yAxis2->setLabel(isTall ? StatementChart::tr("ms (dots)") : StatementChart::tr("ms"));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void StatementPlot::mark(int chosen, int hovered, bool hasFocus)
{
    placeStrip(m_chosen, chosen);
    placeStrip(m_hovered, hovered == chosen ? -1 : hovered);
    m_chosen->setPen(hasFocus ? QPen(m_theme.tokens().accent, 1) : QPen(Qt::NoPen));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void StatementPlot::placeStrip(QCPItemRect *strip, int position)
{
    strip->setVisible(position >= 0);
    strip->topLeft->setCoords(position - 0.5, 0);
    strip->bottomRight->setCoords(position + 0.5, 1);
}

int StatementPlot::positionAt(const QPoint &point) const
{
    const QPoint inPlot = point - m_plot->pos();
    if (!m_plot->isVisible() || !m_plot->axisRect()->rect().contains(inPlot))
        return -1;
    return qRound(m_plot->xAxis->pixelToCoord(inPlot.x()));
}

double StatementPlot::barHeight(int position) const
{
    double height = 0;
    for (const QCPBars *series : {m_bars, m_outliers}) {
        const auto bar = series->data()->findBegin(position, false);
        if (bar != series->data()->constEnd() && qRound(bar->key) == position)
            height += bar->value;
    }
    return height;
}

QRect StatementPlot::barRect(int position) const
{
    m_plot->replot(QCustomPlot::rpQueuedRefresh); // What was appended may wait for its replot.
    const QPointF top(m_plot->xAxis->coordToPixel(position - kBarWidth / 2),
                      m_plot->yAxis->coordToPixel(barHeight(position)));
    const QPointF bottom(m_plot->xAxis->coordToPixel(position + kBarWidth / 2),
                         m_plot->yAxis->coordToPixel(0));
    return QRectF(top, bottom).toAlignedRect().translated(m_plot->pos());
}

} // namespace relata::ui
