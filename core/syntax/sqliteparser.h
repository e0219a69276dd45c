#pragma once

#include <QString>

namespace relata::syntax {

/// What SQLite's parser has against a statement, in its own words ("near \")\": syntax error"); empty where
/// it takes it. The statement is prepared against an empty database in memory and never run. Any thread.
QString sqliteObjection(const QString &statement);

} // namespace relata::syntax
