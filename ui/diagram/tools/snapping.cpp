#include "snapping.h"

#include <algorithm>
#include <cmath>

namespace relata::ui {

namespace {

/// A rectangle along one axis: its two edges and the middle.
struct Span
{
    qreal start;
    qreal end;

    QList<qreal> lines() const { return {start, (start + end) / 2, end}; }
};

Span across(const QRectF &rect)
{
    return {rect.left(), rect.right()};
}

Span down(const QRectF &rect)
{
    return {rect.top(), rect.bottom()};
}

/// The least move along one axis that brings two lines together; 0 where none is within reach. `isInLine`
/// says whether there is one at all.
qreal leastMove(Span card, const QList<Span> &others, qreal reach, bool &isInLine)
{
    qreal least = reach;
    isInLine = false;
    qreal move = 0;
    for (const Span &other : others) {
        for (const qreal own : card.lines()) {
            for (const qreal line : other.lines()) {
                if (std::abs(line - own) > least || (isInLine && std::abs(line - own) == least))
                    continue;
                least = std::abs(line - own);
                move = line - own;
                isInLine = true;
            }
        }
    }
    return move;
}

bool meets(Span a, Span b)
{
    const QList<qreal> theirs = b.lines();
    const QList<qreal> own = a.lines();
    return std::any_of(own.cbegin(), own.cend(), [&theirs](qreal line) {
        return std::any_of(theirs.cbegin(), theirs.cend(),
                           [line](qreal other) { return std::abs(line - other) < 0.01; });
    });
}

/// The lines of `card` on which some of the others stand as well, from the first to the last of them.
QList<QLineF> guidesOf(const QRectF &card, const QList<QRectF> &others, bool isUpright)
{
    const auto along = isUpright ? across : down;
    const auto length = isUpright ? down : across;
    QList<QLineF> guides;
    for (const qreal line : along(card).lines()) {
        Span reach = length(card);
        bool isShared = false;
        for (const QRectF &other : others) {
            if (!meets({line, line}, along(other)))
                continue;
            isShared = true;
            reach.start = std::min(reach.start, length(other).start);
            reach.end = std::max(reach.end, length(other).end);
        }
        if (isShared && isUpright)
            guides.append(QLineF(line, reach.start, line, reach.end));
        else if (isShared)
            guides.append(QLineF(reach.start, line, reach.end, line));
    }
    return guides;
}

} // namespace

Snap snapTo(const QRectF &card, const QList<QRectF> &others, qreal reach)
{
    QList<Span> columns;
    QList<Span> rows;
    for (const QRectF &other : others) {
        columns.append(across(other));
        rows.append(down(other));
    }
    bool isInColumn = false;
    bool isInRow = false;
    Snap snap;
    snap.by = QPointF(leastMove(across(card), columns, reach, isInColumn),
                      leastMove(down(card), rows, reach, isInRow));
    const QRectF there = card.translated(snap.by);
    if (isInColumn)
        snap.guides += guidesOf(there, others, true);
    if (isInRow)
        snap.guides += guidesOf(there, others, false);
    return snap;
}

} // namespace relata::ui
