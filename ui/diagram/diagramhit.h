#pragma once

#include <QPointF>
#include <QString>

class QGraphicsScene;

namespace relata::ui {

class TableItem;
class LinkItem;

/// What is at a point of the diagram. The items belong to the scene; a hit is not kept beyond the event it
/// was asked for.
struct DiagramHit
{
    enum class Part { Nothing, Header, Handle, Column, Fold, Link };
    Part part = Part::Nothing;
    TableItem *table = nullptr;
    LinkItem *link = nullptr;
    QString column; ///< the name, where the part is a column
};

/// What a point of a scene hits: the uppermost card, else the nearest link within the tolerance.
DiagramHit hitAmong(const QGraphicsScene &scene, QPointF point, qreal tolerance);

} // namespace relata::ui
