#pragma once

#include "core/schema/schema.h"

namespace relata::schema {

/// A finding about a schema.
struct Problem
{
    enum class Grade { Error, Warning };
    QString code;  ///< a slug: "missing-table"
    QString where; ///< "table" or "table.column"
    QString text;  ///< a sentence in plain words, with what to do
    Grade grade = Grade::Error;

    bool operator==(const Problem &) const = default;
};

/// All problems of a schema in table order: broken tables, foreign keys that lead nowhere or to columns that
/// are not unique, the same foreign key twice, tables whose rows cannot be told apart.
QList<Problem> checkSchema(const Schema &schema);

} // namespace relata::schema
