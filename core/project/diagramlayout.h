#pragma once

#include "core/base/ids.h"

#include <QHash>
#include <QPointF>

namespace relata::project {

/// Where the cards of a diagram stand: top-left corners in scene units (1 unit = 1 px at 100 %).
struct DiagramLayout
{
    QHash<base::TableId, QPointF> positions;

    bool operator==(const DiagramLayout &) const = default;
};

} // namespace relata::project
