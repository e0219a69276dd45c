#pragma once

#include "core/mapping/declare/declarations.h"
#include "core/schema/schema.h"

namespace relata::mapping {

/// Writes into a relationship what it joins, as where no foreign key says it: the columns of `key`, which
/// need not be declared.
void joinByColumns(const schema::Table &child, const schema::ForeignKey &key, RelationshipOptions &options);

/// Writes the two sides of a foreign key, and those of a junction, as a careful person would and no longer:
/// what SQLAlchemy finds out by itself is left out, what the constraints settle is said. The names are the
/// caller's. The schema has to outlive it and to spell names as its tables do.
class PairDeclarer
{
public:
    explicit PairDeclarer(const schema::Schema &schema) : m_schema(schema) {}

    /// Many-to-one, on the class of the table with the foreign key.
    RelationshipDeclaration childSide(const schema::Table &child, const schema::ForeignKey &key) const;
    /// One-to-many, or one-to-one where the foreign key is unique, on the class that it refers to.
    RelationshipDeclaration parentSide(const schema::Table &child, const schema::ForeignKey &key) const;
    /// Many-to-many, on the class to which `near` refers, to that of `far`.
    RelationshipDeclaration manySide(const schema::Table &junction, const schema::ForeignKey &near,
                                     const schema::ForeignKey &far) const;

private:
    bool isOneOfSeveral(const schema::Table &child, const schema::ForeignKey &key) const;

    const schema::Schema &m_schema;
};

} // namespace relata::mapping
