#pragma once

#include "core/base/result.h"
#include "core/schema/table.h"

#include <optional>

namespace relata::sql {

/// What a typed column refers to. Neither table nor column need be there.
struct ColumnTarget
{
    QString table;
    QString column; ///< null: the table's key
    schema::Action onDelete = schema::Action::NoAction;
    schema::Action onUpdate = schema::Action::NoAction;

    bool operator==(const ColumnTarget &) const = default;
};

/// A column as a person types it in one line: "id INTEGER PK", "name VARCHAR(80) NOT NULL", "user_id INTEGER
/// -> user.id ON DELETE CASCADE".
struct ColumnLine
{
    schema::Column column; ///< its type is empty where the one of the target's column is meant
    bool isPrimaryKey = false;
    bool isUnique = false;
    std::optional<ColumnTarget> target;
    QStringList checks; ///< conditions
    QString origin;     ///< the name that the column had before; null: it is new

    bool operator==(const ColumnLine &) const = default;
};

/// Reads a line: a name, a type of one or more words with an optional length, then in any order PK or PRIMARY
/// KEY, NOT NULL, NULL, UNIQUE, DEFAULT with a literal or a term in parentheses, COLLATE, CHECK with a
/// condition, [GENERATED ALWAYS] AS with a term in parentheses and STORED or VIRTUAL, and "-> table.column"
/// or "REFERENCES table(column)" with ON DELETE and ON UPDATE; "-- ..." ends it with a comment. Words in any
/// case; a name may be quoted as SQL does. The type of an id, of "..._id", "..._at" and the like is guessed
/// where it is left out. Refused with what to type instead. Of its conditions and terms only the syntax is
/// looked at: the columns that they name may come with later lines.
/// @param engine whose SQL the terms are in, as a Schema has it; empty for SQLite
base::Result<ColumnLine> parseColumnLine(const QString &text, const QString &engine = {});

/// True where a CHECK names this column and no other.
bool isOwnCheck(const schema::Table &table, const schema::Check &check, const QString &column);
/// A table's column as its line says it: with its part in the key, a UNIQUE and a foreign key of its own, and
/// the CHECKs on it alone.
ColumnLine columnLineOf(const schema::Table &table, const schema::Column &column);
/// The line as text, which parseColumnLine() reads.
QString columnLineText(const ColumnLine &line);

} // namespace relata::sql
