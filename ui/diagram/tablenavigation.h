#pragma once

#include "core/base/ids.h"

#include <QList>
#include <QRectF>

namespace relata::ui {

enum class Towards { Left, Right, Up, Down };

/// A card as the keyboard sees it.
struct CardPlace
{
    base::TableId table;
    QRectF rect;
};

/// The nearest card in a direction, straight ahead before aside; the current one where there is none.
base::TableId tableTowards(const QList<CardPlace> &cards, base::TableId current, Towards direction);

/// The cards from left to right and top to bottom, in the columns that a layout makes.
QList<base::TableId> readingOrder(QList<CardPlace> cards);

} // namespace relata::ui
