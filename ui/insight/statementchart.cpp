#include "ui/insight/statementchart.h"

#include "ui/models/statementtext.h"
#include "ui/theme/theme.h"
#include "ui/theme/themepalette.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QLabel>
#include <QToolTip>
#include <QVBoxLayout>

#include <cmath>

// The header uses foreach, which the build switches off (QT_NO_FOREACH).
#ifndef foreach
#define foreach(variable, container) for (variable : std::as_const(container))
#define RELATA_FOREACH_DEFINED
#endif
#include <qcustomplot.h>
#ifdef RELATA_FOREACH_DEFINED
#undef foreach
#undef RELATA_FOREACH_DEFINED
#endif

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

struct StatementChart::Plot
{
    explicit Plot(QWidget *parent)
        : plot(new QCustomPlot(parent)),
          bars(new QCPBars(plot->xAxis, plot->yAxis)),
          outliers(new QCPBars(plot->xAxis, plot->yAxis)),
          time(new QCPGraph(plot->xAxis, plot->yAxis2)),
          chosen(new QCPItemRect(plot)),
          hovered(new QCPItemRect(plot))
    {
        // The chart itself takes mouse and keys; the plot only draws.
        plot->setAttribute(Qt::WA_TransparentForMouseEvents);
        plot->setFocusPolicy(Qt::NoFocus);
        plot->yAxis2->setVisible(true);
        plot->xAxis->setTicks(false);
        for (QCPAxis *axis : {plot->xAxis, plot->yAxis, plot->yAxis2}) {
            axis->grid()->setVisible(false);
            axis->setSubTicks(false);
            axis->setTickPen(Qt::NoPen);
            axis->setTickLength(0);
            axis->setBasePen(Qt::NoPen);
        }
        for (QCPBars *series : {bars, outliers}) {
            series->setWidth(kBarWidth);
            series->setPen(Qt::NoPen);
            series->setAntialiasedFill(false);
        }
        for (QCPItemRect *strip : {chosen, hovered}) {
            strip->setLayer(u"background"_s);
            strip->setPen(Qt::NoPen);
            strip->setVisible(false);
            for (QCPItemPosition *corner : {strip->topLeft, strip->bottomRight}) {
                corner->setTypeX(QCPItemPosition::ptPlotCoords);
                corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
            }
        }
        plot->axisRect()->setMinimumMargins(QMargins(4, 8, 4, 4));
    }

    void placeStrip(QCPItemRect *strip, int position) const
    {
        strip->setVisible(position >= 0);
        strip->topLeft->setCoords(position - 0.5, 0);
        strip->bottomRight->setCoords(position + 0.5, 1);
    }

    QCustomPlot *plot;
    QCPBars *bars;
    QCPBars *outliers;
    QCPGraph *time;
    QCPItemRect *chosen;
    QCPItemRect *hovered;
};

StatementChart::StatementChart(const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_plot(std::make_unique<Plot>(this)),
      m_empty(new QLabel(tr("Nothing has run yet"), this))
{
    setObjectName(u"statementChart"_s);
    setAccessibleName(tr("Statements over time"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(0);
    layout->addWidget(m_plot->plot, 1);
    layout->addWidget(m_empty, 1);
    m_plot->plot->xAxis->setLabel(tr("clicks"));
    connect(theme, &Theme::changed, this, &StatementChart::adoptTheme);
    adoptTheme();
    refill();
}

StatementChart::~StatementChart() = default;

double StatementChart::barHeight(int position) const
{
    double height = 0;
    for (const QCPBars *series : {m_plot->bars, m_plot->outliers}) {
        const auto bar = series->data()->findBegin(position, false);
        if (bar != series->data()->constEnd() && qRound(bar->key) == position)
            height += bar->value;
    }
    return height;
}

QRect StatementChart::barRect(int position) const
{
    QCustomPlot *plot = m_plot->plot;
    plot->replot(QCustomPlot::rpQueuedRefresh); // What was appended may wait for its replot.
    const QPointF top(plot->xAxis->coordToPixel(position - kBarWidth / 2),
                      plot->yAxis->coordToPixel(barHeight(position)));
    const QPointF bottom(plot->xAxis->coordToPixel(position + kBarWidth / 2), plot->yAxis->coordToPixel(0));
    return QRectF(top, bottom).toAlignedRect().translated(plot->pos());
}

QSize StatementChart::sizeHint() const
{
    return {320, 170};
}

QSize StatementChart::minimumSizeHint() const
{
    return {160, 100};
}

void StatementChart::append(const base::StatementRecord &record)
{
    const quint64 chosenClick = m_chosen >= 0 ? tally().clicks().at(m_chosen).click : 0;
    const bool isOwn = record.cause.kind == base::Cause::Kind::Click;
    const bool countsInAll = m_all.append(record);
    const bool countsInOwn = isOwn && m_own.append(record);
    if (m_displayShown ? !countsInAll : !countsInOwn)
        return;               // The bars that are seen stay as they are.
    chooseClick(chosenClick); // The bars may have moved by one.
    refill();
}

void StatementChart::clear()
{
    m_all.clear();
    m_own.clear();
    m_chosen = -1;
    m_hovered = -1;
    refill();
}

void StatementChart::setDisplayShown(bool shown)
{
    if (m_displayShown == shown)
        return;
    const quint64 chosenClick = m_chosen >= 0 ? tally().clicks().at(m_chosen).click : 0;
    m_displayShown = shown;
    m_hovered = -1;
    chooseClick(chosenClick);
    refill();
}

void StatementChart::chooseClick(quint64 click)
{
    const QList<ClickCost> &clicks = tally().clicks();
    const auto found = std::find_if(clicks.begin(), clicks.end(), [click](const ClickCost &cost) {
        return click != 0 && cost.click == click;
    });
    choose(found == clicks.end() ? -1 : static_cast<int>(found - clicks.begin()));
}

void StatementChart::keyPressEvent(QKeyEvent *event)
{
    const int last = static_cast<int>(tally().clicks().size()) - 1;
    int wanted = m_chosen;
    switch (event->key()) {
    case Qt::Key_Left:
        wanted = m_chosen < 0 ? last : qMax(0, m_chosen - 1);
        break;
    case Qt::Key_Right:
        wanted = m_chosen < 0 ? last : qMin(last, m_chosen + 1);
        break;
    case Qt::Key_Home:
        wanted = qMin(0, last);
        break;
    case Qt::Key_End:
        wanted = last;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_chosen >= 0)
            emit clickChosen(tally().clicks().at(m_chosen).click);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    choose(wanted);
    if (m_chosen >= 0)
        showWords(m_chosen, mapToGlobal(barRect(m_chosen).topRight()));
}

void StatementChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    markBars();
}

void StatementChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    markBars();
}

void StatementChart::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    m_hovered = -1;
    markBars();
    QToolTip::hideText();
}

void StatementChart::mouseMoveEvent(QMouseEvent *event)
{
    const int bar = barAt(event->position().toPoint());
    if (bar == m_hovered)
        return;
    m_hovered = bar;
    setCursor(bar >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    markBars();
    showWords(bar, event->globalPosition().toPoint());
}

void StatementChart::mouseReleaseEvent(QMouseEvent *event)
{
    const int bar = barAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || bar < 0)
        return;
    choose(bar);
    emit clickChosen(tally().clicks().at(bar).click);
}

void StatementChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    scaleAxes();
}

void StatementChart::adoptTheme()
{
    const Tokens &tokens = m_theme->tokens();
    m_plot->plot->setBackground(tokens.pane);
    for (QCPAxis *axis : {m_plot->plot->xAxis, m_plot->plot->yAxis, m_plot->plot->yAxis2}) {
        axis->setLabelFont(m_theme->tinyFont());
        axis->setTickLabelFont(m_theme->tinyFont());
        axis->setLabelColor(tokens.dim);
        axis->setTickLabelColor(tokens.dim);
        axis->setLabelPadding(4);
        axis->setTickLabelPadding(4);
    }
    m_plot->plot->xAxis->setBasePen(QPen(tokens.line, 1));
    m_plot->bars->setBrush(tokens.accent);
    m_plot->outliers->setBrush(tokens.amber);
    m_plot->time->setPen(QPen(mixed(tokens.link, tokens.pane, 0.6), 1));
    QCPScatterStyle dot(QCPScatterStyle::ssCircle, 6);
    dot.setPen(QPen(tokens.pane, 1));
    dot.setBrush(tokens.text);
    m_plot->time->setScatterStyle(dot);
    m_plot->hovered->setBrush(mixed(tokens.accentSoft, tokens.pane, 0.5));
    m_plot->chosen->setBrush(tokens.accentSoft);
    markBars();
}

/// Hands the tally to the plot.
void StatementChart::refill()
{
    const QList<ClickCost> &clicks = tally().clicks();
    QVector<QCPBarsData> usual;
    QVector<QCPBarsData> outliers;
    QVector<QCPGraphData> times;
    for (int position = 0; position < clicks.size(); ++position) {
        const ClickCost &cost = clicks.at(position);
        (tally().isOutlier(position) ? outliers : usual)
            .append(QCPBarsData(position, double(cost.statements)));
        times.append(QCPGraphData(position, cost.milliseconds));
    }
    m_plot->bars->data()->set(usual, true);
    m_plot->outliers->data()->set(outliers, true);
    m_plot->time->data()->set(times, true);
    m_plot->plot->setVisible(!clicks.isEmpty());
    m_empty->setVisible(clicks.isEmpty());
    scaleAxes();
}

void StatementChart::scaleAxes()
{
    const double places =
        qMax(double(tally().clicks().size()), m_plot->plot->axisRect()->width() / kWidestPlace);
    m_plot->plot->xAxis->setRange(-0.7, qMax(1.0, places) - 0.3);
    setStep(m_plot->plot->yAxis, double(tally().mostStatements()), 1);
    setStep(m_plot->plot->yAxis2, tally().mostMilliseconds(), 0.1);
    const QString longLabel = tr("statements (bars)");
    const bool isTall =
        m_plot->plot->axisRect()->height() >= QFontMetrics(m_theme->tinyFont()).horizontalAdvance(longLabel);
    m_plot->plot->yAxis->setLabel(isTall ? longLabel : tr("statements"));
    m_plot->plot->yAxis2->setLabel(isTall ? tr("ms (dots)") : tr("ms"));
    m_plot->plot->replot(QCustomPlot::rpQueuedReplot);
}

void StatementChart::markBars()
{
    m_plot->placeStrip(m_plot->chosen, m_chosen);
    m_plot->placeStrip(m_plot->hovered, m_hovered == m_chosen ? -1 : m_hovered);
    m_plot->chosen->setPen(hasFocus() ? QPen(m_theme->tokens().accent, 1) : QPen(Qt::NoPen));
    m_plot->plot->replot(QCustomPlot::rpQueuedReplot);
}

void StatementChart::choose(int position)
{
    if (m_chosen == position)
        return;
    m_chosen = position;
    setAccessibleDescription(position < 0 ? QString() : words(position));
    markBars();
}

void StatementChart::showWords(int position, const QPoint &where)
{
    if (position < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(where, words(position), this);
}

/// The bar at a point of this widget, the space above it included; -1 where there is none.
int StatementChart::barAt(const QPoint &point) const
{
    const QPoint inPlot = point - m_plot->plot->pos();
    if (!m_plot->plot->isVisible() || !m_plot->plot->axisRect()->rect().contains(inPlot))
        return -1;
    const int position = qRound(m_plot->plot->xAxis->pixelToCoord(inPlot.x()));
    return position >= 0 && position < tally().clicks().size() ? position : -1;
}

QString StatementChart::words(int position) const
{
    const ClickCost &cost = tally().clicks().at(position);
    QString text = cost.text + u'\n' + statementSummary(cost.statements, cost.rows, cost.milliseconds);
    if (cost.displayStatements > 0)
        text += u'\n' + tr("%1 of them for the display").arg(localNumber(cost.displayStatements));
    return text;
}

} // namespace relata::ui
