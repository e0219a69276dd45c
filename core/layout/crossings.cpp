#include "core/layout/crossings.h"

#include <algorithm>
#include <vector>

namespace relata::layout {

namespace {

struct Piece
{
    int route = 0;
    qreal at = 0;
    qreal from = 0;
    qreal to = 0;
};

void splitIntoPieces(const QList<Route> &routes, std::vector<Piece> &upright, std::vector<Piece> &level)
{
    for (int r = 0; r < int(routes.size()); ++r) {
        const QList<QPointF> &points = routes[r].points;
        for (int i = 0; i + 1 < points.size(); ++i) {
            const QPointF a = points[i];
            const QPointF b = points[i + 1];
            if (a.x() == b.x())
                upright.push_back({r, a.x(), std::min(a.y(), b.y()), std::max(a.y(), b.y())});
            else
                level.push_back({r, a.y(), std::min(a.x(), b.x()), std::max(a.x(), b.x())});
        }
    }
}

} // namespace

int countCrossings(const QList<Route> &routes, const std::stop_token &stop)
{
    std::vector<Piece> upright;
    std::vector<Piece> level;
    splitIntoPieces(routes, upright, level);
    std::sort(level.begin(), level.end(), [](const Piece &a, const Piece &b) { return a.at < b.at; });
    int count = 0;
    for (const Piece &piece : upright) {
        if (stop.stop_requested())
            break;
        auto other = std::upper_bound(level.begin(), level.end(), piece.from,
                                      [](qreal y, const Piece &candidate) { return y < candidate.at; });
        for (; other != level.end() && other->at < piece.to; ++other)
            count += other->route != piece.route && other->from < piece.at && piece.at < other->to;
    }
    return count;
}

} // namespace relata::layout
