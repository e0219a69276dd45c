#pragma once

#include "core/schema/column.h"
#include "core/schema/foreignkey.h"
#include "core/schema/index.h"

namespace relata::sql {

/// The texts that CREATE TABLE and ALTER TABLE share.

/// A column as it is declared: name, type, NOT NULL, DEFAULT. (The expression of a generated column is not
/// known: it is left out.)
QString columnText(const schema::Column &column);
/// " DEFAULT ..." with a blank before it, in parentheses where it needs them; empty where there is none.
QString defaultText(const schema::Column &column);
/// "REFERENCES ..." with its actions; a constraint's name is left to the caller.
QString referencesText(const schema::ForeignKey &key);
/// CREATE INDEX, or "" for an index whose expression or condition is not known.
QString indexText(const QString &table, const schema::Index &index);
/// An expression in parentheses, safe where it ends in a comment.
QString parenthesised(const QString &expression);

} // namespace relata::sql
