#pragma once

#include "core/base/recordkey.h"
#include "core/schema/table.h"

#include <optional>

namespace relata::sql {

/// A filter that names one row by its whole key: "id" = 5, or "a" = 1 AND "b" = 'x'. Column names are quoted,
/// so that no text that somebody looks for is taken for one.
class KeyFilter
{
public:
    struct Condition
    {
        QString column;
        base::Value value;
    };

    static QString textOf(const schema::Table &table, const base::RecordKey &key);
    /// The conditions of such a filter on a table's columns or its rowid; nothing where the text is another.
    static std::optional<QList<Condition>> parse(const QString &text, const schema::Table &table);
};

} // namespace relata::sql
