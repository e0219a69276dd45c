#pragma once

#include <QPoint>
#include <QRectF>

class QGraphicsView;

namespace relata::ui {

/// Zooms and moves a view: the arithmetic of transform and scroll bars in one place. Owned by the view it
/// moves.
class Camera
{
public:
    static constexpr qreal kLeastZoom = 0.05;
    static constexpr qreal kMostZoom = 4.0;
    static constexpr qreal kZoomStep = 1.25; ///< of a key, a button or a notch of the wheel

    explicit Camera(QGraphicsView *view) : m_view(view) {}

    /// Pixels of the screen for one scene unit.
    qreal zoom() const;
    /// Zooms, within 5 (or what shows everything, where that is less) to 400 %; what is under the anchor (a
    /// point of the viewport) stays there.
    void setZoom(qreal zoom, QPoint anchor);
    /// Shows a rectangle whole and in the middle, never larger than 100 %.
    void fit(const QRectF &rect);
    /// Nobody has zoomed, moved or taken hold of anything since the last fit, so that it can be kept up.
    bool isFitted() const { return m_isFitted; }
    void leaveFit() { m_isFitted = false; }
    /// Moves what is seen by pixels of the screen.
    void pan(QPoint by);
    /// Moves what is seen a little where a drag has come to the edge of the viewport.
    void pushAtEdge(QPoint at);
    /// How far can be scrolled: the contents and a viewport's width round them, so that every card can come
    /// to the middle.
    void setContents(const QRectF &contents);
    QPoint middle() const;

private:
    void zoomTo(qreal zoom, QPoint anchor);
    /// The zoom that shows a rectangle whole; 0 where the view or the rectangle has no room.
    qreal wholeZoom(const QRectF &rect) const;
    qreal leastZoom() const;

    QGraphicsView *m_view;
    QRectF m_contents;
    bool m_isFitted = false;
};

} // namespace relata::ui
