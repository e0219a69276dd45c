#pragma once

#include <QString>

namespace relata::mapping {

/// Whether a name stands for something else in the SQL of an engine ("sqlite", "postgresql", "mysql"), so
/// that it has to be quoted wherever it is a table or a column. Letter case counts for nothing.
bool isKeyword(const QString &engine, const QString &name);

/// The engine as people call it: "SQLite".
QString engineName(const QString &engine);

} // namespace relata::mapping
