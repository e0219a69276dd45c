#include "camera.h"

#include <QGraphicsView>
#include <QScrollBar>

#include <algorithm>

namespace relata::ui {

namespace {

constexpr int kFitMargin = 28;
constexpr int kEdge = 14;

int pushOnAxis(int low, int high, int value)
{
    constexpr int kMostPush = 24;
    if (value < low)
        return std::min(low - value, kMostPush);
    return value > high ? -std::min(value - high, kMostPush) : 0;
}

} // namespace

qreal Camera::zoom() const
{
    return m_view->transform().m11();
}

void Camera::setZoom(qreal zoom, QPoint anchor)
{
    zoomTo(zoom, anchor);
    m_isFitted = false;
}

void Camera::fit(const QRectF &rect)
{
    setContents(rect);
    const qreal whole = wholeZoom(rect);
    zoomTo(whole > 0 ? std::min(whole, 1.0) : 1.0, middle());
    m_view->centerOn(rect.center());
    m_isFitted = true;
}

void Camera::pan(QPoint by)
{
    m_isFitted = m_isFitted && by.isNull();
    QScrollBar *horizontal = m_view->horizontalScrollBar();
    QScrollBar *vertical = m_view->verticalScrollBar();
    horizontal->setValue(horizontal->value() - by.x());
    vertical->setValue(vertical->value() - by.y());
}

void Camera::pushAtEdge(QPoint at)
{
    const QRect inside = m_view->viewport()->rect().adjusted(kEdge, kEdge, -kEdge, -kEdge);
    pan({pushOnAxis(inside.left(), inside.right(), at.x()),
         pushOnAxis(inside.top(), inside.bottom(), at.y())});
}

void Camera::setContents(const QRectF &contents)
{
    m_contents = contents;
    const QSizeF room = QSizeF(m_view->viewport()->size()) / zoom();
    m_view->setSceneRect(contents.adjusted(-room.width(), -room.height(), room.width(), room.height()));
}

QPoint Camera::middle() const
{
    return m_view->viewport()->rect().center();
}

void Camera::zoomTo(qreal zoom, QPoint anchor)
{
    const qreal bounded = std::clamp(zoom, leastZoom(), kMostZoom);
    const QPointF kept = m_view->mapToScene(anchor);
    m_view->setTransform(QTransform::fromScale(bounded, bounded));
    setContents(m_contents);
    pan(anchor - m_view->mapFromScene(kept));
}

qreal Camera::wholeZoom(const QRectF &rect) const
{
    const QSizeF room = QSizeF(m_view->viewport()->size()) - QSizeF(2 * kFitMargin, 2 * kFitMargin);
    if (rect.isEmpty() || room.isEmpty())
        return 0;
    return std::min(room.width() / rect.width(), room.height() / rect.height());
}

/// A thousand tables are more than 5 % of them can show.
qreal Camera::leastZoom() const
{
    const qreal whole = wholeZoom(m_contents);
    return whole > 0 ? std::min(whole, kLeastZoom) : kLeastZoom;
}

} // namespace relata::ui
