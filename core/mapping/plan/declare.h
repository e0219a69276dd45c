#pragma once

#include "core/base/result.h"
#include "core/mapping/declare/design.h"

namespace relata::mapping {

struct DeclarationChange;

/// What is given after a person, or a fix, has changed the declaration of one class: what differs from what
/// is derived is given from then on, together with the other side of the same foreign key as it is now. A
/// relationship that was removed with its other side leaves the foreign key without any. Refused
/// (InvalidChange) where the class is not declared as it was when the change was made.
base::Result<Given> declared(const Design &design, const DeclarationChange &change);

} // namespace relata::mapping
