#pragma once

#include "core/schema/column.h"
#include "core/schema/foreignkey.h"
#include "core/schema/index.h"

namespace relata::sql {

/// The texts that CREATE TABLE and ALTER TABLE share.

/// A column as it is declared: name, type, NOT NULL, COLLATE, DEFAULT and from what it is generated, where
/// that is known. Its comment is left to the caller.
QString columnText(const schema::Column &column);
/// " DEFAULT ..." with a blank before it, in parentheses where it needs them; empty where there is none.
QString defaultText(const schema::Column &column);
/// " GENERATED ALWAYS AS (...) STORED" with a blank before it; empty where it is not generated or not known
/// from what.
QString generatedText(const schema::Column &column);
/// " ON CONFLICT ..." with a blank before it; empty for the default.
QString conflictText(schema::OnConflict conflict);
/// "CONSTRAINT ..." with a blank after it; empty where the constraint has no name.
QString constraintText(const QString &name);
/// "REFERENCES ..." with its actions; a constraint's name is left to the caller.
QString referencesText(const schema::ForeignKey &key);
/// CREATE INDEX, or "" for an index whose expression or condition is not known.
QString indexText(const QString &table, const schema::Index &index);
/// An expression in parentheses, safe where it ends in a comment.
QString parenthesised(const QString &expression);

} // namespace relata::sql
