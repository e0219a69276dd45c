#pragma once

#include "core/mapping/mappedschema.h"
#include "core/models/columnwriter.h"
#include "core/models/errorcomments.h"
#include "core/models/linewriter.h"
#include "core/models/modelnames.h"

namespace relata::models {

/// A module while it is written: what is known about the design, and what is there of the text.
struct Module
{
    Module(const mapping::Design &design, const mapping::MappedSchema &meant, Style wanted);

    const mapping::MappedSchema &meaning;
    const Style style;
    const mapping::Declarations declarations; ///< with what is derived
    const ModelNames names;
    const ColumnWriter columns;
    ErrorComments comments;
    QList<mapping::Diagnostic> findings; ///< what is written otherwise than declared
    LineWriter lines;
    /// What the head has to import or define: "Optional", "datetime", "DeclaredType".
    QSet<QString> words;

    Q_DISABLE_COPY_MOVE(Module)
};

} // namespace relata::models
