#pragma once

#include "core/base/statementrecord.h"

#include <QList>

namespace relata::ui {

/// What one click cost in statements.
struct ClickCost
{
    quint64 click = 0;
    QString text;
    qint64 statements = 0;
    qint64 displayStatements = 0; ///< of these, asked for by the display alone
    qint64 rows = 0;
    double milliseconds = 0;

    bool operator==(const ClickCost &) const = default;
};

/// Counts statements by click, in the order of the clicks' first statements; keeps the last kClicks clicks.
/// Statements without a click are not counted. A value.
class ClickTally
{
public:
    static constexpr int kClicks = 60;

    /// False where the statement has no click, or one that was dropped.
    bool append(const base::StatementRecord &record);
    void clear();

    const QList<ClickCost> &clicks() const { return m_clicks; }
    /// True where a click ran more than three times as many statements as the median click, and at least
    /// four.
    bool isOutlier(int position) const;
    qint64 mostStatements() const;
    double mostMilliseconds() const;

private:
    double medianStatements() const;

    QList<ClickCost> m_clicks;
    quint64 m_lastDropped = 0; ///< the highest click dropped: late statements of it do not come back
};

} // namespace relata::ui
