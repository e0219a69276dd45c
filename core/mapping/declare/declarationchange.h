#pragma once

#include "core/base/result.h"
#include "core/mapping/diagnostic.h"

namespace relata::mapping {

/// Replaces the declaration of one class. Refused, and nothing changed, where the class is not as it was when
/// the change was made (InvalidChange).
base::Done applyChange(Declarations &declarations, const DeclarationChange &change);

/// Applies a fix of either kind; a change of the schema is applied to the declared tables.
base::Done applyFix(Declarations &declarations, const Fix &fix);

} // namespace relata::mapping
