#pragma once

#include "ui/diagram/items/tableitem.h"

#include "core/layout/graph.h"
#include "core/schema/schema.h"

#include <QHash>

#include <memory>
#include <unordered_map>

class QGraphicsScene;

namespace relata::ui {

/// The cards of a scene: one item for each drawn table of the schema, kept up to date. Owned by the scene.
class TableLayer
{
public:
    TableLayer(QGraphicsScene *scene, const CardStyle *style);
    ~TableLayer();

    /// Makes, changes and removes cards until they show the schema. True where a card came, went or changed
    /// its size or rows.
    bool sync(const schema::Schema &schema);
    void clear();
    /// Puts cards in their places and returns those that moved.
    QList<base::TableId> place(const QHash<base::TableId, QPointF> &positions);
    /// Whether every card stands where it belongs.
    bool areAt(const QHash<base::TableId, QPointF> &positions) const;
    void restyle();

    TableItem *item(base::TableId id) const;
    /// In the order of the schema.
    const QList<TableItem *> &items() const { return m_order; }
    std::vector<layout::Card> cards() const;
    /// Where the cards stand now.
    layout::Positions positions() const;
    /// The rectangle round all cards, null where there are none.
    QRectF extent() const;

private:
    QGraphicsScene *m_scene;
    const CardStyle *m_style;
    std::unordered_map<int, std::unique_ptr<TableItem>> m_items;
    QList<TableItem *> m_order;
};

} // namespace relata::ui
