#pragma once

#include "ui/diagram/items/draftlink.h"

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QPoint>

namespace relata::schema {
struct LinkPlan;
struct Schema;
} // namespace relata::schema

namespace relata::ui {

class DiagramScene;
class HintLabel;
struct DiagramHit;

/// Where a link that is being drawn points to: what it would become there is worked out once for each place,
/// said beside the pointer, and what it can be dropped on stands out.
class LinkAim
{
public:
    /// @param hint the words beside the pointer; outlives the aim
    LinkAim(DiagramScene &scene, HintLabel &hint) : m_scene(scene), m_hint(hint) {}

    /// Points at a row or a card.
    /// @param pointer where the pointer is in the view
    /// @param judge what the link would be there, in words, or why it cannot be: asked when the pointer has
    /// come
    ///        from another place
    template<typename Judge>
    DraftLink::Verdict at(const DiagramHit &hit, QPoint pointer, const Judge &judge)
    {
        if (!isAt(hit))
            settle(hit, judge(hit));
        return show(pointer);
    }
    /// Points at nothing that a link can end at.
    DraftLink::Verdict nowhere();

private:
    bool isAt(const DiagramHit &hit) const;
    void settle(const DiagramHit &hit, base::Result<QString> words);
    DraftLink::Verdict show(QPoint pointer);

    DiagramScene &m_scene;
    HintLabel &m_hint;
    base::TableId m_table; ///< invalid: nowhere
    QString m_column;
    base::Result<QString> m_words = QString();
};

/// What a planned foreign key would be, for beside the pointer ("post.user_id → user.id").
QString planWords(const schema::Schema &schema, const schema::LinkPlan &plan);

} // namespace relata::ui
