#pragma once

#include "core/base/value.h"

#include <QStringList>

namespace relata::orm {

/// Columns with values, in order.
using NamedValues = QList<std::pair<QString, base::Value>>;

/// A row that a statement writes.
struct WrittenRow
{
    NamedValues set;
    NamedValues where;
};

/// A statement of a session, by what it does: it is told of just before it is sent.
struct SentStatement
{
    enum class Kind { Select, Insert, Update, Delete, Text };
    Kind kind = Kind::Select;
    QString sql;
    QStringList tables;  ///< sorted, each once; of a write its one table
    base::Values params; ///< of a SELECT, without LIMIT and OFFSET
    int outerJoins = 0;
    bool limit = false;
    bool subquery = false;
    bool ordered = false;
    WrittenRow row;
};

} // namespace relata::orm
