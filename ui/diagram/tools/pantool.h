#pragma once

#include "ui/diagram/tools/diagramtool.h"

namespace relata::ui {

class Camera;

/// Moves the canvas: middle button, or left while Space is held.
class PanTool final : public DiagramTool
{
public:
    explicit PanTool(Camera &camera) : m_camera(camera) {}

    void setSpaceHeld(bool held) { m_isSpaceHeld = held; }

    bool press(const ToolEvent &event) override;
    void move(const ToolEvent &event) override;
    void release(const ToolEvent &) override {}
    void cancel() override {}
    std::optional<Qt::CursorShape> hoverCursor(const ToolEvent &event) const override;
    Qt::CursorShape activeCursor() const override { return Qt::ClosedHandCursor; }

private:
    Camera &m_camera;
    QPoint m_last;
    bool m_isSpaceHeld = false;
};

} // namespace relata::ui
