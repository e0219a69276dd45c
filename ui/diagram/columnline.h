#pragma once

#include "core/base/result.h"
#include "core/schema/column.h"

namespace relata::ui {

/// A column as a person types it in one line: "id INTEGER PK", "name VARCHAR(80) NOT NULL", "email TEXT
/// UNIQUE".
struct ColumnLine
{
    schema::Column column;
    bool isPrimaryKey = false;
    bool isUnique = false;

    bool operator==(const ColumnLine &) const = default;
};

/// Reads a line: a name, a type of one or more words with an optional length, then in any order PK or PRIMARY
/// KEY, NOT NULL, NULL, UNIQUE and DEFAULT with a literal or a term in parentheses. Words in any case; a name
/// may be quoted as SQL does. Refused with what to type instead.
base::Result<ColumnLine> parseColumnLine(const QString &text);

} // namespace relata::ui
