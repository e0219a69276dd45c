#pragma once

#include "ui/diagram/tablenavigation.h"

#include <QHash>

namespace relata::ui {

enum class Alignment { Left, Center, Right, Top, Middle, Bottom, SpreadAcross, SpreadDown };

/// New places of cards that are aligned to the outermost of them, or spread evenly between the two outermost.
/// Cards that stay are left out. Pure.
QHash<base::TableId, QPointF> aligned(const QList<CardPlace> &cards, Alignment alignment);

} // namespace relata::ui
