#pragma once

#include "core/base/result.h"
#include "core/mapping/diagnostic.h"
#include "core/mapping/mappedschema.h"

#include <functional>

namespace relata::mapping {

/// What is given after a person has edited one side of a relationship, wherever it is written: in its own
/// declaration, or in the backref of the other side. Both sides of its foreign key are given from then on.
/// Refused (UnknownRelationship) where the design has no such side.
/// @param edit is called once with the side's arguments
base::Result<Given> withSideEdited(const Design &design, const Side &side,
                                   const std::function<void(RelationshipOptions &)> &edit);

/// The same for the side's name; the other side follows.
base::Result<Given> withSideRenamed(const Design &design, const Side &side, const QString &name);

/// Why a relationship cannot have a name, as a sentence; empty where it can: it has to be a Python name, and
/// no other attribute of the class may have it.
QString nameFault(const MappedSchema &schema, const Side &side, const QString &name);

/// The arguments that a side was declared with; those of a backref where it was made by one.
RelationshipOptions optionsOf(const Design &design, const Side &side);
/// The same where the design has been derived already, which takes long for many tables.
RelationshipOptions optionsOf(const Declarations &declarations, const Side &side);

} // namespace relata::mapping
