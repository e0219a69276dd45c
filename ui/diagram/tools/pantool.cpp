#include "pantool.h"

#include "ui/diagram/camera.h"

namespace relata::ui {

bool PanTool::press(const ToolEvent &event)
{
    m_last = event.viewPos;
    return event.button == Qt::MiddleButton || (m_isSpaceHeld && event.button == Qt::LeftButton);
}

void PanTool::move(const ToolEvent &event)
{
    m_camera.pan(event.viewPos - m_last);
    m_last = event.viewPos;
}

std::optional<Qt::CursorShape> PanTool::hoverCursor(const ToolEvent &) const
{
    return m_isSpaceHeld ? std::optional(Qt::OpenHandCursor) : std::nullopt;
}

} // namespace relata::ui
