#pragma once

#include "core/orm/load/rowreader.h"

namespace relata::orm {

/// A class of the statement.
struct RowReader::Entity
{
    std::span<const base::CellView> ownOf(std::span<const base::CellView> cells) const
    {
        return cells.subspan(size_t(columns->first), size_t(mapper->columnCount()));
    }

    const EntityColumns *columns = nullptr;
    const Mapper *mapper = nullptr;
    ClassHeap *heap = nullptr;
    RowSet *fresh = nullptr;
    RowSet seen{0};
    QList<ObjectRef> objects;
    QList<ObjectRef> whole; ///< those of them that the statement made; only where that makes a difference
    quint32 context = 0;    ///< 0: not asked for yet
    bool lastWasNew = false;
    bool isPlain = false; ///< nothing but a list of objects is wanted
    bool keepsWhole = false;
    bool givesStrategies = false;
    bool isOnlyOfClass = true; ///< then what is fresh has been seen, and the other way round
    std::vector<JoinedSide> sides;
    QList<int> noloads; ///< indexes of the relationships that are loaded so
    bool hasSubqueries = false;
};

} // namespace relata::orm
