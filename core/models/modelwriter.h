#pragma once

#include "core/mapping/mappedschema.h"
#include "core/models/modeltext.h"
#include "core/models/style.h"

namespace relata::models {

struct ModelOptions
{
    Style style = Style::Legacy;
    QSet<base::TableId> tables; ///< only these; none: all
};

/// A design as a module of Flask-SQLAlchemy: `db`, a db.Table() for each table that is no class, and the
/// classes, parents first. The same design gives the same text. What is wrong is written as it was declared,
/// below a comment. Of some tables the text is what the whole one has about them, link tables included, to be
/// put beside the others.
/// @param meaning mapped() of the design
ModelText modelsOf(const mapping::Design &design, const mapping::MappedSchema &meaning,
                   const ModelOptions &options = {});
ModelText modelsOf(const mapping::Design &design, const ModelOptions &options = {});

} // namespace relata::models
