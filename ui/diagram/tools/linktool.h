#pragma once

#include "ui/diagram/tools/diagramtool.h"
#include "ui/diagram/tools/linkaim.h"

#include "core/schema/linkplanner.h"

#include <QCoreApplication>

#include <memory>

namespace relata::ui {

class DiagramScene;
class HintLabel;
struct DiagramHit;

/// Draws links: a drag from a column's row, or from the handle of a card for its whole key, to a row or card
/// of a table becomes a foreign key with its relationship pair, with Ctrl a many-to-many through a table of
/// its own, with Shift a relationship without a foreign key, and onto the empty canvas a new child table that
/// is typed at once. A press without a drag selects the card, as anywhere on it. Takes nothing while the
/// schema is not editable.
class LinkTool final : public DiagramTool
{
    Q_DECLARE_TR_FUNCTIONS(LinkTool)

public:
    /// @param hint the words beside the pointer; outlives the tool
    LinkTool(DiagramScene &scene, HintLabel &hint);
    ~LinkTool() override;

    bool press(const ToolEvent &event) override;
    void move(const ToolEvent &event) override;
    void release(const ToolEvent &event) override;
    void cancel() override;
    std::optional<Qt::CursorShape> hoverCursor(const ToolEvent &event) const override;
    Qt::CursorShape activeCursor() const override { return Qt::CrossCursor; }

private:
    /// What the drag becomes.
    enum class Wish { ForeignKey, ManyToMany, Keyless };

    schema::LinkEnds endsAt(const DiagramHit &hit) const;
    bool isAtStart(const DiagramHit &hit) const;
    void aim(const ToolEvent &event);
    base::Result<QString> wordsFor(const DiagramHit &hit) const;
    void finish(const DiagramHit &hit, QPointF at);
    base::Done noChildHere() const;
    QPointF placeBetween(base::TableId other) const;
    QPointF anchor(const DiagramHit &hit, const ToolEvent &event) const;

    DiagramScene &m_scene;
    LinkAim m_aim;
    ToolEvent m_start;
    base::TableId m_from;
    QString m_fromColumn; ///< empty: the whole table
    Wish m_wish = Wish::ForeignKey;
    std::unique_ptr<DraftLink> m_draft; ///< there is one as soon as the press has become a drag
};

} // namespace relata::ui
