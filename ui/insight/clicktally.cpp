#include "ui/insight/clicktally.h"

#include <algorithm>

namespace relata::ui {

namespace {

constexpr int kOutlierFactor = 3;
constexpr qint64 kLeastOutlier = 4;

} // namespace

bool ClickTally::append(const base::StatementRecord &record)
{
    const base::Cause &cause = record.cause;
    if (cause.click == 0 || cause.click <= m_lastDropped)
        return false;
    auto cost = std::find_if(m_clicks.begin(), m_clicks.end(),
                             [&cause](const ClickCost &candidate) { return candidate.click == cause.click; });
    if (cost == m_clicks.end()) {
        if (m_clicks.size() == kClicks)
            m_lastDropped = std::max(m_lastDropped, m_clicks.takeFirst().click);
        cost = m_clicks.insert(m_clicks.end(), ClickCost{cause.click, cause.text, 0, 0, 0, 0});
    }
    const bool isDisplay = cause.kind == base::Cause::Kind::Display;
    if (!isDisplay) // The person's own words before those of the display.
        cost->text = cause.text;
    cost->statements += 1;
    cost->displayStatements += isDisplay ? 1 : 0;
    cost->rows += record.rows;
    cost->milliseconds += record.milliseconds;
    return true;
}

void ClickTally::clear()
{
    m_clicks.clear();
    m_lastDropped = 0;
}

bool ClickTally::isOutlier(int position) const
{
    const qint64 statements = m_clicks.at(position).statements;
    return statements >= kLeastOutlier && double(statements) > kOutlierFactor * medianStatements();
}

qint64 ClickTally::mostStatements() const
{
    qint64 most = 0;
    for (const ClickCost &cost : m_clicks)
        most = std::max(most, cost.statements);
    return most;
}

double ClickTally::mostMilliseconds() const
{
    double most = 0;
    for (const ClickCost &cost : m_clicks)
        most = std::max(most, cost.milliseconds);
    return most;
}

double ClickTally::medianStatements() const
{
    if (m_clicks.isEmpty())
        return 0;
    QList<qint64> counts;
    for (const ClickCost &cost : m_clicks)
        counts += cost.statements;
    std::sort(counts.begin(), counts.end());
    const qsizetype middle = counts.size() / 2;
    return counts.size() % 2 == 1 ? double(counts.at(middle))
                                  : double(counts.at(middle - 1) + counts.at(middle)) / 2;
}

} // namespace relata::ui
