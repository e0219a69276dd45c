#pragma once

#include "ui/diagram/diagramtool.h"

#include "core/base/result.h"
#include "core/schema/linkplanner.h"

#include <memory>

class QWidget;

namespace relata::ui {

class DiagramScene;
class DraftLink;
class HintLabel;
struct DiagramHit;

/// Draws links: a drag from a column's row to a row or card of a table becomes a foreign key with its
/// relationship pair. A press without a drag selects the card, as anywhere on it. Takes nothing while the
/// schema is not editable.
class LinkTool final : public DiagramTool
{
public:
    /// @param viewport where the words beside the pointer appear
    LinkTool(DiagramScene &scene, QWidget *viewport);
    ~LinkTool() override;

    bool press(const ToolEvent &event) override;
    void move(const ToolEvent &event) override;
    void release(const ToolEvent &event) override;
    void cancel() override;
    std::optional<Qt::CursorShape> hoverCursor(const ToolEvent &event) const override;
    Qt::CursorShape activeCursor() const override { return Qt::CrossCursor; }

private:
    schema::LinkEnds endsAt(const DiagramHit &hit) const;
    void aim(const ToolEvent &event);
    QPointF anchor(const DiagramHit &hit, const ToolEvent &event) const;
    void tell(const base::Result<schema::LinkPlan> &plan, QPoint at);

    DiagramScene &m_scene;
    HintLabel *m_hint;
    ToolEvent m_start;
    base::TableId m_from;
    QString m_fromColumn;
    std::unique_ptr<DraftLink> m_draft; ///< there is one as soon as the press has become a drag
};

} // namespace relata::ui
