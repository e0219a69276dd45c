#include "tablelayer.h"

#include "ui/diagram/items/drawnlink.h"
#include "ui/diagram/arranging/subjectareas.h"

#include <QGraphicsScene>
#include <QSet>

#include <algorithm>

namespace relata::ui {

TableLayer::TableLayer(QGraphicsScene *scene, const CardStyle *style) : m_scene(scene), m_style(style) {}

TableLayer::~TableLayer() = default;

bool TableLayer::sync(const schema::Schema &schema)
{
    bool changed = false;
    QSet<int> alive;
    m_order.clear();
    const QHash<base::TableId, int> areas = subjectAreas(schema);
    for (const schema::Table &table : schema.tables) {
        if (!isDrawn(table))
            continue;
        alive.insert(table.id.number);
        std::unique_ptr<TableItem> &item = m_items[table.id.number];
        if (!item) {
            item = std::make_unique<TableItem>(table, m_style);
            m_scene->addItem(item.get());
            changed = true;
        } else {
            changed |= item->setTable(table);
        }
        item->setArea(areas.value(table.id));
        m_order.append(item.get());
    }
    changed |= std::erase_if(m_items, [&](const auto &entry) { return !alive.contains(entry.first); }) > 0;
    return changed;
}

void TableLayer::clear()
{
    m_order.clear();
    m_items.clear();
}

QList<base::TableId> TableLayer::place(const QHash<base::TableId, QPointF> &positions)
{
    QList<base::TableId> moved;
    for (TableItem *item : std::as_const(m_order)) {
        const auto position = positions.constFind(item->id());
        if (position == positions.cend() || *position == item->pos())
            continue;
        item->setPos(*position);
        moved.append(item->id());
    }
    return moved;
}

bool TableLayer::areAt(const QHash<base::TableId, QPointF> &positions) const
{
    return std::all_of(m_order.cbegin(), m_order.cend(), [&](const TableItem *item) {
        const auto place = positions.constFind(item->id());
        return place != positions.cend() && *place == item->pos();
    });
}

void TableLayer::restyle()
{
    for (TableItem *item : std::as_const(m_order))
        item->restyle();
}

TableItem *TableLayer::item(base::TableId id) const
{
    const auto found = m_items.find(id.number);
    return found == m_items.end() ? nullptr : found->second.get();
}

std::vector<layout::Card> TableLayer::cards() const
{
    std::vector<layout::Card> cards;
    for (const TableItem *item : m_order)
        cards.push_back({item->id().number, item->geometry().size()});
    return cards;
}

layout::Positions TableLayer::positions() const
{
    layout::Positions positions;
    for (const TableItem *item : m_order)
        positions.insert(item->id().number, item->pos());
    return positions;
}

QRectF TableLayer::extent() const
{
    QRectF extent;
    for (const TableItem *item : m_order)
        extent |= item->card();
    return extent;
}

} // namespace relata::ui
