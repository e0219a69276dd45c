#pragma once

#include <QFlags>
#include <QStringList>

namespace relata::mapping {

/// The cascades of a relationship.
enum class Cascade {
    SaveUpdate = 1,
    Merge = 2,
    RefreshExpire = 4,
    Expunge = 8,
    Delete = 16,
    DeleteOrphan = 32,
};
Q_DECLARE_FLAGS(Cascades, Cascade)
Q_DECLARE_OPERATORS_FOR_FLAGS(Cascades)

/// What a cascade text says.
struct CascadeText
{
    Cascades cascades;
    QStringList unknown; ///< the words that are no cascade, sorted
};

/// Reads words between commas; "all" stands for every cascade but delete-orphan, "none" clears the rest
/// (SQLAlchemy 2.0: CascadeOptions). Blanks count around commas only, and letter case everywhere.
CascadeText parseCascades(const QString &text);

/// The words of a set ("save-update", "delete-orphan"), sorted.
QStringList cascadeWords(Cascades cascades);

/// Every word that a cascade text may hold.
const QStringList &allCascadeWords();

/// "save-update, merge", what a relationship has that says nothing else.
Cascades defaultCascades();
/// Those that survive viewonly=True (SQLAlchemy 2.0: the others are dropped in silence).
Cascades viewonlyCascades();

} // namespace relata::mapping
