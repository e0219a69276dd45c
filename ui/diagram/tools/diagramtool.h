#pragma once

#include <QPoint>
#include <QPointF>
#include <Qt>

#include <optional>

namespace relata::ui {

/// A mouse event as tools see it.
struct ToolEvent
{
    QPointF scenePos;
    QPoint viewPos; ///< in the viewport, pixels
    Qt::MouseButton button = Qt::NoButton;
    Qt::KeyboardModifiers modifiers;
    qreal tolerance = 6; ///< in scene units: how near to a link is on it
};

/// What the mouse does on the canvas. The view asks its tools in turn who takes a press; that one gets the
/// gesture until the release, or cancel() where Escape ends it. Owned by the view.
class DiagramTool
{
public:
    virtual ~DiagramTool() = default;

    /// True where the tool takes the gesture that begins here.
    virtual bool press(const ToolEvent &event) = 0;
    virtual void move(const ToolEvent &event) = 0;
    virtual void release(const ToolEvent &event) = 0;
    /// Ends the gesture as if it had never begun.
    virtual void cancel() = 0;
    /// The pointer's shape where this tool would take a press, else nothing.
    virtual std::optional<Qt::CursorShape> hoverCursor(const ToolEvent &event) const = 0;
    /// The pointer's shape during the gesture.
    virtual Qt::CursorShape activeCursor() const = 0;
};

} // namespace relata::ui
