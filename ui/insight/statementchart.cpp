#include "ui/insight/statementchart.h"

#include "ui/insight/statementplot.h"
#include "ui/models/statementtext.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

StatementChart::StatementChart(const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_plot(std::make_unique<StatementPlot>(*theme, this)),
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
    layout->addWidget(m_plot->widget(), 1);
    layout->addWidget(m_empty, 1);
    connect(theme, &Theme::changed, this, &StatementChart::adoptTheme);
    adoptTheme();
    refill();
}

StatementChart::~StatementChart() = default;

double StatementChart::barHeight(int position) const
{
    return m_plot->barHeight(position);
}

QRect StatementChart::barRect(int position) const
{
    return m_plot->barRect(position);
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
    describeEmpty();
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
    m_plot->scale(tally());
}

void StatementChart::adoptTheme()
{
    m_plot->adoptTheme();
    markBars();
}

void StatementChart::refill()
{
    m_empty->setVisible(tally().clicks().isEmpty());
    describeEmpty();
    m_plot->show(tally());
}

void StatementChart::describeEmpty()
{
    m_empty->setText(m_all.clicks().isEmpty() ? tr("Nothing has run yet")
                                              : tr("No click has run a statement yet"));
}

void StatementChart::markBars()
{
    m_plot->mark(m_chosen, m_hovered, hasFocus());
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
        QToolTip::showText(where, toolTipOf(words(position)), this);
}

/// The bar at a point of this widget, the space above it included; -1 where there is none.
int StatementChart::barAt(const QPoint &point) const
{
    const int position = m_plot->positionAt(point);
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
