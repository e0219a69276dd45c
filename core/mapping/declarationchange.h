#pragma once

#include "core/base/result.h"
#include "core/mapping/diagnostic.h"

namespace relata::mapping {

/// Replaces the declaration of one class. Refused, and nothing changed, where the class is not as it was when
/// the change was made (InvalidChange).
base::Done applyChange(Declarations &declarations, const DeclarationChange &change);

/// Applies a fix of either kind; a change of the schema is applied to the declared tables.
base::Done applyFix(Declarations &declarations, const Fix &fix);

/// The fixes of a finding that can be applied to these declarations, make it go away and leave no more errors
/// than there were (another error may come to light where one is mended), found by trying each (one run of
/// configure() per fix): for the finding that a person looks at, not for all of them.
QList<Fix> workingFixes(const Declarations &declarations, const Diagnostic &diagnostic);

} // namespace relata::mapping
