#include "gestures.h"

#include "ui/diagram/camera.h"
#include "ui/diagram/diagramscene.h"
#include "ui/diagram/hintlabel.h"
#include "ui/diagram/tools/linkendtool.h"
#include "ui/diagram/tools/linktool.h"
#include "ui/diagram/tools/pantool.h"
#include "ui/diagram/tools/selecttool.h"

#include <utility>

namespace relata::ui {

Gestures::Gestures(DiagramScene &scene, Camera &camera, QWidget &viewport)
    : m_scene(scene), m_camera(camera), m_viewport(viewport)
{
    auto pan = std::make_unique<PanTool>(camera);
    m_pan = pan.get();
    m_tools.push_back(std::move(pan));
    auto *hint = new HintLabel(&viewport);
    m_tools.push_back(std::make_unique<LinkEndTool>(scene, *hint));
    m_tools.push_back(std::make_unique<LinkTool>(scene, *hint));
    m_tools.push_back(std::make_unique<SelectTool>(scene));
}

Gestures::~Gestures() = default;

void Gestures::scrollAtEdge(QPoint at)
{
    if (m_active && m_active != m_pan)
        m_camera.pushAtEdge(at);
}

bool Gestures::press(const ToolEvent &event)
{
    for (const std::unique_ptr<DiagramTool> &tool : m_tools) {
        if (!tool->press(event))
            continue;
        m_active = tool.get();
        m_viewport.setCursor(tool->activeCursor());
        return true;
    }
    return false;
}

void Gestures::move(const ToolEvent &event)
{
    if (m_active)
        m_active->move(event);
    else
        hover(event);
}

void Gestures::release(const ToolEvent &event)
{
    if (DiagramTool *tool = std::exchange(m_active, nullptr))
        tool->release(event);
    hover(event);
}

bool Gestures::cancel()
{
    DiagramTool *tool = std::exchange(m_active, nullptr);
    if (tool)
        tool->cancel();
    m_viewport.unsetCursor();
    return tool;
}

void Gestures::setSpaceHeld(bool isHeld)
{
    m_pan->setSpaceHeld(isHeld);
    if (!m_active && isHeld)
        m_viewport.setCursor(Qt::OpenHandCursor);
}

void Gestures::hover(const ToolEvent &event)
{
    m_scene.setHovered(m_scene.hit(event.scenePos, event.tolerance));
    for (const std::unique_ptr<DiagramTool> &tool : m_tools) {
        if (const std::optional<Qt::CursorShape> shape = tool->hoverCursor(event)) {
            if (m_viewport.cursor().shape() != *shape)
                m_viewport.setCursor(*shape);
            return;
        }
    }
}

} // namespace relata::ui
