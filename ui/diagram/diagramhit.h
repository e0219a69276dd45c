#pragma once

#include "core/schema/movedend.h"

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
    enum class Part { Nothing, Header, Handle, Column, Fold, Link, Name };
    Part part = Part::Nothing;
    TableItem *table = nullptr;
    LinkItem *link = nullptr;
    QString column;                                  ///< the name, where the part is a column
    schema::LinkSide side = schema::LinkSide::Child; ///< whose name it is, where the part is the name of one
};

/// What a point of a scene hits: the uppermost card, else a name that is shown at a link, else the nearest
/// link within the tolerance. On the way from a line to its name there is no gap.
DiagramHit hitAmong(const QGraphicsScene &scene, QPointF point, qreal tolerance);

} // namespace relata::ui
