#pragma once

#include "core/schema/schema.h"

namespace relata::schema {

/// The classes of a schema and the relationships that follow from its foreign keys: a pair for each foreign
/// key that can be followed, a many-to-many pair for each pure junction, one-to-one where the foreign key is
/// unique. A class is the table's name in CamelCase. Views, virtual, shadow and broken tables and pure
/// junctions have no class. Direction and pairs by SQLAlchemy's rules: the side of the foreign key is
/// many-to-one.
QList<MappedClass> mapRelationships(const Schema &schema);

/// Both sides of one foreign key, named so that they clash with nothing in the schema.
struct RelationshipPair
{
    Relationship childSide;
    Relationship parentSide;
};
RelationshipPair pairFor(const Schema &schema, const Table &child, const ForeignKey &key);

} // namespace relata::schema
