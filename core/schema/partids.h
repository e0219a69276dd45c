#pragma once

#include "core/schema/schemachange.h"

namespace relata::schema {

// The ids of a table's columns, constraints and indexes, by which each of them stays the same when it is
// renamed or changed. UNIQUE and CHECK constraints share one kind.

// Parts are the same by their names, constraints by their words.
bool isSamePart(const Column &a, const Column &b);
bool isSamePart(const Index &a, const Index &b);
bool isSamePart(const Unique &a, const Unique &b);
bool isSamePart(const Check &a, const Check &b);

/// Gives those that have no id that of the part of the same name, or with the same words, that the table had
/// before.
void takePartIds(Table &table, const Table &before);

/// Gives those that have none the smallest number that is free in the table and in another one.
void countPartIds(Table &table, const Table &apartFrom = {});

/// Gives those that have none one that is drawn at random; see base::freshId().
void drawPartIds(Table &table);

/// Takes all of them away.
void clearPartIds(Table &table);

/// True where a database would keep both in the same way: the ids of their parts, comments and the text that
/// once made them are nothing to it.
bool sameForDatabase(const Table &a, const Table &b);

/// A change whose new parts have ids: drawn at random, or those of the parts of the same name where a table
/// is changed as a whole. What the steps cannot be applied to is left as it is.
SchemaChange withPartIds(const Schema &schema, SchemaChange change);

} // namespace relata::schema
