#pragma once

#include "core/base/cellview.h"
#include "core/orm/load/joinedrows.h"
#include "core/orm/plan/entitycolumns.h"
#include "core/orm/store/rowset.h"

#include <span>

namespace relata::orm {

/// A place at which a class stands in a statement: its columns in the rows, and the objects that were read
/// there. The same class can stand at several places.
struct ReadPlace
{
    std::span<const base::CellView> ownCells(std::span<const base::CellView> row) const
    {
        return row.subspan(size_t(columns->first), size_t(mapper->columnCount()));
    }
    const PlannedEntity &planned() const { return *columns->entity; }

    size_t number = 0; ///< in the statement
    const EntityColumns *columns = nullptr;
    std::vector<size_t> joinedPlaces; ///< of everything in columns->joined
    const Mapper *mapper = nullptr;
    ClassHeap *heap = nullptr;
    RowSet *met = nullptr;    ///< rows of the class that the statement has met at any place
    RowSet metHere{0};        ///< at this place; not kept where the class has no other
    QList<ObjectRef> objects; ///< each once, in order of arrival
    QList<ObjectRef> whole;   ///< those of them that are filled as a whole; with keepsWhole
    quint32 context = 0;      ///< the number of the loader options that objects keep; 0: none yet
    bool isOnlyPlace = true;  ///< of its class
    bool isPlain = false;     ///< nothing but a list of objects is wanted
    bool keepsWhole = false;

    // What fills relationships while rows are read.
    std::vector<JoinedSide> joins;
    QList<const MappedRelationship *> empty;
    bool hasSubqueries = false;
};

} // namespace relata::orm
