#pragma once

#include "core/mapping/mappedschema.h"
#include "core/schema/schemachange.h"

namespace relata::mapping {

/// How the two sides of a foreign key's relationship are written, or those of a many-to-many: there the
/// parent's class is the one that the junction's first key points at.
enum class Pairing {
    None,            ///< there is no relationship
    BackPopulates,   ///< both sides are declared, and name each other
    BackrefOfParent, ///< the parent's class declares it, the child's attribute is its backref
    BackrefOfChild,
    OnlyParent, ///< the child's class does not know its parent
    OnlyChild,
    Apart, ///< both sides are declared, and do not name each other
};

Pairing pairingOf(const Design &design, base::LinkId link);
/// The same where the design has been derived already.
Pairing pairingOf(const Design &design, const Declarations &declarations, base::LinkId link);

/// What is given once the pair is written so; names and arguments stay, and a side that comes into being has
/// the ones that are derived. `None` takes the relationships from the link, and from both keys of a junction.
/// Refused (UnknownRelationship) where the foreign key is no link between two classes, and for Apart.
base::Result<Given> withPairing(const Design &design, base::LinkId link, Pairing pairing);

/// A foreign key that goes while its relationship stays.
struct WithoutKey
{
    schema::SchemaChange change;
    Given given; ///< once the key is gone
};

/// What takes the foreign key from a link and keeps the relationship, as who forgets the key writes it; that
/// it cannot work so is found, with a fix. Refused (UnknownRelationship) where there is no relationship.
base::Result<WithoutKey> withoutKey(const Design &design, base::LinkId link);

} // namespace relata::mapping
