#pragma once

#include "core/base/statementrecord.h"

#include <functional>

namespace relata::db {

/// Receives a record of every statement that a connection ran, in the connection's thread. May be empty.
using StatementSink = std::function<void(const base::StatementRecord &)>;

} // namespace relata::db
