#pragma once

#include "core/mapping/mappedschema.h"

namespace relata::tests {

/// The schema of a SQLite file as the program reads it, read-only; fails the program loudly where it cannot.
mapping::MappedSchema reflected(const QString &file);

/// The schema that some SQL makes.
mapping::MappedSchema reflectedSql(const QString &sql);

/// A text of resources/sample: "schema.sql" or "data.sql".
QString sampleSql(const QString &name);

} // namespace relata::tests
