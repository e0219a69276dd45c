#include "ui/editors/changedlines.h"

#include <algorithm>

namespace relata::ui {

namespace {

/// Where the longest common subsequence is not worth its memory the whole stretch counts as changed.
constexpr qsizetype kMostCompared = 2000;

} // namespace

QList<int> changedLines(const QStringList &before, const QStringList &now)
{
    qsizetype first = 0;
    while (first < before.size() && first < now.size() && before[first] == now[first])
        ++first;
    qsizetype same = 0; // at the end
    while (same < before.size() - first && same < now.size() - first &&
           before[before.size() - 1 - same] == now[now.size() - 1 - same])
        ++same;
    const qsizetype rows = before.size() - first - same;
    const qsizetype columns = now.size() - first - same;
    QList<int> changed;
    if (rows > kMostCompared || columns > kMostCompared || rows * columns == 0) {
        for (qsizetype i = 0; i < columns; ++i)
            changed += int(first + i);
        return changed;
    }
    // lengths[i][j]: of the longest common subsequence of what is after i and j.
    QList<int> lengths((rows + 1) * (columns + 1), 0);
    const auto at = [&](qsizetype row, qsizetype column) -> int & {
        return lengths[row * (columns + 1) + column];
    };
    for (qsizetype row = rows - 1; row >= 0; --row) {
        for (qsizetype column = columns - 1; column >= 0; --column) {
            at(row, column) = before[first + row] == now[first + column]
                                  ? at(row + 1, column + 1) + 1
                                  : std::max(at(row + 1, column), at(row, column + 1));
        }
    }
    for (qsizetype row = 0, column = 0; column < columns;) {
        if (row < rows && before[first + row] == now[first + column]) {
            ++row;
            ++column;
        } else if (row < rows && at(row + 1, column) >= at(row, column + 1)) {
            ++row;
        } else {
            changed += int(first + column++);
        }
    }
    return changed;
}

} // namespace relata::ui
