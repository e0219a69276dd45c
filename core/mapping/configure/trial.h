#pragma once

#include "core/mapping/configure/draft.h"

#include <functional>

namespace relata::mapping {

using OptionsEdit = std::function<void(RelationshipOptions &)>;

// Whether a relationship would work if it were declared otherwise: asked before a fix is offered. The trial
// takes the relationship alone through the steps up to its direction, its cascades and its strategy, with the
// backref that it makes and beside the sides that it is linked with. Nothing is told.

/// What a relationship would be with its options edited (as editOptions() does); null where it is refused.
std::optional<ConfiguredRelationship> tryOptions(const Workbench &work, const Draft &draft,
                                                 const OptionsEdit &edit);
/// What a new relationship of a class would be; null where it is refused.
std::optional<ConfiguredRelationship> tryRelationship(const Workbench &work, int owner,
                                                      const RelationshipDeclaration &declaration);
/// Whether two relationships can be the two sides of one: never two one-to-many or two many-to-one.
bool areOpposite(const ConfiguredRelationship &one, const ConfiguredRelationship &other);

/// Whether sync_backref=True is asked for between the two sides, so that neither can be only for viewing.
bool isToldAcross(const Workbench &work, const Draft &draft);

/// The fix that edits the options; none where the relationship would be refused all the same.
QList<Fix> triedFix(const Workbench &work, const Draft &draft, const QString &text, const OptionsEdit &edit);

} // namespace relata::mapping
