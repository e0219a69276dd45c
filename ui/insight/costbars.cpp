#include "ui/insight/costbars.h"

#include "ui/insight/plotlibrary.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QMouseEvent>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;
using insight::LoadCost;

namespace {

constexpr int kRowHeight = 20;
constexpr double kBarThickness = 0.5; ///< of a row
constexpr qint64 kDear = 20;          ///< statements: more are a flood

} // namespace

CostBars::CostBars(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_plot(new QCustomPlot(this)),
      m_bars(new QCPBars(m_plot->yAxis, m_plot->xAxis)),
      m_dear(new QCPBars(m_plot->yAxis, m_plot->xAxis))
{
    setObjectName(u"costBars"_s);
    setMouseTracking(true);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    for (QCPBars *series : {m_bars, m_dear}) {
        series->setWidth(kBarThickness);
        series->setPen(Qt::NoPen);
        series->setAntialiasedFill(false);
    }
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->grid()->setVisible(false);
        axis->setSubTicks(false);
        axis->setTickLength(0);
        axis->setTickPen(Qt::NoPen);
        axis->setBasePen(Qt::NoPen);
    }
    m_plot->xAxis->setTicks(false);
    m_plot->yAxis->setRangeReversed(true);
    m_plot->axisRect()->setAutoMargins(QCP::msLeft);
    m_plot->axisRect()->setMargins(QMargins(0, 0, 0, 0));
    adoptTheme();
    connect(&theme, &Theme::changed, this, [this] {
        adoptTheme();
        refill();
    });
}

QSize CostBars::sizeHint() const
{
    return {200, int(m_costs.size()) * kRowHeight};
}

void CostBars::expect(int ways)
{
    if (m_costs.isEmpty())
        setFixedHeight(ways * kRowHeight);
}

void CostBars::setCosts(const QList<LoadCost> &costs, mapping::Lazy declared)
{
    m_declared = declared;
    m_pointed = -1;
    m_costs = costs;
    m_costs.removeIf(
        [](const LoadCost &each) { return each.statements == 0 || each.lazy == mapping::Lazy::Noload; });
    std::ranges::stable_sort(m_costs, std::ranges::greater(), &LoadCost::statements);
    setFixedHeight(sizeHint().height());
    refill();
}

void CostBars::adoptTheme()
{
    const Tokens &tokens = m_theme.tokens();
    m_plot->setBackground(tokens.window);
    m_plot->yAxis->setTickLabelFont(m_theme.smallFont());
    m_plot->yAxis->setTickLabelColor(tokens.text);
    m_plot->yAxis->setTickLabelPadding(6);
    m_bars->setBrush(tokens.accent);
    m_dear->setBrush(tokens.amber);
}

void CostBars::refill()
{
    m_plot->clearItems();
    m_bars->data()->clear();
    m_dear->data()->clear();
    auto ticks = QSharedPointer<QCPAxisTickerText>::create();
    qint64 most = 1;
    for (const LoadCost &each : std::as_const(m_costs))
        most = qMax(most, each.statements);
    for (int row = 0; row < m_costs.size(); ++row) {
        const LoadCost &cost = m_costs[row];
        ticks->addTick(row, mapping::lazyWord(cost.lazy));
        (cost.statements > kDear ? m_dear : m_bars)->addData(row, double(cost.statements));
        auto *words = new QCPItemText(m_plot);
        words->setText(QLocale().toString(cost.statements));
        words->setFont(m_theme.tinyFont());
        words->setColor(m_theme.tokens().dim);
        words->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        words->setPadding(QMargins(6, 0, 0, 0));
        words->position->setCoords(double(cost.statements), row);
        if (cost.lazy != m_declared)
            continue;
        auto *strip = new QCPItemRect(m_plot);
        strip->setLayer(u"background"_s);
        strip->setPen(Qt::NoPen);
        strip->setBrush(m_theme.tokens().accentSoft);
        for (QCPItemPosition *corner : {strip->topLeft, strip->bottomRight})
            corner->setTypeX(QCPItemPosition::ptAxisRectRatio);
        strip->topLeft->setCoords(0, row - 0.5);
        strip->bottomRight->setCoords(1, row + 0.5);
    }
    m_plot->yAxis->setTicker(ticks);
    m_plot->yAxis->setRange(-0.5, qMax(0.5, double(m_costs.size()) - 0.5));
    m_plot->xAxis->setRange(0, double(most) * 1.25); // The numbers stand after the bars.
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

int CostBars::rowAt(const QPoint &point) const
{
    const int row = point.y() * int(m_costs.size()) / qMax(1, height());
    return rect().contains(point) && row < m_costs.size() ? row : -1;
}

QRect CostBars::rowRect(int row) const
{
    const int tall = height() / qMax(1, int(m_costs.size()));
    return {0, row * tall, width(), tall};
}

void CostBars::mouseReleaseEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && row >= 0)
        emit chosen(m_costs[row].lazy);
}

void CostBars::mouseMoveEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().toPoint());
    setCursor(row < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setToolTip(row < 0 ? QString() : tr("Load by %1").arg(mapping::lazyWord(m_costs[row].lazy)));
    pointAt(row);
}

void CostBars::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    pointAt(-1);
}

void CostBars::pointAt(int row)
{
    if (row == m_pointed)
        return;
    m_pointed = row;
    if (row < 0)
        emit left();
    else
        emit pointedAt(m_costs[row].lazy);
}

void CostBars::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(rect());
}

} // namespace relata::ui
