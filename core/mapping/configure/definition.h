#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// Checks what SQLAlchemy refuses when a Table is made: unknown columns in keys and constraints, a composite
/// foreign key whose two lists differ in length.
void checkTables(Workbench &work);

/// Makes a draft of every declared relationship, and checks what SQLAlchemy refuses when a class is mapped: a
/// table without a primary key, a relationship named like a column.
void defineClasses(Workbench &work);

/// Checks the arguments that exclude each other or are unknown words, as the constructor of SQLAlchemy 2.0's
/// Relationship does, and takes over the settings.
bool construct(Workbench &work, Draft &draft);

} // namespace relata::mapping
