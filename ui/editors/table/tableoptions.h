#pragma once

#include "core/base/result.h"
#include "core/project/documentchange.h"

namespace relata::ui {

/// What is said about a table as a whole, each as one step of undo; no steps where nothing is new. Refused in
/// words for people.

base::Result<project::DocumentChange> planTableName(const schema::Schema &schema, base::TableId table,
                                                    const QString &name);
base::Result<project::DocumentChange> planWithoutRowid(const schema::Schema &schema, base::TableId table,
                                                       bool isWithout);
/// The name of the class that is mapped to a table; relationships to it follow.
base::Result<project::DocumentChange> planClassName(const mapping::Design &design, base::TableId table,
                                                    const QString &name);

} // namespace relata::ui
