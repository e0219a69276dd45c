#pragma once

#include "core/base/record.h"
#include "core/mapping/mappedschema.h"

#include <QCoreApplication>

namespace relata::ui {

/// What has to be asked before rows of a list are deleted that others share: the rows of a many-to-many
/// belong to all their parents, and deleting one is more than taking it out of the list.
class SharedRows
{
    Q_DECLARE_TR_FUNCTIONS(relata::ui::SharedRows)

public:
    /// The question; empty where the rows are the list's own.
    static QString questionBeforeDeleting(const mapping::MappedSchema &schema, const base::RowScope &scope,
                                          int rows);
};

} // namespace relata::ui
