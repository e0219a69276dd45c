#include "pairing.h"

#include "core/mapping/derive/derive.h"
#include "core/mapping/derive/derivednames.h"
#include "core/mapping/plan/declaredlink.h"
#include "core/schema/inflection.h"

#include <optional>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// One side as it is declared, wherever that is written.
struct End
{
    QString className;
    QString name;
    RelationshipOptions options;
    QString backPopulates;
    bool isBackref = false; ///< in the backref of the other side
    QString target = {};    ///< the class at the other end
};

/// The two sides of a link.
struct Ends
{
    std::optional<End> parent;
    std::optional<End> child;
};

/// The arguments of a side that a backref makes. Its origin says what a many-to-many joins, seen from there.
RelationshipOptions optionsOfBackref(const RelationshipDeclaration &origin)
{
    RelationshipOptions options = origin.backref->options;
    if (origin.secondary.isEmpty())
        return options;
    options.secondary = origin.secondary;
    options.primaryjoin = origin.secondaryjoin;
    options.secondaryjoin = origin.primaryjoin;
    return options;
}

/// The same way back: what the origin says need not be said.
Backref backrefOf(const End &end)
{
    Backref backref{end.name, end.options};
    if (!end.options.secondary.isEmpty()) {
        backref.options.secondary.clear();
        backref.options.primaryjoin.clear();
        backref.options.secondaryjoin.clear();
    }
    return backref;
}

Ends endsOf(const Declarations &declarations, const LinkStand &stand)
{
    Ends ends;
    for (const ClassDeclaration &owner : declarations.classes) {
        for (const RelationshipDeclaration &each : owner.relationships) {
            for (const KeyEnd at : {KeyEnd::Parent, KeyEnd::Child}) {
                if (!stand.isSide(each, at))
                    continue;
                const bool isParent = at == KeyEnd::Parent;
                (isParent ? ends.parent : ends.child) =
                    End{owner.name, each.name, each, each.backPopulates, false, each.target};
                if (each.backref) {
                    (isParent ? ends.child : ends.parent) =
                        End{each.target, each.backref->name, optionsOfBackref(each), {}, true, owner.name};
                }
            }
        }
    }
    return ends;
}

/// What is given, without anything about a link.
Given without(Given given, const LinkStand &stand)
{
    given.plain.remove(stand.parent);
    given.plain.remove(stand.child);
    for (ClassDeclaration &each : given.classes) {
        each.relationships.removeIf([&stand](const RelationshipDeclaration &relationship) {
            return stand.isSide(relationship, KeyEnd::Parent) || stand.isSide(relationship, KeyEnd::Child);
        });
    }
    return given;
}

RelationshipDeclaration declarationOf(const End &end, const End &other, const LinkStand &stand, KeyEnd at)
{
    RelationshipDeclaration declared;
    static_cast<RelationshipOptions &>(declared) = end.options;
    declared.name = end.name;
    declared.target = other.className;
    declared.link = stand.link(at);
    declared.end = stand.junction.isEmpty() ? at : KeyEnd::Parent;
    return declared;
}

base::Error noRelationship()
{
    return {ErrorCode::UnknownRelationship,
            u"No relationship can stand on this foreign key."_s,
            u"Each of its tables needs a class of its own: a pure junction has none."_s,
            {}};
}

void give(Given &given, const Declarations &declarations, const End &end,
          const RelationshipDeclaration &declared)
{
    const ClassDeclaration *owner = declarations.classNamed(end.className);
    ClassDeclaration *known = given.classOf(owner->table);
    if (!known) {
        ClassDeclaration made = *owner;
        made.relationships.clear();
        given.classes += made;
        known = &given.classes.last();
    }
    known->relationships += declared;
}

/// The side that a relationship without a foreign key would have at its other end.
std::optional<End> missingEnd(const Design &design, const Declarations &declarations, const End &known,
                              const QString &target, KeyEnd at)
{
    const ClassDeclaration *owner = declarations.classNamed(target);
    const ClassDeclaration *other = declarations.classNamed(known.className);
    const schema::Table *mine = owner ? design.schema.table(owner->table) : nullptr;
    const schema::Table *theirs = other ? design.schema.table(other->table) : nullptr;
    if (!mine || !theirs)
        return {};
    TakenNames taken(*mine);
    for (const RelationshipDeclaration &each : owner->relationships)
        taken.reserve(each.name);
    schema::ForeignKey key;
    key.table = (at == KeyEnd::Child ? theirs : mine)->name;
    key.columns = {schema::singular(schema::snakeCase(key.table)) + u"_id"_s}; // As it would be called.
    End end{
        owner->name,
        taken.take(at == KeyEnd::Child ? childSideWishes(*mine, key, 1) : parentSideWishes(*theirs, key, 1)),
        {},
        known.name,
        false};
    end.options.primaryjoin = known.options.primaryjoin;
    end.options.foreignKeys = known.options.foreignKeys;
    return end;
}

} // namespace

Pairing pairingOf(const Design &design, base::LinkId link)
{
    return pairingOf(design, derive(design), link);
}

Pairing pairingOf(const Design &design, const Declarations &declarations, base::LinkId link)
{
    const Ends ends = endsOf(declarations, standOf(design, link));
    if (!ends.parent && !ends.child)
        return Pairing::None;
    if (!ends.child)
        return Pairing::OnlyParent;
    if (!ends.parent)
        return Pairing::OnlyChild;
    if (ends.child->isBackref)
        return Pairing::BackrefOfParent;
    if (ends.parent->isBackref)
        return Pairing::BackrefOfChild;
    const bool nameEachOther =
        ends.parent->backPopulates == ends.child->name && ends.child->backPopulates == ends.parent->name;
    return nameEachOther ? Pairing::BackPopulates : Pairing::Apart;
}

Result<Given> withPairing(const Design &design, base::LinkId link, Pairing pairing)
{
    const Declarations now = derive(design);
    const LinkStand stand = standOf(design, link);
    Ends ends = endsOf(now, stand);
    Given given = without(design.given, stand);
    if (pairing == Pairing::None) {
        if (design.schema.tableOfLink(link)) // Else nothing would be derived for it anyway.
            given.plain << stand.parent << stand.child;
        return given;
    }
    // What is not declared gets what would be derived of a link that nobody has declared anything about.
    const Ends derived = endsOf(derive({design.schema, given}), stand);
    if (!ends.parent)
        ends.parent = !ends.child || derived.parent
                          ? derived.parent
                          : missingEnd(design, now, *ends.child, ends.child->target, KeyEnd::Parent);
    if (!ends.child)
        ends.child = !ends.parent || derived.child
                         ? derived.child
                         : missingEnd(design, now, *ends.parent, ends.parent->target, KeyEnd::Child);
    if (!ends.parent || !ends.child || pairing == Pairing::Apart) {
        return fail(noRelationship());
    }
    RelationshipDeclaration parent = declarationOf(*ends.parent, *ends.child, stand, KeyEnd::Parent);
    RelationshipDeclaration child = declarationOf(*ends.child, *ends.parent, stand, KeyEnd::Child);
    if (pairing == Pairing::BackPopulates) {
        parent.backPopulates = child.name;
        child.backPopulates = parent.name;
    } else if (pairing == Pairing::BackrefOfParent) {
        parent.backref = backrefOf(*ends.child);
    } else if (pairing == Pairing::BackrefOfChild) {
        child.backref = backrefOf(*ends.parent);
    }
    if (pairing != Pairing::BackrefOfChild && pairing != Pairing::OnlyChild)
        give(given, now, *ends.parent, parent);
    if (pairing != Pairing::BackrefOfParent && pairing != Pairing::OnlyParent)
        give(given, now, *ends.child, child);
    return given;
}

Result<WithoutKey> withoutKey(const Design &design, base::LinkId link)
{
    const Pairing now = pairingOf(design, link);
    const schema::Table *child = design.schema.tableOfLink(link);
    const bool isFolded = !standOf(design, link).junction.isEmpty();
    const auto given = now == Pairing::None || !child || isFolded ? Result<Given>(fail(noRelationship()))
                       : now == Pairing::Apart                    ? Result<Given>(design.given)
                                                                  : withPairing(design, link, now);
    if (!given)
        return fail(given.error());
    schema::Table without = *child;
    without.foreignKeys.removeIf([link](const schema::ForeignKey &each) { return each.id == link; });
    return WithoutKey{{u"Remove the foreign key of '%1', keep the relationship"_s.arg(child->name),
                       {schema::ChangeTable{child->id, without}}},
                      *given};
}

} // namespace relata::mapping
