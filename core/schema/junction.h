#pragma once

#include "core/schema/schema.h"

#include <QSet>

namespace relata::schema {

/// True where the foreign key can be followed: its table exists and can be read, and so do all columns at
/// both ends.
bool isResolved(const Schema &schema, const Table &owner, const ForeignKey &key);

/// The foreign keys of a table that can be followed, each only once where one is declared twice.
QList<ForeignKey> usableForeignKeys(const Schema &schema, const Table &table);

/// True where the table does nothing but link two others: exactly two foreign keys, no column outside them,
/// neither of them unique by itself, and no table refers to it. Such a table becomes the `secondary` of a
/// many-to-many; any other stays visible, because folding it away would hide its payload or its children.
bool isPureJunction(const Schema &schema, const Table &table);
/// The same with parentTables() given, for asking of many tables.
bool isPureJunction(const Schema &schema, const Table &table, const QSet<QString> &parents);
/// The nameKey()s of all tables to which a foreign key refers.
QSet<QString> parentTables(const Schema &schema);

} // namespace relata::schema
