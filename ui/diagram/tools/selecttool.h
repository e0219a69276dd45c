#pragma once

#include "ui/diagram/tools/diagramtool.h"

#include "core/base/ids.h"

#include <QHash>
#include <QLineF>

#include <memory>

class QGraphicsPathItem;
class QGraphicsRectItem;

namespace relata::ui {

class DiagramScene;
struct DiagramHit;

/// Selects with clicks and with a band on the empty canvas, and drags cards, all selected ones together:
/// links follow live, cards nearby draw theirs into line (not while Ctrl is held), and the drop is one step
/// of undo.
class SelectTool final : public DiagramTool
{
public:
    explicit SelectTool(DiagramScene &scene);
    ~SelectTool() override;

    bool press(const ToolEvent &event) override;
    void move(const ToolEvent &event) override;
    void release(const ToolEvent &event) override;
    void cancel() override;
    std::optional<Qt::CursorShape> hoverCursor(const ToolEvent &event) const override;
    Qt::CursorShape activeCursor() const override;

private:
    enum class Gesture { Idle, Click, Drag, Band };

    void pressTable(const ToolEvent &event, const DiagramHit &hit);
    void beginDrag();
    void drag(const ToolEvent &event);
    void endDrag();
    QPointF snapped(const ToolEvent &event);
    QList<QRectF> cardsNear(const QRectF &place) const;
    void showGuides(const QList<QLineF> &guides);
    void band(const ToolEvent &event);
    QHash<base::TableId, QPointF> draggedTo(QPointF by) const;
    bool wantedToLink(const ToolEvent &event) const;

    DiagramScene &m_scene;
    Gesture m_gesture = Gesture::Idle;
    ToolEvent m_start;
    base::TableId m_pressed;
    bool m_startedOnColumn = false;
    bool m_selectOnRelease = false;
    QHash<base::TableId, QPointF> m_starts; ///< where the dragged cards stood
    QPointF m_by;                           ///< how far they have been dragged, with what drew them into line
    QList<base::TableId> m_selectedBefore;
    std::unique_ptr<QGraphicsRectItem> m_band;
    std::unique_ptr<QGraphicsPathItem> m_guides;
};

} // namespace relata::ui
