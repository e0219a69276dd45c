#pragma once

#include "core/schema/schema.h"

namespace relata::tests {

/// The schema of a SQLite file as the program reads it, read-only; fails the program loudly where it cannot.
schema::Schema reflected(const QString &file);

/// The schema that some SQL makes.
schema::Schema reflectedSql(const QString &sql);

/// A text of resources/sample: "schema.sql" or "data.sql".
QString sampleSql(const QString &name);

} // namespace relata::tests
