#pragma once

#include "core/schema/schemachange.h"

namespace relata::schema {

/// What the columns of a foreign key say about the ends of its link.
struct Cardinality
{
    bool isMandatory = false; ///< every child has a parent: NOT NULL
    bool isOne = false;       ///< a parent has one child at most: the columns are unique

    bool operator==(const Cardinality &) const = default;
};

/// @param child the table that has the key
Cardinality cardinalityOf(const Table &child, const ForeignKey &key);

/// The change that gives a link these ends: NOT NULL of its columns and a UNIQUE over them. Refused
/// (InvalidChange) where a key or an index of the table decides otherwise.
base::Result<SchemaChange> withCardinality(const Schema &schema, base::LinkId link, Cardinality wanted);

} // namespace relata::schema
