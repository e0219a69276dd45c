#include "diagramhit.h"

#include "ui/diagram/items/linkitem.h"
#include "ui/diagram/items/tableitem.h"

#include <QGraphicsScene>

#include <optional>

namespace relata::ui {

namespace {

using Part = DiagramHit::Part;

DiagramHit hitInCard(TableItem *table, QPointF point)
{
    const CardRow *row = table->geometry().rowAt(point - table->pos());
    if (row && row->kind == CardRow::Kind::Column)
        return {Part::Column, table, nullptr, table->table().columns.at(row->column).name, {}};
    const bool isFold = row && row->kind != CardRow::Kind::Reason;
    return {isFold ? Part::Fold : Part::Header, table, nullptr, {}, {}};
}

/// The name of a link at a point, which may be that far beside it.
std::optional<DiagramHit> hitName(LinkItem *link, QPointF point, qreal aside)
{
    for (const LinkLabel &label : link->labels()) {
        if (label.kind == LinkLabel::Kind::Side &&
            label.rect.adjusted(-aside, -aside, aside, aside).contains(point))
            return DiagramHit{Part::Name, nullptr, link, {}, label.side};
    }
    return std::nullopt;
}

} // namespace

DiagramHit hitAmong(const QGraphicsScene &scene, QPointF point, qreal tolerance)
{
    DiagramHit hit;
    qreal nearest = tolerance;
    const QRectF around(point - QPointF(tolerance, tolerance), QSizeF(2 * tolerance, 2 * tolerance));
    const QList<QGraphicsItem *> items = scene.items(around, Qt::IntersectsItemBoundingRect);
    for (QGraphicsItem *item : items) {
        // Cards lie above all links, so that they come first.
        auto *table = qgraphicsitem_cast<TableItem *>(item);
        if (table && table->isHandle(point))
            return {Part::Handle, table, nullptr, {}, {}};
        if (table && table->card().contains(point))
            return hitInCard(table, point);
        auto *link = qgraphicsitem_cast<LinkItem *>(item);
        if (const auto name = link ? hitName(link, point, 0) : std::nullopt)
            return *name;
        const qreal distance = link ? distanceToRoute(link->route(), point) : nearest + 1;
        if (const auto name = link && !hit.link ? hitName(link, point, tolerance) : std::nullopt)
            hit = *name;
        if (distance <= nearest) {
            nearest = distance;
            hit = {Part::Link, nullptr, link, {}, {}};
        }
    }
    return hit;
}

} // namespace relata::ui
