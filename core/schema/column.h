#pragma once

#include "core/schema/constraint.h"

#include <QString>

#include <optional>

namespace relata::schema {

/// How a generated column is kept.
enum class Generated { No, Virtual, Stored };

/// A column of a table or view, as declared.
struct Column
{
    QString name;
    QString type;                        ///< the declared type as written, "" where there is none
    bool nullable = true;                ///< as the database enforces it, in keys too
    std::optional<QString> defaultValue; ///< the SQL text of the default
    Generated generated = Generated::No;
    QString collation = {}; ///< the collating sequence that is not the database's own ("NOCASE"), else null
    QString expression =
        {}; ///< of a generated column, without its outer parentheses; null where it is not known
    OnConflict onNull = OnConflict::Default; ///< what NOT NULL says after ON CONFLICT
    QString comment = {};                    ///< what the column is for, in one line; null where nobody said
    base::ColumnId id = {};                  ///< unique within its table; stays when the column is renamed

    bool operator==(const Column &) const = default;
};

} // namespace relata::schema
