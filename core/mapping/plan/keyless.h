#pragma once

#include "core/mapping/diagnostic.h"
#include "core/mapping/mappedschema.h"
#include "core/schema/linkplanner.h"

namespace relata::mapping {

/// A relationship that a person declared and that stands on no foreign key: it joins columns that it names
/// itself, or, where it names none, cannot work, which is found.
struct KeylessLink
{
    base::LinkId link; ///< in the declarations of its sides; no foreign key has it
    QString child;     ///< the table whose rows refer to a parent
    QString parent;
    QStringList childColumns; ///< what is joined, in pairs; empty where the declarations do not say it
    QStringList parentColumns;
    Place childSide; ///< the relationships of the two classes; one may be missing
    Place parentSide;

    bool isJoined() const { return !childColumns.isEmpty(); }
    bool operator==(const KeylessLink &) const = default;
};

/// All of them whose two tables exist, in the order of their ids.
/// @param given what the schema was mapped from
QList<KeylessLink> keylessLinks(const MappedSchema &schema, const Given &given);

/// A relationship without a foreign key, before it is declared.
struct KeylessPlan
{
    KeylessLink link;
    Given given; ///< with both sides
    QString text;
};

/// What a relationship without a foreign key between two ends would be: which end is the parent is decided as
/// for a foreign key (schema::planLink()), and so is what is refused. From column to column these are joined;
/// where an end is a table as a whole the sides are declared as by who forgets the foreign key.
base::Result<KeylessPlan> planKeyless(const Design &design, const schema::LinkEnds &ends);

/// What is given without the relationship.
Given withoutKeyless(const Given &given, base::LinkId link);

/// Turns it into one that stands on a foreign key over the columns that it joins. Refused
/// (UnknownRelationship) where it joins none.
base::Result<schema::SchemaChange> keyForKeyless(const schema::Schema &schema, const KeylessLink &link);

} // namespace relata::mapping
