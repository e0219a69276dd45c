#pragma once

#include "ui/diagram/tools/diagramtool.h"

#include <memory>
#include <vector>

class QWidget;

namespace relata::ui {

class Camera;
class DiagramScene;
class PanTool;

/// The tools of a view and the gesture that goes on: the first tool that takes a press has the mouse until
/// the release. Gives the pointer the shape of what a press would do. Belongs to the view.
class Gestures
{
public:
    /// All of them outlive it.
    Gestures(DiagramScene &scene, Camera &camera, QWidget &viewport);
    ~Gestures();

    bool isUnderway() const { return m_active; }
    /// Scrolls where a drag has come to the edge of the viewport; before move().
    void scrollAtEdge(QPoint at);
    /// False where no tool wants it.
    bool press(const ToolEvent &event);
    /// Goes on with the gesture, else shows what is under the pointer.
    void move(const ToolEvent &event);
    void release(const ToolEvent &event);
    /// Ends the gesture as if it had never begun; false where there was none.
    bool cancel();
    /// While Space is held a drag moves the canvas.
    void setSpaceHeld(bool isHeld);

private:
    void hover(const ToolEvent &event);

    DiagramScene &m_scene;
    Camera &m_camera;
    QWidget &m_viewport;
    PanTool *m_pan = nullptr; ///< one of m_tools
    std::vector<std::unique_ptr<DiagramTool>> m_tools;
    DiagramTool *m_active = nullptr;
};

} // namespace relata::ui
