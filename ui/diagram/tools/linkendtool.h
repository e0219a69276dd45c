#pragma once

#include "ui/diagram/tools/diagramtool.h"
#include "ui/diagram/tools/linkaim.h"

#include "core/schema/movedend.h"

#include <memory>

namespace relata::ui {

class DiagramScene;
class HintLabel;
class LinkItem;
struct DiagramHit;

/// Moves an end of a link to another column: a drag from where the line meets a card. A press without a drag
/// selects the link. Takes nothing while the schema is not editable.
class LinkEndTool final : public DiagramTool
{
public:
    /// @param hint the words beside the pointer; outlives the tool
    LinkEndTool(DiagramScene &scene, HintLabel &hint);
    ~LinkEndTool() override;

    bool press(const ToolEvent &event) override;
    void move(const ToolEvent &event) override;
    void release(const ToolEvent &event) override;
    void cancel() override;
    std::optional<Qt::CursorShape> hoverCursor(const ToolEvent &event) const override;
    Qt::CursorShape activeCursor() const override { return Qt::CrossCursor; }

private:
    /// The end of a link that is under the pointer.
    struct Grip
    {
        base::LinkId link;
        schema::LinkSide side = schema::LinkSide::Child;
    };

    std::optional<Grip> gripAt(const ToolEvent &event) const;
    base::Result<schema::LinkPlan> planTo(const DiagramHit &hit) const;
    bool isWhereItWas(const DiagramHit &hit) const;
    void aim(const ToolEvent &event);

    DiagramScene &m_scene;
    LinkAim m_aim;
    ToolEvent m_start;
    Grip m_grip;
    std::unique_ptr<DraftLink> m_draft; ///< there is one as soon as the press has become a drag
};

} // namespace relata::ui
