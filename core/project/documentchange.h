#pragma once

#include "core/project/diagramlayout.h"
#include "core/schema/schemachange.h"

#include <variant>

namespace relata::project {

/// Cards that move: new positions of the tables named; a table in `removed` loses its position.
struct LayoutChange
{
    QString text; ///< the label for the undo menu ("Move 'post'")
    QHash<base::TableId, QPointF> positions;
    QList<base::TableId> removed;

    bool operator==(const LayoutChange &) const = default;
};

/// Several changes as one step of undo, applied in order: a new table together with its place.
using SingleChange = std::variant<schema::SchemaChange, LayoutChange>;
struct DocumentChange
{
    QString text;
    QList<SingleChange> changes;

    bool operator==(const DocumentChange &) const = default;
};

/// Whether a change concerns more than where cards lie: tables, or cards that lose their place.
bool changesSchema(const DocumentChange &change);

} // namespace relata::project
