#pragma once

#include "core/mapping/diagnostic.h"
#include "core/mapping/declare/design.h"
#include "core/project/designsettings.h"
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
using SingleChange = std::variant<schema::SchemaChange, LayoutChange, mapping::GivenChange, SettingsChange>;
struct DocumentChange
{
    QString text;
    QList<SingleChange> changes;

    bool operator==(const DocumentChange &) const = default;
};

/// Whether a change concerns more than where cards lie: tables, or cards that lose their place.
bool changesSchema(const DocumentChange &change);
/// Whether it concerns nothing but where cards lie: then nothing is found anew.
bool isOnlyLayout(const DocumentChange &change);

/// A change with what has to follow it: ids for the parts of tables that it adds, and, where tables are
/// renamed or go, what was given about them, unless the change says itself what is given.
DocumentChange withFollowers(const mapping::Design &design, DocumentChange change);
/// A fix of a finding as a change. Refused where the declarations are not as they were when it was found.
base::Result<DocumentChange> changeOf(const mapping::Design &design, const mapping::Fix &fix);

} // namespace relata::project
