#pragma once

#include "core/base/result.h"
#include "core/mapping/declare/declarations.h"

namespace relata::mapping {

class Fix;

/// An edit of the declaration of one class, which is found by its name.
struct DeclarationChange
{
    ClassDeclaration before;
    ClassDeclaration after;

    bool operator==(const DeclarationChange &) const = default;
};

/// Edits of several classes, in the order to make them; at most one of each.
struct DeclarationChanges
{
    QList<DeclarationChange> changes;

    bool operator==(const DeclarationChanges &) const = default;
};

/// Replaces the declaration of one class. Refused, and nothing changed, where the class is not as it was when
/// the change was made (InvalidChange).
base::Done applyChange(Declarations &declarations, const DeclarationChange &change);

/// Applies a fix of either kind; a change of the schema is applied to the declared tables.
base::Done applyFix(Declarations &declarations, const Fix &fix);

} // namespace relata::mapping
