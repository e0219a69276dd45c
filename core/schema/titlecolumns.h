#pragma once

#include "core/schema/schema.h"

namespace relata::schema {

/// The columns whose text names a row for people, best guess first chosen: a column called name, title,
/// username and the like, first and last name together, else the first readable text that is neither key nor
/// link. Empty where only the key can name a row.
QStringList titleColumns(const Table &table);

/// What names the rows of a table: columns of their own, or parents.
struct TitleSource
{
    QStringList columns;
    /// Of an association object: the foreign keys to the parents whose titles name it; columns is empty then.
    QList<ForeignKey> parents;

    bool operator==(const TitleSource &) const = default;
};

/// As titleColumns(); but rows that link two or more parents and have no column that is called a name (a
/// status, a number or a date is none) are named by those parents, three at most: by the ones in the primary
/// key where it is made of them, else by those that must be there if two must; parents with a name of their
/// own first. A parent of such a title is named by its own columns, or by its key, never by parents in turn.
TitleSource titleSource(const Schema &schema, const Table &table);

} // namespace relata::schema
