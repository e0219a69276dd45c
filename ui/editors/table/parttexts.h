#pragma once

#include "core/base/result.h"
#include "core/schema/schema.h"

namespace relata::ui {

/// What a constraint and an index are made of, as texts that a person reads and types. A text that is no
/// such thing is refused in words for people, and may leave half of itself behind.

/// A name as it has to be typed: in quotes where it is no plain word.
QString writtenName(const QString &name);
QString writtenNames(const QStringList &names);
/// The columns of a table in a list that commas separate, by their own names.
base::Result<QStringList> columnsIn(const schema::Table &table, const QString &text);

/// What the key's columns refer to: "user(id, nr)", "user.id", or "user" for its primary key. The target may
/// be missing.
/// @param own the table of the key as it shall be
base::Done giveTarget(schema::ForeignKey &key, const schema::Schema &schema, const schema::Table &own,
                      const QString &text);
/// "ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED".
base::Done giveKeyRules(schema::ForeignKey &key, const QString &text);
QString keyRules(const schema::ForeignKey &key);

/// "ON CONFLICT REPLACE" of a UNIQUE constraint; nothing for the default.
base::Done giveConflict(schema::OnConflict &conflict, const QString &text);
QString conflictRules(schema::OnConflict conflict);

/// "lower(name), created_at DESC": columns and expressions with their order and collation.
base::Done giveTerms(schema::Index &index, const schema::Table &table, const QString &text);
/// "UNIQUE WHERE deleted = 0".
base::Done giveIndexRules(schema::Index &index, const QString &text);
QString indexRules(const schema::Index &index);

} // namespace relata::ui
